"""Reading persons, facets, circles: under whatever hat is worn, so each answer is what that person may see."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import BooleanField, F, Func, Q, QuerySet
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from entrepairs.core.compiled_queries import one_of, prepared
from entrepairs.people import slots as times
from entrepairs.people.models import (
    Affiliation,
    Circle,
    Facet,
    Membership,
    Organisation,
    Person,
    fold,
)
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


def names(person_ids: Iterable[int | None]) -> dict[int, Person]:
    """Persons by id, as far as they may be seen."""
    wanted = {person_id for person_id in person_ids if person_id is not None}
    return Person.objects.in_bulk(wanted) if wanted else {}


def pages() -> QuerySet[Person]:
    """Persons whose page may be opened by whoever asks."""
    return Person.objects.filter(
        Func(F("id"), function="page_is_open", output_field=BooleanField())
    )


@prepared
def told(people: list[int]) -> QuerySet[Facet]:
    return Facet.objects.filter(one_of("person", people)).select_related("place")


@prepared
def told_of(people: list[int], kinds: list[str]) -> QuerySet[Facet]:
    return Facet.objects.filter(one_of("person", people), one_of("kind", kinds)).select_related(
        "place"
    )


def facets_of(
    person_ids: Iterable[int], kinds: Iterable[str] | None = None
) -> dict[int, list[Facet]]:
    """What each of these tells to whoever asks, in the order of the kinds and of the vocabulary."""
    ids, only = list(person_ids), None if kinds is None else [str(kind) for kind in kinds]
    found = told(people=ids) if only is None else told_of(people=ids, kinds=only)
    by_person: dict[int, list[Facet]] = defaultdict(list)
    places = positions()
    for facet in sorted(found, key=lambda facet: _order(facet, places)):
        by_person[facet.person_id].append(facet)
    return by_person


def _order(facet: Facet, places: Mapping[int, int]) -> tuple[int, int, str]:
    place = places.get(facet.concept_id, 0) if facet.concept_id else 0
    return KIND_ORDER[facet.kind], place, facet.means


def positions() -> dict[int, int]:
    """Where each concept stands in its list."""
    listed = (vocabulary.concepts(scheme, retired=True) for scheme in sorted(set(SCHEMES.values())))
    return {term.id: place for terms in listed for place, term in enumerate(terms)}


def term(facet: Facet) -> Term | None:
    return vocabulary.concept(facet.concept_id) if facet.concept_id else None


def describe(facet: Facet) -> str:
    """One facet in a few words, in the language of the page."""
    if concept := term(facet):
        return concept.label
    if facet.kind == Kind.AVAILABILITY:
        return times.in_words(facet.slots)
    if facet.kind == Kind.PLACE:
        return describe_place(facet)
    return str(facet.note)


def describe_place(facet: Facet) -> str:
    if facet.place is None:
        return _("anywhere")
    place = vocabulary.place_label(facet.place)
    if not facet.radius_km:
        return _("in %(place)s") % {"place": place}
    return _("within %(km)s km of %(place)s") % {"km": facet.radius_km, "place": place}


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
        return times.in_words(self.slots)


def shared(mine: Iterable[Facet], theirs: Iterable[Facet]) -> Shared:
    """What two lists of facets share. No query."""
    my, their = _by_kind(mine), _by_kind(theirs)
    return Shared(
        experiences=_both(my[Kind.EXPERIENCE], their[Kind.EXPERIENCE]),
        they_offer=_both(my[Kind.NEED], their[Kind.OFFER]),
        i_offer=_both(my[Kind.OFFER], their[Kind.NEED]),
        languages=_both(my[Kind.LANGUAGE], their[Kind.LANGUAGE]),
        slots=_slots(my[Kind.AVAILABILITY]) & _slots(their[Kind.AVAILABILITY]),
    )


def _by_kind(facets: Iterable[Facet]) -> dict[str, list[Facet]]:
    by_kind: dict[str, list[Facet]] = defaultdict(list)
    for facet in facets:
        by_kind[facet.kind].append(facet)
    return by_kind


def _both(some: list[Facet], others: list[Facet]) -> list[Term]:
    theirs = {facet.concept_id for facet in others}
    return [concept for facet in some if facet.concept_id in theirs and (concept := term(facet))]


def _slots(facets: list[Facet]) -> int:
    return (facets[0].slots or 0) if facets else 0


def circles_of(person: Person | int) -> QuerySet[Circle]:
    """The circles someone is in now."""
    standing = Q(memberships__person=person, memberships__until__isnull=True)
    return (
        Circle.objects.filter(standing, ended_at__isnull=True)
        .distinct()
        .order_by("started_at", "id")
    )


def members(circle: Circle) -> QuerySet[Membership]:
    """Who is in it now, by name; whoever may not be seen is absent."""
    standing = Q(until__isnull=True) | Q(until__gt=Now())
    return (
        Membership.objects.filter(standing, circle=circle)
        .select_related("person")
        .order_by("person__folded", "id")
    )


def affiliations_of(person: Person | int) -> QuerySet[Affiliation]:
    """The organisations someone is in now."""
    standing = Affiliation.objects.filter(person=person, until__isnull=True)
    return standing.select_related("organisation").order_by("organisation__name")


def asked_to_coordinate(person: Person | int) -> QuerySet[Affiliation]:
    """Where someone is asked to coordinate, and has not answered."""
    return affiliations_of(person).filter(coordinator=False, asked_to_coordinate_at__isnull=False)


def coordinators(organisation: Organisation) -> QuerySet[Person]:
    """Who coordinates it now, for its people."""
    standing = Q(
        affiliations__organisation=organisation,
        affiliations__coordinator=True,
        affiliations__until__isnull=True,
    )
    return Person.objects.filter(standing).order_by("folded", "id")


def people_of(organisation: Organisation, named: str = "") -> QuerySet[Affiliation]:
    """Who is in it now, by name; with `named`, those whose name begins so."""
    standing = Affiliation.objects.filter(
        organisation=organisation, until__isnull=True
    ).select_related("person")
    if prefix := fold(named.strip()):
        standing = standing.filter(
            person__folded__gte=prefix, person__folded__lt=prefix + vocabulary.LAST_LETTER
        )
    return standing.order_by("person__folded", "person_id")


def members_of(circle_ids: Iterable[int]) -> dict[int, list[Person]]:
    """Who is in each of these circles now, by name; whoever may not be seen is absent. One query."""
    standing = Membership.objects.filter(
        circle__in=list(circle_ids), until__isnull=True
    ).select_related("person")
    by_circle: dict[int, list[Person]] = defaultdict(list)
    for membership in standing.order_by("person__folded", "person_id"):
        if membership.person not in by_circle[membership.circle_id]:
            by_circle[membership.circle_id].append(membership.person)
    return by_circle
