"""Reading persons, facets, circles: each answer is what the hat that is worn may see."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import BooleanField, F, Func, Q, QuerySet
from django.utils.translation import gettext as _

from entrepairs.core import hats, small_counts
from entrepairs.core.compiled_queries import one_of, prepared
from entrepairs.people import slots as times
from entrepairs.people.models import (
    Affiliation,
    Circle,
    Facet,
    Membership,
    OpeningHours,
    Organisation,
    Person,
    fold,
)
from entrepairs.people.opening_hours import DAYS, Hours, Week, holidays_around
from entrepairs.vocabulary import queries as vocabulary
from entrepairs.vocabulary.queries import Term

Kind = Facet.Kind
KIND_ORDER = {kind: order for order, kind in enumerate(Kind.values)}
SCHEMES = {
    Kind.EXPERIENCE: "experience",
    Kind.NEED: "support",
    Kind.OFFER: "support",
    Kind.LANGUAGE: "language",
    Kind.LIMIT: "limit",
}


def persons_by_id(person_ids: Iterable[int | None]) -> dict[int, Person]:
    """Persons by id, as far as they may be seen."""
    wanted = {person_id for person_id in person_ids if person_id is not None}
    return Person.objects.in_bulk(wanted) if wanted else {}


def open_pages() -> QuerySet[Person]:
    """Persons whose page may be opened by the person who asks."""
    return Person.objects.filter(
        Func(F("id"), function="page_is_open", output_field=BooleanField())
    )


def name_begins(typed: str, column: str = "folded") -> Q:
    """Names that begin so, accents and case aside; all of them when nothing was typed."""
    if not (prefix := fold(typed.strip())):
        return Q()
    return Q((f"{column}__gte", prefix), (f"{column}__lt", prefix + vocabulary.LAST_LETTER))


def people_to_ask() -> QuerySet[Person]:
    """Whom the person who asks may ask to take something on: those they see, across no block."""
    return Person.objects.filter(
        Func(F("id"), function="may_be_asked", output_field=BooleanField())
    )


@prepared
def facets_told(people: list[int]) -> QuerySet[Facet]:
    return Facet.objects.filter(one_of("person", people)).select_related("place")


@prepared
def facets_told_of(people: list[int], kinds: list[str]) -> QuerySet[Facet]:
    return Facet.objects.filter(one_of("person", people), one_of("kind", kinds)).select_related(
        "place"
    )


def facets_of(
    person_ids: Iterable[int], kinds: Iterable[str] | None = None
) -> dict[int, list[Facet]]:
    """What each of these tells to the person who asks, in the order of kinds and vocabulary."""
    ids, only = list(person_ids), None if kinds is None else [str(kind) for kind in kinds]
    found = facets_told(people=ids) if only is None else facets_told_of(people=ids, kinds=only)
    by_person: dict[int, list[Facet]] = defaultdict(list)
    places = concept_positions()
    for facet in sorted(found, key=lambda facet: _reading_order(facet, places)):
        by_person[facet.person_id].append(facet)
    return by_person


def _reading_order(facet: Facet, places: Mapping[int, int]) -> tuple[int, int, str]:
    place = places.get(facet.concept_id, 0) if facet.concept_id else 0
    return KIND_ORDER[facet.kind], place, facet.means


def concept_positions() -> dict[int, int]:
    """Where each concept stands in its list."""
    listed = (vocabulary.concepts(scheme, retired=True) for scheme in sorted(set(SCHEMES.values())))
    return {term.id: place for terms in listed for place, term in enumerate(terms)}


def concept_of(facet: Facet) -> Term | None:
    return vocabulary.concept(facet.concept_id) if facet.concept_id else None


def describe_facet(facet: Facet) -> str:
    """One facet in a few words, in the language of the page."""
    if concept := concept_of(facet):
        return concept.label
    if facet.kind == Kind.AVAILABILITY:
        return times.slots_in_words(facet.slots)
    if facet.kind == Kind.PLACE:
        return describe_place(facet)
    return str(facet.note)


def describe_place(facet: Facet) -> str:
    if facet.place is None:
        return _("anywhere")
    place = vocabulary.place_label(facet.place)
    if not facet.radius_km:
        return _("%(place)s") % {"place": place}
    return _("%(place)s and up to %(km)s km around") % {"km": facet.radius_km, "place": place}


@dataclass(slots=True)
class Shared:
    """What two people have in common and could bring each other."""

    experiences: list[Term] = field(default_factory=list)
    they_offer: list[Term] = field(default_factory=list)  # of what I look for
    i_offer: list[Term] = field(default_factory=list)  # of what they look for
    languages: list[Term] = field(default_factory=list)
    slots: int = 0

    def __bool__(self) -> bool:
        return bool(
            self.experiences or self.they_offer or self.i_offer or self.languages or self.slots
        )

    @property
    def times(self) -> str:
        return times.slots_in_words(self.slots)


def compare_facets(mine: Iterable[Facet], theirs: Iterable[Facet]) -> Shared:
    """What two lists of facets share. No query."""
    my, their = _by_kind(mine), _by_kind(theirs)
    return Shared(
        experiences=_concepts_in_both(my[Kind.EXPERIENCE], their[Kind.EXPERIENCE]),
        they_offer=_concepts_in_both(my[Kind.NEED], their[Kind.OFFER]),
        i_offer=_concepts_in_both(my[Kind.OFFER], their[Kind.NEED]),
        languages=_concepts_in_both(my[Kind.LANGUAGE], their[Kind.LANGUAGE]),
        slots=_slots_told(my[Kind.AVAILABILITY]) & _slots_told(their[Kind.AVAILABILITY]),
    )


def _by_kind(facets: Iterable[Facet]) -> dict[str, list[Facet]]:
    by_kind: dict[str, list[Facet]] = defaultdict(list)
    for facet in facets:
        by_kind[facet.kind].append(facet)
    return by_kind


def _concepts_in_both(some: list[Facet], others: list[Facet]) -> list[Term]:
    theirs = {facet.concept_id for facet in others}
    return [
        concept for facet in some if facet.concept_id in theirs and (concept := concept_of(facet))
    ]


def _slots_told(facets: list[Facet]) -> int:
    return (facets[0].slots or 0) if facets else 0


def members_of(circle_ids: Iterable[int]) -> dict[int, list[Person]]:
    """Who is in each of these circles now, by name; those who may not be seen are absent.

    One query.
    """
    current = Membership.objects.current().filter(circle__in=list(circle_ids))
    by_circle: dict[int, list[Person]] = defaultdict(list)
    for membership in current.select_related("person").order_by("person__folded", "person_id"):
        if membership.person not in by_circle[membership.circle_id]:
            by_circle[membership.circle_id].append(membership.person)
    return by_circle


def week_of(owner: Any) -> Week:
    """When an organisation or a group is open. One query, unless its `openings` are here."""
    return week_for(owner, sorted(owner.openings.all(), key=lambda row: row.opens or dt.time()))


def week_for(owner: Any, openings: Iterable[OpeningHours]) -> Week:
    """Of its rows, in the order of their hours."""
    found = week_from(openings)
    holidays = holidays_around(owner.place) if owner.closes_on_holidays else frozenset()
    return replace(found, holidays=holidays)


def week_from(openings: Iterable[OpeningHours]) -> Week:
    """The week of one place, of its rows in the order of their hours."""
    days: list[list[Hours]] = [[] for _day in range(DAYS)]
    exceptions: dict[dt.date, tuple[Hours, ...]] = {}
    for row in openings:
        hours = [(row.opens, row.closes)] if row.opens and row.closes else []
        if row.weekday is not None:
            days[row.weekday] += hours
        elif row.day is not None:
            exceptions[row.day] = (*exceptions.get(row.day, ()), *hours)
    return Week(tuple(map(tuple, days)), exceptions)


def openings_of(week: Week, kind: Callable[..., OpeningHours], **owner: Any) -> list[Any]:
    """The rows of a week, not written yet."""
    rows = [
        kind(weekday=number, opens=opens, closes=closes, **owner)
        for number, hours in enumerate(week.days)
        for opens, closes in hours
    ]
    for day, hours in week.exceptions.items():
        rows += [
            kind(day=day, opens=opens, closes=closes, **owner)
            for opens, closes in hours or [(None, None)]
        ]
    return rows


def organisation_named(typed: str) -> Organisation | None:
    """The one of that name, as somebody types it."""
    return Organisation.objects.filter(folded=fold(typed.strip())).first()


def affiliations_of(person: Person | int) -> QuerySet[Affiliation]:
    """The organisations someone is in now."""
    current = Affiliation.objects.current().filter(person=person)
    return current.select_related("organisation").order_by("organisation__name")


def coordinations_asked(person: Person | int) -> QuerySet[Affiliation]:
    """What someone is asked to coordinate, and has not answered."""
    asked = affiliations_of(person).filter(coordinator=False, asked_to_coordinate_at__isnull=False)
    return asked.exclude(refusal__at__gte=F("asked_to_coordinate_at"))


def coordinations_of(person: Person | int) -> QuerySet[Affiliation]:
    """The organisations that someone coordinates now."""
    return affiliations_of(person).filter(coordinator=True)


def coordinated_organisations(person: Person | int) -> QuerySet[Organisation]:
    """The same, as organisations, by name."""
    mine = coordinations_of(person).values("organisation")
    return Organisation.objects.filter(pk__in=mine).order_by("name")


def coordinators_of(organisation: Organisation) -> QuerySet[Person]:
    """Who coordinates it now, for its people."""
    current = Affiliation.objects.current().filter(organisation=organisation, coordinator=True)
    return Person.objects.filter(pk__in=current.values("person")).order_by("folded", "id")


def is_last_coordinator(mine: Affiliation) -> bool:
    """Whether nobody would coordinate it without me, and others are in it."""
    others = Affiliation.objects.current().filter(organisation=mine.organisation_id)
    others = others.exclude(person=mine.person_id)
    return mine.coordinator and others.exists() and not others.filter(coordinator=True).exists()


def people_of(organisation: Organisation, named: str = "") -> QuerySet[Affiliation]:
    """Who is in it now, by name; with `named`, those whose name begins so."""
    current = Affiliation.objects.current().filter(organisation=organisation)
    current = current.filter(name_begins(named, "person__folded"))
    return current.select_related("person").order_by("person__folded", "person_id")


def circles_shown(organisations: Iterable[int]) -> QuerySet[Circle]:
    """What coordinators are shown of them: that they exist, and who is in them. Never pairs."""
    standing = Circle.objects.filter(organisation__in=list(organisations), ended_at__isnull=True)
    return standing.exclude(kind=Circle.Kind.PAIR)


def count_pairs(organisation: Organisation) -> int:
    """How many pairs of an organisation meet, by eleven people: who is in them is theirs to say."""
    with hats.system("the pairs of an organisation are counted, by eleven people"):
        current = Membership.objects.current().filter(
            circle__organisation=organisation, circle__kind=Circle.Kind.PAIR, circle__ended_at=None
        )
        rows = list(
            current.order_by("circle__started_at", "circle", "person").values_list(
                "circle", "person"
            )
        )
    people: dict[int, list[int]] = defaultdict(list)
    for circle, person in rows:
        people[circle].append(person)
    return small_counts.count_by_elevens((two[0], two[-1]) for two in people.values())
