"""Local times turned into moments: time zones, nights when clocks change, plausible dates."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from entrepairs.core.timezones import zone_named

# Ahead: a year, and the weeks in which next year's same day is chosen.
FURTHEST = dt.timedelta(days=400)
SHORTEST, LONGEST = 5, 1440  # minutes


def moment(day: dt.date, clock: dt.time, name: str) -> dt.datetime:
    """That day at that time, there.

    On the night when clocks go forward an hour does not exist: choosing it is an error. On the
    night when they go back an hour comes twice: the first one is meant.
    """
    here = dt.datetime.combine(day, clock.replace(tzinfo=None), tzinfo=zone_named(name))
    if is_skipped(here):
        raise ValidationError(
            _(
                "This time does not exist, because the clocks go forward that night. "
                "Choose a little earlier or later."
            ),
            code="no_such_hour",
        )
    return here


def is_skipped(here: dt.datetime) -> bool:
    """This local time is in the hour that clocks jump over."""
    back = here.astimezone(dt.UTC).astimezone(here.tzinfo)
    return back.replace(tzinfo=None) != here.replace(tzinfo=None)


def check_plausible(
    starts_at: dt.datetime, minutes: int, since: dt.datetime, now: dt.datetime | None = None
) -> None:
    """Refuses a length that cannot be meant, and a date before the circle or a year ahead."""
    if not SHORTEST <= minutes <= LONGEST:
        raise ValidationError(_("A meeting lasts from five minutes to a day."), code="length")
    if starts_at < since:
        raise ValidationError(
            _("You were not in contact here yet on that date. Choose a later date."), code="before"
        )
    if starts_at > (now or timezone.now()) + FURTHEST:
        raise ValidationError(_("That is more than a year away. Choose a nearer date."), code="far")


def find_next_same(when: dt.datetime, name: str, after: dt.datetime) -> dt.datetime:
    """The next time it is that day of the week and that hour there, later than `after`."""
    there = when.astimezone(zone_named(name))
    day = after.astimezone(there.tzinfo).date()
    day += dt.timedelta(days=(there.weekday() - day.weekday()) % 7)
    while True:
        here = dt.datetime.combine(day, there.time(), tzinfo=there.tzinfo)
        if here > after and not is_skipped(here):
            return here
        day += dt.timedelta(days=7)
