"""When someone is free: one bit a third of a day, Monday morning first."""

from collections.abc import Iterable, Iterator

from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from entrepairs.people.models import ALL_SLOTS

DAYS = range(7)
THIRDS = (gettext_lazy("morning"), gettext_lazy("afternoon"), gettext_lazy("evening"))
WEEK, WORKING_DAYS, WEEKEND = set(DAYS), set(range(5)), {5, 6}


def slot_bit(day: int, third: int) -> int:
    if day not in DAYS or third not in range(len(THIRDS)):
        raise ValueError(f"no such time of the week: {day}, {third}")
    return 1 << day * len(THIRDS) + third


def pack_times(times: Iterable[tuple[int, int]]) -> int:
    """The bitmap of these (day, third)."""
    slots = 0
    for day, third in times:
        slots |= slot_bit(day, third)
    return slots


def has_time(slots: int | None, day: int, third: int) -> bool:
    return bool((slots or 0) & slot_bit(day, third))


def time_name(day: int, third: int) -> str:
    """lundi matin — Monday morning"""
    return pgettext("time of the week", "%(day)s %(third)s") % {
        "day": WEEKDAYS[day],
        "third": THIRDS[third],
    }


def next_time(slots: int) -> tuple[int, int, int] | None:
    """The first of these times from tomorrow on: in how many days, and the day and third it is."""
    today = timezone.localdate().weekday()
    for later in range(1, 8):
        day = (today + later) % 7
        for third in range(len(THIRDS)):
            if has_time(slots, day, third):
                return later, day, third
    return None


def slots_in_words(slots: int | None) -> str:
    """The bitmap as people say it: "weekday mornings, Tuesday evening"."""
    if not slots:
        return ""
    if slots == ALL_SLOTS:
        return _("any time")
    phrases = [phrase for third in range(len(THIRDS)) for phrase in _third_in_words(slots, third)]
    return ", ".join(phrases)


def _third_in_words(slots: int, third: int) -> Iterator[str]:
    """One third of the day over the week, the longest runs of days first."""
    left = {day for day in DAYS if has_time(slots, day, third)}
    named = (
        (WEEK, (_("every morning"), _("every afternoon"), _("every evening"))),
        (WORKING_DAYS, (_("weekday mornings"), _("weekday afternoons"), _("weekday evenings"))),
        (WEEKEND, (_("weekend mornings"), _("weekend afternoons"), _("weekend evenings"))),
    )
    for days, phrases in named:
        if days <= left:
            yield phrases[third]
            left -= days
    yield from (time_name(day, third) for day in sorted(left))
