"""Legal clocks of a complaint: pure functions of its days; the rules are in the vocabulary."""

import datetime as dt

from entrepairs.complaints.models import Complaint
from entrepairs.vocabulary.clocks import RuleClock, Stand, run_clock
from entrepairs.vocabulary.queries import concept_by_key

# The rule, the day that starts its clock, the day that stops it.
RULES = (
    ("complaint_meet", "asked_on", "met_on"),
    ("complaint_report", "met_on", "reported_on"),
    ("complaint_opinion", "sitting_on", "opinion_on"),
)


def all_clocks(complaint: Complaint, on: dt.date) -> list[RuleClock]:
    """The three of them, in the order of RULES."""
    return [
        run_clock(
            concept_by_key("rule", name), getattr(complaint, start), getattr(complaint, stop), on
        )
        for name, start, stop in RULES
    ]


def clocks_of(complaint: Complaint, on: dt.date) -> list[RuleClock]:
    """Those of a complaint that is closed run no more."""
    running = (Stand.WAITS, Stand.RUNS, Stand.LATE)
    return [
        one for one in all_clocks(complaint, on) if complaint.is_open or one.stand not in running
    ]
