"""Rules of RFC 5545: as they are chosen, as they are said, and the days that they give."""

import datetime as dt
import re
from collections.abc import Iterator

from dateutil.rrule import rrule, rrulestr
from django.utils import dates
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from entrepairs.gatherings.models import RULES

CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
MIDNIGHT = dt.time()


class NotARule(ValueError):
    """What was chosen gives no days."""


def weekly(weekdays: list[int], every: int) -> str:
    if not weekdays:
        raise NotARule
    days = ",".join(CODES[day] for day in sorted(set(weekdays)))
    return checked(f"FREQ=WEEKLY;INTERVAL={every};BYDAY={days}")


def monthly(ordinal: int, weekday: int) -> str:
    return checked(f"FREQ=MONTHLY;BYDAY={ordinal}{CODES[weekday]}")


def checked(rule: str) -> str:
    if not re.match(RULES, rule):
        raise NotARule
    return rule


def parts_of(rule: str) -> tuple[int, list[int], int]:
    """Of a rule: each how many weeks (0: by the month), on which days, the how-manieth."""
    days = re.findall(r"(-?\d)?(MO|TU|WE|TH|FR|SA|SU)", rule.split("BYDAY=")[1])
    every = re.search(r"INTERVAL=(\d)", rule)
    numbers = [CODES.index(code) for _ordinal, code in days]
    return (int(every[1]) if every else 0), numbers, int(days[0][0] or 0)


def say_rule(rule: str) -> str:
    """every Tuesday; on Mondays and Thursdays, every 2 weeks; on the first Tuesday of the month"""
    every, weekdays, ordinal = parts_of(rule)
    names = [str(dates.WEEKDAYS[day]) for day in weekdays]
    if not every:
        values = {"which": say_ordinal(ordinal), "day": names[0]}
        return _("on the %(which)s %(day)s of the month") % values
    listed = ", ".join(names)
    if every == 1:
        return _("every week: %(days)s") % {"days": listed}
    return _("every %(count)s weeks: %(days)s") % {"count": every, "days": listed}


def say_ordinal(number: int) -> str:
    return {
        1: pgettext("day of the month", "first"),
        2: pgettext("day of the month", "second"),
        3: pgettext("day of the month", "third"),
        4: pgettext("day of the month", "fourth"),
        -1: pgettext("day of the month", "last"),
    }[number]


def days_of(
    rule: str, starts_on: dt.date, until: dt.date | None, first: dt.date, last: dt.date
) -> Iterator[dt.date]:
    """The days that it gives between two days, both included: bounded, whatever the rule says."""
    last = min(last, until) if until else last
    if last < max(first, starts_on):
        return
    found: rrule = rrulestr(rule, dtstart=dt.datetime.combine(starts_on, MIDNIGHT))  # type: ignore[assignment]
    begin = dt.datetime.combine(max(first, starts_on), MIDNIGHT)
    for moment in found.between(begin, dt.datetime.combine(last, MIDNIGHT), inc=True):
        yield moment.date()
