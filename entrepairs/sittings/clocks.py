"""What runs for a representative, as pure functions of dates; the rules are in the vocabulary."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from entrepairs.mandates.clocks import Clock, clock_of_mandate, hundredths_passed
from entrepairs.vocabulary.clocks import DAY, add_months, days_left, deadline, warning_day
from entrepairs.vocabulary.queries import Term as Rule
from entrepairs.vocabulary.queries import concept_by_key

__all__ = ["Clock", "clock_of_mandate"]


class PaperState(Enum):
    """Where a paper is: nobody asked, asked, late, received; or its year is over without it."""

    BLANK = "blank"
    ASKED = "asked"
    LATE = "late"
    RECEIVED = "received"


@dataclass(frozen=True, slots=True)
class Warned:
    """A clock with a day from which one is warned."""

    clock: Clock
    warned_from: dt.date
    soon: bool  # that day has come, and the last one has not passed
    over: bool


def rule_of(name: str) -> Rule:
    return concept_by_key("rule", name)


def paper_state(
    asked: Iterable[dt.date], received: dt.date | None, year: int, on: dt.date, rule: Rule
) -> PaperState:
    """Late once the time of the rule has passed since it was first asked, or the year is over."""
    if received is not None:
        return PaperState.RECEIVED
    first = min(asked, default=None)
    if first is None:
        return PaperState.LATE if on.year > year else PaperState.BLANK
    late = on > deadline(rule, first) or on.year > year
    return PaperState.LATE if late else PaperState.ASKED


def approval_clock(until: dt.date, on: dt.date, rule: Rule) -> Warned:
    """Five years before its last day is taken for its first; the warning comes months before."""
    first = add_months(until + DAY, -rule.data["months"])
    clock = Clock(rule, until, days_left(until, on), hundredths_passed(first, until, on))
    warned = warning_day(rule, until)
    return Warned(clock, warned, soon=warned <= on <= until, over=on > until)


def training_clock(first_mandate: dt.date, on: dt.date, rule: Rule) -> Warned:
    """From the first appointment; warned at half-time."""
    last = deadline(rule, first_mandate)
    half = first_mandate + (last - first_mandate) // 2
    clock = Clock(rule, last, days_left(last, on), hundredths_passed(first_mandate, last, on))
    return Warned(clock, half, soon=half <= on <= last, over=on > last)


def half_days_left(taken: int, rule: Rule) -> int:
    """Of a year; never less than none."""
    return max(2 * int(rule.data["per_year"]) - taken, 0)
