"""People who are free when I am, each with the next such time: for an invitation in one press."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from entrepairs.core.sql_functions import call_function
from entrepairs.ledger.models import Audience
from entrepairs.pairs.queries.possible import Possible, page_of_possible
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


def find_moments(me: int, most: int = MOST) -> list[Moment]:
    """Of my best suggestions, those with a time in common, the soonest first. Six queries, and one
    for each who sees my times as somebody of my organisations."""
    told_to = _audience_of_my_times(me)
    found = [
        (soonest, one)
        for one in page_of_possible(me).people
        if (soonest := slots.next_time(one.times)) is not None
        and (
            told_to >= Audience.NETWORK
            or (told_to >= Audience.ORGANISATIONS and _shares_an_organisation(one.person))
        )
    ]
    found.sort(key=lambda pair: pair[0])
    return [_moment(day, third, one) for (_later, day, third), one in found[:most]]


def _audience_of_my_times(me: int) -> int:
    """The invitation names a time of mine: only who sees my times is offered one."""
    mine = Facet.objects.filter(person=me, kind=Facet.Kind.AVAILABILITY)
    return max(mine.values_list("audience", flat=True), default=0)


def _shares_an_organisation(other: Person) -> bool:
    return bool(call_function("in_my_organisations", other.pk))


def _moment(day: int, third: int, one: Possible) -> Moment:
    time = slots.time_name(day, third)
    words = _("Are you free at this time: %(time)s? We could get to know each other.")
    return Moment(one.person, next(iter(one.reasons), None), time, words % {"time": time})
