"""People who are free when I am, each with the next such time: for an invitation in one press."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from entrepairs.ledger.models import Audience
from entrepairs.pairs.queries.possible import Possible, page_of_possible
from entrepairs.people import queries as people
from entrepairs.people import slots
from entrepairs.people.models import Facet, Person

MOST = 3


@dataclass(frozen=True, slots=True)
class Moment:
    """Somebody, why, and a time of the coming days at which both are free."""

    person: Person
    reason: Any  # the first one, or nothing
    time: str  # "Wednesday afternoon"
    words: str  # what the invitation says
    later: int  # in how many days


def find_moments(me: int, most: int = MOST) -> list[Moment]:
    """Of my best suggestions, those with a time in common, the soonest first. Six queries."""
    mine = people.facets_of([me])[me]
    found = moments_with(mine, page_of_possible(me, mine=mine).people)
    return sorted(found.values(), key=lambda moment: moment.later)[:most]


def moments_with(mine: Sequence[Facet], others: Sequence[Possible]) -> dict[int, Moment]:
    """By person, the next time at which both are free. An invitation names a time of mine: only
    for who sees my times is one found. No query."""
    told_to = max((f.audience for f in mine if f.kind == Facet.Kind.AVAILABILITY), default=0)
    return {
        one.person.pk: _moment(one, when)
        for one in others
        if told_to >= (Audience.ORGANISATIONS if one.together else Audience.NETWORK)
        and (when := slots.next_time(one.times))
    }


def _moment(one: Possible, when: tuple[int, int, int]) -> Moment:
    later, day, third = when
    time = slots.time_name(day, third)
    words = _("Are you free at this time: %(time)s? We could get to know each other.")
    reason = next(iter(one.reasons), None)
    return Moment(one.person, reason, time, words % {"time": time}, later)
