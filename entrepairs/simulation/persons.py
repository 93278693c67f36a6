"""Persons, organisations around Rennes, and what everyone tells."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from entrepairs.ledger.models import Audience, Consent
from entrepairs.pairs.models import Wish
from entrepairs.people.models import (
    ALL_SLOTS,
    Affiliation,
    Circle,
    Facet,
    Membership,
    Organisation,
    Person,
)
from entrepairs.simulation import Progress
from entrepairs.simulation.organisations import RENNES, build_organisations
from entrepairs.simulation.pour import pour_rows
from entrepairs.simulation.texts import Chance, load_texts
from entrepairs.vocabulary.models import Concept, Place

AUDIENCES = {
    Audience.NETWORK: 55,
    Audience.ORGANISATIONS: 28,
    Audience.CIRCLES: 6,
    Audience.PAIRS: 6,
    Audience.ME: 5,
}


@dataclass
class World:
    """What the later steps need to find again."""

    people: list[Person] = field(default_factory=list)  # without the six
    six: dict[str, Person] = field(default_factory=dict)
    organisations: list[Organisation] = field(default_factory=list)
    group: Circle | None = None
    home: dict[int, Organisation] = field(default_factory=dict)  # person id -> organisation
    concepts: dict[str, dict[int, float]] = field(default_factory=dict)  # scheme -> id -> weight
    wishes: dict[int, list[Wish]] = field(default_factory=dict)  # person id -> oldest first
    unpaired: list[tuple[Person, Person]] = field(default_factory=list)  # who might suit each other


def build_people(
    count: int, chance: Chance, since: datetime, until: datetime, progress: Progress
) -> World:
    world = World(concepts=weigh_concepts())
    world.organisations = build_organisations(chance, since)
    names = ("Amel", "Bruno", "Claire", "David", "Eve", "Farid")
    six = pour_rows(make_person(chance, name, since, until) for name in names)
    world.six = dict(zip(names, six, strict=True))
    pool = load_texts()["names"]
    with progress("people", max(count - 6, 0)) as advance:
        world.people = pour_rows(
            (make_person(chance, chance.choice(pool), since, until) for _ in range(count - 6)),
            advance,
        )
    affiliate_people(world, chance)
    build_circles(world, chance, since)
    tell_facets(world, chance, progress)
    return world


def weigh_concepts() -> dict[str, dict[int, float]]:
    """The leaves of the vocabulary, with weights: the first of each family are more frequent."""
    found: dict[str, dict[int, float]] = {}
    parents = set(Concept.objects.filter(parent__isnull=False).values_list("parent_id", flat=True))
    for row in Concept.objects.filter(retired_at__isnull=True).order_by("scheme", "order", "id"):
        if row.pk not in parents:
            scheme = found.setdefault(row.scheme, {})
            scheme[row.pk] = 1 / (1 + len(scheme)) ** 0.6
    return found


def make_person(chance: Chance, name: str, since: datetime, until: datetime) -> Person:
    joined = since + (until - since) * chance.random() ** 2 * 0.9
    audience = chance.choices([Audience.ORGANISATIONS, Audience.NETWORK], weights=[2, 3])[0]
    language = "en" if chance.random() < 0.08 else "fr"
    return Person(
        key=chance.new_key(),
        name=name,
        audience=audience,
        language=language,
        created_at=joined,
        welcomed_at=joined,
    )


def affiliate_people(world: World, chance: Chance) -> None:
    escale, housing, kidney = world.organisations
    homes = {"Amel": escale, "Bruno": housing, "Claire": escale, "David": kidney}
    rows = [
        Affiliation(
            person=world.six[name],
            organisation=home,
            coordinator=name == "Claire",
            since=world.six[name].created_at,
        )
        for name, home in homes.items()
    ]
    rows.append(
        Affiliation(
            person=world.six["Bruno"], organisation=escale, since=world.six["Bruno"].created_at
        )
    )
    world.home = {world.six[name].pk: home for name, home in homes.items()}
    for someone in world.people:
        if chance.random() < 0.8:
            home = chance.choices(world.organisations, weights=[5, 2, 3])[0]
            world.home[someone.pk] = home
            rows.append(
                Affiliation(person_id=someone.pk, organisation_id=home.pk, since=someone.created_at)
            )
    pour_rows(rows)


def build_circles(world: World, chance: Chance, since: datetime) -> None:
    """Claire's group, and the team in which Bruno is a peer worker."""
    escale, housing, _ = world.organisations
    world.group, team = pour_rows(
        [
            Circle(
                key=chance.new_key(),
                kind="group",
                name="Café du mardi",
                about="Tous les mardis à 14 h.",
                organisation=escale,
                open=True,
                started_at=since,
            ),
            Circle(
                key=chance.new_key(),
                kind="team",
                name="Équipe Un chez-soi d’abord",
                organisation=housing,
                started_at=since,
            ),
        ]
    )
    role = Concept.objects.filter(scheme="role", key__in=["peer_worker", "peer-worker"]).first()
    statute = Concept.objects.filter(scheme="statute", key="employee").first()
    members = [world.six[n] for n in ("Amel", "Claire", "David")]
    members += chance.sample(world.people, min(8, len(world.people)))
    rows = [
        Membership(circle=world.group, person=p, since=max(since, p.created_at)) for p in members
    ]
    bruno = world.six["Bruno"]
    rows.append(
        Membership(
            circle=team,
            person=bruno,
            role=role,
            statute=statute,
            since=bruno.created_at,
            asked_by="organisation",
        )
    )
    pour_rows(rows)


