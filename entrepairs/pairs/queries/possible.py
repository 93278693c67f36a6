"""The page of possible peers: who, and the reasons in plain words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.models import BooleanField, Func

from entrepairs.ledger.models import Audience
from entrepairs.pairs.models import LeftOut, Wish
from entrepairs.people import queries as people
from entrepairs.people.models import Facet, Person
from entrepairs.people.profile import THEIR_TITLES, Section, arrange_sections
from entrepairs.suggestions.limits import limits_of
from entrepairs.suggestions.ranking import TURNED, Ranked, rank_peers
from entrepairs.suggestions.reasons import Reason, common_times, find_reasons, find_traits

SIZE = 10


@dataclass(frozen=True, slots=True)
class Possible:
    """Someone I might get to know: their wish, and why."""

    person: Person
    wish: Wish
    reasons: list[Reason]
    times: int = 0  # free at once, as bits of the week
    together: bool = False  # in one of my organisations
    traits: frozenset[str] = frozenset()  # by what a list can be narrowed: see find_traits()


@dataclass(frozen=True, slots=True)
class Page:
    people: list[Possible]
    number: int
    more: bool
    told: bool  # I told something by which a peer can be found
    some: bool = True  # somebody suits, though perhaps nobody as asked

    def has_next(self) -> bool:
        return self.more

    def has_previous(self) -> bool:
        return self.number > 1


def page_of_possible(
    me: int,
    number: int = 1,
    *,
    mine: Sequence[Facet] | None = None,
    wanted: frozenset[str] = frozenset(),
    best_first: bool = False,
) -> Page:
    """Ten possible peers: those who are free when I am, then the others, each the best first. Four
    queries whatever the network's size; none of the score leaves here.

    `wanted` narrows the list to those who have these traits; a page after the last is the last.
    """
    mine = people.facets_of([me])[me] if mine is None else mine
    if not any(facet.kind in TURNED for facet in mine):
        return Page([], 1, more=False, told=False, some=False)
    ranked = rank_peers(me, mine)
    if not best_first:
        ranked.sort(key=lambda one: not one.times)
    if wanted:
        found = [one for one in _with_reasons(ranked, mine) if wanted <= one.traits]
        first, number = _page_start(number, len(found))
        shown = found[first : first + SIZE]
        return Page(shown, number, len(found) > first + SIZE, told=True, some=bool(ranked))
    first, number = _page_start(number, len(ranked))
    shown = _with_reasons(ranked[first : first + SIZE], mine)
    return Page(shown, number, len(ranked) > first + SIZE, told=True, some=bool(ranked))


def _page_start(number: int, rows: int) -> tuple[int, int]:
    number = max(min(number, -(-rows // SIZE)), 1)
    return SIZE * (number - 1), number


def people_left_out(me: int) -> list[Person]:
    """Of whom I said that they are not for me, the latest first; those I may still see."""
    left = Person.objects.filter(pk__in=LeftOut.objects.filter(person=me).values("other"))
    return sorted(left, key=lambda person: person.name.casefold())


def _with_reasons(found: Sequence[Ranked], mine: Sequence[Facet]) -> list[Possible]:
    """Who may be seen, with what they show me. A limit that they show to fewer than the list is for
    is kept here."""
    ids = [one.person_id for one in found]
    standing = Wish.objects.filter(person__in=ids, closed_at__isnull=True)
    together = Func("person_id", function="in_my_organisations", output_field=BooleanField())
    wishes = {
        wish.person_id: wish
        for wish in standing.select_related("person").annotate(together=together)
    }
    told = people.facets_of(ids, kinds=[*REASONED, Facet.Kind.LIMIT]) if ids else {}
    limits = limits_of(mine)
    return [
        Possible(
            wish.person,
            wish,
            find_reasons(
                wish.person.name,
                mine,
                told[who],
                unspoken=limits.unspoken | theirs.unspoken,
                no_times=limits.no_times | theirs.no_times,
            ),
            common_times(mine, told[who], limits.no_times | theirs.no_times),
            wish.together,
            find_traits(
                mine,
                told[who],
                unspoken=limits.unspoken | theirs.unspoken,
                no_times=limits.no_times | theirs.no_times,
            ),
        )
        for who in ids
        if (wish := wishes.get(who)) and not limits.clash_with(theirs := limits_of(told[who]))
    ]


REASONED = [
    kind for kind in Facet.Kind.values if kind not in {Facet.Kind.LIMIT, Facet.Kind.CONTACT}
]


@dataclass(frozen=True, slots=True)
class Between:
    """What the limits of the two come to, for the reasons between us: see limits_with() in SQL."""

    unspoken: frozenset[str] = frozenset()
    no_times: frozenset[str] = frozenset()


def limits_with(others: Iterable[int]) -> dict[int, Between]:
    ids = list(others)
    if not ids:
        return {}
    with connection.cursor() as cursor:
        cursor.execute("select person_id, unspoken, no_times from limits_with(%s)", [ids])
        return {
            who: Between(frozenset(unspoken), frozenset(times))
            for who, unspoken, times in cursor.fetchall()
        }


def reasons_with(me: int, others: Iterable[Person]) -> dict[int, list[Reason]]:
    """Why I might suit each of these. Two queries."""
    people_by_id = {person.pk: person for person in others}
    told = people.facets_of([me, *people_by_id], kinds=REASONED)
    limits = limits_with(people_by_id)
    return {
        who: find_reasons(
            person.name,
            told[me],
            told[who],
            unspoken=limits.get(who, Between()).unspoken,
            no_times=limits.get(who, Between()).no_times,
        )
        for who, person in people_by_id.items()
    }


def sections_shown_to(me: int, other: Person) -> list[Section]:
    """What this person sees of what I tell, arranged as on my page. Two queries."""
    with connection.cursor() as cursor:
        cursor.execute("select in_my_organisations(%s), %s = any(my_mates())", [other.pk, other.pk])
        together, mates = cursor.fetchone()
    least = Audience.CIRCLES if mates else Audience.ORGANISATIONS if together else Audience.NETWORK
    mine = people.facets_of([me], kinds=[*REASONED, Facet.Kind.LIMIT])[me]
    return arrange_sections(
        [facet for facet in mine if facet.audience >= least], empty=False, titles=THEIR_TITLES
    )
