"""Legal clocks of a complaint: pure functions of its days; the rules are in the vocabulary."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from entrepairs.complaints.models import Complaint
from entrepairs.vocabulary.clocks import days_left, deadline
from entrepairs.vocabulary.queries import Term as Rule
from entrepairs.vocabulary.queries import concept_by_key

# The rule, the day that starts its clock, the day that stops it.
RULES = (
    ("complaint_meet", "asked_on", "met_on"),
    ("complaint_report", "met_on", "reported_on"),
    ("complaint_opinion", "sitting_on", "opinion_on"),
)


class Stand(StrEnum):
    """Where a clock is. It stops, in time or not, on the day that is noted."""

    WAITS = "waits"
    RUNS = "runs"
    LATE = "late"
    MET = "met"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class ComplaintClock:
    """`last`: the last day in time; `days`: how many are left, or were taken too many."""

    rule: Rule
    stand: Stand
    last: dt.date | None = None
    days: int = 0


def run_clock(
    rule: Rule, started: dt.date | None, stopped: dt.date | None, on: dt.date
) -> ComplaintClock:
    if started is None:
        return ComplaintClock(rule, Stand.WAITS)
    last = deadline(rule, started)
    left = days_left(last, stopped or on)
    in_time = left >= 0
    if stopped is not None:
        stand = Stand.MET if in_time else Stand.MISSED
    else:
        stand = Stand.RUNS if in_time else Stand.LATE
    return ComplaintClock(rule, stand, last, abs(left))


def all_clocks(complaint: Complaint, on: dt.date) -> list[ComplaintClock]:
    """The three of them, in the order of RULES."""
    return [
        run_clock(
            concept_by_key("rule", name), getattr(complaint, start), getattr(complaint, stop), on
        )
        for name, start, stop in RULES
    ]


def clocks_of(complaint: Complaint, on: dt.date) -> list[ComplaintClock]:
    """Those of a complaint that is closed run no more."""
    running = (Stand.WAITS, Stand.RUNS, Stand.LATE)
    return [
        one for one in all_clocks(complaint, on) if complaint.is_open or one.stand not in running
    ]