def near_rennes() -> dict[int, float]:
    """Towns within about sixty kilometres, weighted by who lives there."""
    lat, lon = RENNES
    around = Place.objects.filter(
        country="FR",
        latitude__range=(lat - 0.55, lat + 0.55),
        longitude__range=(lon - 0.8, lon + 0.8),
    )
    return {place.pk: max(place.population, 200) for place in around}


def tell_facets(world: World, chance: Chance, progress: Progress) -> None:
    everyone = world.people
    towns = near_rennes()
    by_key = dict(Concept.objects.filter(scheme="language").values_list("key", "pk"))
    with progress("what they tell", len(everyone)) as advance:
        for start in range(0, len(everyone), 2000):
            some = everyone[start : start + 2000]
            facets = [f for p in some for f in facets_of(p, world, chance, towns, by_key)]
            pour_rows(facets)
            pour_rows(consent_for(f) for f in facets)
            advance(len(some))


def facets_of(
    who: Person, world: World, chance: Chance, towns: dict[int, float], languages: dict[str, int]
) -> Iterator[Facet]:
    def make_facet(kind: str, **more: Any) -> Facet:
        audience = chance.choices(list(AUDIENCES), weights=list(AUDIENCES.values()))[0]
        return Facet(person_id=who.pk, kind=kind, audience=audience, told_at=who.created_at, **more)

    for kind, scheme, most in (
        ("experience", "experience", 5),
        ("need", "support", 3),
        ("offer", "support", 3),
        ("limit", "limit", 1),
    ):
        least = 0 if kind == "limit" else 1
        for concept in chance.pick_different(
            world.concepts.get(scheme, {}), chance.randint(least, most)
        ):
            yield make_facet(kind, concept_id=concept)
    spoken = ["fr"] if who.language == "fr" or chance.random() < 0.6 else []
    spoken += (
        ["en"]
        if who.language == "en"
        else chance.choices(["en", "ar", "es", "pt", "br", ""], weights=[8, 4, 3, 2, 3, 80])
    )
    for code in dict.fromkeys(spoken):
        if code in languages:
            yield make_facet("language", concept_id=languages[code])
    yield make_facet(
        "availability", slots=chance.getrandbits(21) & chance.getrandbits(21) & ALL_SLOTS
    )
    if chance.random() < 0.85 and towns:
        yield make_facet(
            "place",
            place_id=chance.pick_different(towns, 1)[0],
            radius_km=chance.choice([5, 10, 20, 30, 50]),
        )
    else:
        yield make_facet("place")


def consent_for(facet: Facet) -> Consent:
    return Consent(
        person=facet.person_id,
        what=facet.what,
        audience=facet.audience,
        language="fr",
        given_at=facet.told_at,
    )
