"""The usual weeks of two peers, side by side: when both are free, each leading to a meeting."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from entrepairs.pairs.queries.pairs import pairs_of
from entrepairs.pairs.queries.possible import Between, limits_with
from entrepairs.people import queries as people
from entrepairs.people import slots
from entrepairs.people.models import Circle, Facet, Person
from entrepairs.people.weeks import WeekTable, week_of_two
from entrepairs.suggestions.limits import week_without

MOST = 3


@dataclass(frozen=True, slots=True)
class Free:
    """What two people tell each other of their weeks, as bits, less what their limits leave out."""

    mine: int
    theirs: int

    @property
    def common(self) -> int:
        return self.mine & self.theirs


def free_times(me: int, others: Iterable[Person]) -> dict[int, Free]:
    """Of those who told their times, as I did. Two queries."""
    ids = [other.pk for other in others]
    told = people.facets_of([me, *ids], kinds=[Facet.Kind.AVAILABILITY])
    limits = limits_with(ids)
    weeks = {who: facets[0].slots or 0 for who, facets in told.items() if facets}
    return {
        who: Free(
            weeks[me],
            week_without(weeks[who], limits.get(who, Between()).no_times),
        )
        for who in ids
        if who in weeks and me in weeks
    }


def plan_at(circle: Circle, day: int, third: int) -> str:
    """The address at which a meeting of this circle is planned for the next such time."""
    return f"{reverse('meetings:plan')}?circle={circle.key}&at={day}-{third}"


def week_with(circle: Circle, other: Person, me: int) -> WeekTable | None:
    """Our two usual weeks; nothing unless both told theirs. Two queries."""
    free = free_times(me, [other]).get(other.pk)
    if free is None:
        return None
    return week_of_two(
        free.mine,
        free.theirs,
        name=other.name,
        common=free.common,
        link=lambda day, third: plan_at(circle, day, third),
    )


@dataclass(frozen=True, slots=True)
class Meetable:
    """A peer, and the next time of the week at which both are free."""

    person: Person
    time: str  # "Wednesday afternoon"
    url: str


def peers_free_with(me: int) -> list[Meetable]:
    """Of my peers now, those with a time in common: a few, the soonest first. Three queries."""
    rows = [row for row in pairs_of(me) if not (row.circle.paused_at or row.circle.ended_at)]
    free = free_times(me, [row.person for row in rows]) if rows else {}
    found = [
        (soonest, row)
        for row in rows
        if row.person_id in free and (soonest := slots.next_time(free[row.person_id].common))
    ]
    found.sort(key=lambda pair: (pair[0], pair[1].person.folded))
    return [
        Meetable(row.person, slots.time_name(day, third), plan_at(row.circle, day, third))
        for (_later, day, third), row in found[:MOST]
    ]
