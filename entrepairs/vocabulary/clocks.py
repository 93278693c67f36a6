"""Deadlines of rules, and terms: pure functions of dates. The rules are in data/rules.yaml."""

import calendar
import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from entrepairs.vocabulary.models import Place
from entrepairs.vocabulary.public_holidays import holidays_of
from entrepairs.vocabulary.queries import Term

DAY = dt.timedelta(days=1)
SATURDAY = 5


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day of the month, so many months later; the last day of that month where it has no
    such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(day.day, last))


def last_day_of_term(since: dt.date, months: int) -> dt.date:
    """A term of whole months is followed by the next one: no day between them, and none twice."""
    anniversary = add_months(since, months)
    return anniversary - DAY if anniversary.day == since.day else anniversary


def is_working_day(day: dt.date, place: Place | None = None) -> bool:
    return day.weekday() < SATURDAY and day not in holidays_of(place, day.year)


def to_working_day(day: dt.date, place: Place | None = None) -> dt.date:
    """That day, or the next one that is no Saturday, Sunday or public holiday."""
    while not is_working_day(day, place):
        day += DAY
    return day


def deadline(rule: Term, start: dt.date, place: Place | None = None) -> dt.date:
    """The last day of a rule of days or months, from the day that started its clock."""
    months, days = rule.data.get("months", 0), rule.data.get("days", 0)
    last = add_months(start, months) + dt.timedelta(days=days)
    return to_working_day(last, place) if rule.data.get("to_working_day") else last


def warning_day(rule: Term, last: dt.date) -> dt.date:
    """From when one is told that it ends soon."""
    return add_months(last, -rule.data.get("before_months", 0))


def days_left(last: dt.date, today: dt.date) -> int:
    """Whole days after today, the last one included; 0 on the last day, less once it is over."""
    return (last - today).days


class Stand(StrEnum):
    """Where a clock is. It stops, in time or not, on the day that is noted."""

    WAITS = "waits"
    RUNS = "runs"
    LATE = "late"
    MET = "met"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class RuleClock:
    """`last`: the last day in time; `days`: how many are left, or were taken too many."""

    rule: Term
    stand: Stand
    last: dt.date | None = None
    days: int = 0


def run_clock(
    rule: Term, started: dt.date | None, stopped: dt.date | None, on: dt.date
) -> RuleClock:
    if started is None:
        return RuleClock(rule, Stand.WAITS)
    last = deadline(rule, started)
    left = days_left(last, stopped or on)
    in_time = left >= 0
    if stopped is not None:
        stand = Stand.MET if in_time else Stand.MISSED
    else:
        stand = Stand.RUNS if in_time else Stand.LATE
    return RuleClock(rule, stand, last, abs(left))
