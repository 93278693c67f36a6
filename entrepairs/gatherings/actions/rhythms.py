"""The rule by which a group meets: written, changed, stopped; one of its times told apart."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import F
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.core.fields import new_key
from entrepairs.core.identity import id_of
from entrepairs.core.sql_functions import call_function
from entrepairs.gatherings.models import Rhythm
from entrepairs.gatherings.queries import find_time
from entrepairs.gatherings.rules import days_of
from entrepairs.gatherings.times import DAY, starts_at
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import NotPossible, action
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.meetings.local_times import FURTHEST, LONGEST, SHORTEST
from entrepairs.meetings.models import Meeting
from entrepairs.people.circles import hold_open
from entrepairs.people.models import Circle, Person

ROOM = "gatherings"
YEAR = dt.timedelta(days=400)  # within which a rule gives a day at least
BACK = dt.timedelta(days=31)  # how long ago a rhythm may have begun


def only_keepers() -> NotPossible:
    return NotPossible(_("Only those who keep the page of this group can change when it meets."))


def check_rhythm(told: dict[str, Any], now: dt.datetime | None = None) -> None:
    """Refuses, in words, what gives no times or cannot be meant."""
    today = timezone.localdate(now)
    if not SHORTEST <= told["minutes"] <= LONGEST:
        raise ValidationError(_("A meeting lasts from five minutes to a day."), code="length")
    if told["starts_on"] < today - BACK:
        raise ValidationError(
            _("That is long ago. Choose a first day of this month, or later."), code="before"
        )
    if told["starts_on"] > today + FURTHEST:
        raise ValidationError(_("That is more than a year away. Choose a nearer date."), code="far")
    if told["until"] and told["until"] < told["starts_on"]:
        raise ValidationError(_("The last day is before the first one."), code="until")
    first = told["starts_on"]
    days = days_of(told["rule"], first, told["until"], first, first + YEAR)
    if next(days, None) is None:
        raise ValidationError(
            _("Between these two days, the group would never meet. Choose a later last day."),
            code="until",
        )


START = Verb(ROOM, "start_rhythm", gettext_lazy("You wrote when a group meets"), NOT_TOLD)


@action
def start_rhythm(
    *, circle: Circle, told: dict[str, Any], once: UUID | None, by: Person | int
) -> Rhythm:
    """A group meets again and again, by those who keep its page: who sees the page reads it."""
    key = new_key()
    note_deed(START, by=by, object_key=key, once=once)
    hold_open(circle, _("Your text was not saved. %(why)s"))
    check_rhythm(told)
    return Rhythm.objects.create(key=key, circle=circle, made_by_id=id_of(by), **told)


CHANGE = Verb(ROOM, "change_rhythm", gettext_lazy("You changed when a group meets"), NOT_TOLD)
OF_THE_RULE = ("starts_on", "clock", "time_zone", "rule")


@action
def change_rhythm(
    *, rhythm: Rhythm, told: dict[str, Any], once: UUID | None, by: Person | int
) -> Rhythm:
    """From now on: what was keeps its own rule. A title or a place alone changes everywhere."""
    note_deed(CHANGE, by=by, object_key=rhythm.key, once=once)
    hold_open(rhythm.circle, _("Your text was not saved. %(why)s"))
    row = Rhythm.objects.select_for_update().get(pk=rhythm.pk)
    same = all(getattr(row, name) == told[name] for name in OF_THE_RULE)
    begun = row.starts_on <= timezone.localdate()
    if not same or not begun:
        check_rhythm(told)
    if begun and not same:
        today = timezone.localdate()
        days = days_of(told["rule"], told["starts_on"], told["until"], today, today + YEAR)
        told = told | {"starts_on": next(days, today)}
        _stop(row, told["starts_on"] - DAY, by)
        after = Rhythm.objects.create(circle=row.circle, made_by_id=id_of(by), **told)
        call_function("carry_turns", row.pk, after.pk)
        return after
    _write(row, told)
    return row


STOP = Verb(ROOM, "stop_rhythm", gettext_lazy("You stopped a meeting of a group"), NOT_TOLD)


@action
def stop_rhythm(*, rhythm: Rhythm, once: UUID | None, by: Person | int) -> None:
    """No more times from today on. What was stays as it was."""
    note_deed(STOP, by=by, object_key=rhythm.key, once=once)
    row = Rhythm.objects.select_for_update().filter(pk=rhythm.pk).first()
    if row is None or (row.until and row.until < timezone.localdate()):
        raise NotPossible(_("This had already been stopped."))
    _stop(row, timezone.localdate() - DAY, by)


def _stop(row: Rhythm, last: dt.date, by: Person | int) -> None:
    """What was moved or counted later than that is cancelled with it."""
    _write(row, {"until": last})
    later = Meeting.objects.filter(gathering__rhythm=row, gathering__day__gt=last)
    later.filter(cancelled_at=None, held=None).update(
        cancelled_by=id_of(by), cancelled_at=Now(), sequence=F("sequence") + 1
    )


def _write(row: Rhythm, told: dict[str, Any]) -> None:
    values = told | {"changed_at": Now(), "sequence": F("sequence") + 1}
    if not Rhythm.objects.filter(pk=row.pk).update(**values):
        raise only_keepers()


TELL_APART = Verb(
    ROOM, "tell_apart", gettext_lazy("You opened one meeting of a group to change it"), NOT_TOLD
)


@action
def tell_apart(*, rhythm: Rhythm, day: dt.date, once: UUID | None, by: Person | int) -> Meeting:
    """One time becomes a meeting: it can then be moved or cancelled like any other."""
    note_deed(TELL_APART, by=by, object_key=rhythm.key, once=once)
    return make_meeting(rhythm, day)


def make_meeting(rhythm: Rhythm, day: dt.date) -> Meeting:
    """The meeting that this time is; made now, when it was none."""
    time = find_time(rhythm, day)
    values = (rhythm.pk, day, new_key(), starts_at(rhythm, day))
    made = call_function("make_gathering", *values) if time else None
    if made is None:
        raise NotPossible(
            _("This meeting has changed in the meantime. Here is the current version.")
        )
    meeting = Meeting.objects.select_related("circle").filter(pk=made).first()
    if meeting is None:
        raise NotPossible(_("You were not in the group yet at the time of this meeting."))
    return meeting
