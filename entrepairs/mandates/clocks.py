"""What runs for a representative: days left, how far it is, the rule and its source."""

import datetime as dt
from dataclasses import dataclass

from entrepairs.mandates.models import Mandate
from entrepairs.ui.formats import today
from entrepairs.vocabulary.clocks import days_left
from entrepairs.vocabulary.queries import Term as Concept
from entrepairs.vocabulary.queries import concept_by_key


@dataclass(frozen=True, slots=True)
class Clock:
    """`passed`: hundredths of the whole that are over."""

    rule: Concept
    last: dt.date
    left: int
    passed: int


def hundredths_passed(since: dt.date, last: dt.date, on: dt.date) -> int:
    """0 before the first day, 100 once the last is over; both days belong to it."""
    whole = (last - since).days + 1
    gone = min(max((on - since).days, 0), whole)
    return gone * 100 // whole


def clock_of_mandate(mandate: Mandate, on: dt.date | None = None) -> Clock:
    """From the first day of its term: it ends with it, also when it began in the middle."""
    on, since = on or today(), mandate.term.since
    return Clock(
        concept_by_key("rule", "mandate"),
        mandate.until,
        days_left(mandate.until, on),
        hundredths_passed(since, mandate.until, on),
    )
