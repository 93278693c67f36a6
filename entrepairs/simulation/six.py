"""The six people of the documentation, with the relations that the pages need."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import yaml

from entrepairs.accounts.models import Account
from entrepairs.conversations.models import Message, Reading
from entrepairs.ledger.models import Look
from entrepairs.meetings.models import Meeting
from entrepairs.pairs.models import Wish
from entrepairs.people.models import Facet, Membership, Person
from entrepairs.simulation import (
    courses,
    delegations,
    groups,
    items,
    learning,
    mandates,
    plans,
    registers,
    roles,
    safeguarding,
    sittings,
    teams,
)
from entrepairs.simulation.lives import (
    Pair,
    agreements_of,
    circle_of,
    contributions_to,
    dialogues_of,
    invitation_of,
    meetings_of,
)
from entrepairs.simulation.persons import World, consent_for
from entrepairs.simulation.pour import pour_rows
from entrepairs.simulation.texts import Chance
from entrepairs.simulation.wishes import close_met_wish
from entrepairs.vocabulary.models import Concept, Place

LAST_WORDS = (
    (
        "Bruno",
        "Le propriétaire a rappelé. Il veut la lettre de garantie avant vendredi, tu as encore le "
        "modèle ?",
    ),
    ("Amel", "Oui ! Je l’apporte demain. Je tremblais en envoyant la mienne, ça s’est bien passé."),
    ("Bruno", "Merci. Et toi, le nouveau traitement, cette semaine ?"),
)


def build_six(world: World, chance: Chance, until: datetime) -> None:
    six = world.six
    for name, person in six.items():
        account = Account(person=person, username=name.lower())
        account.set_unusable_password()
        account.save()
    tell_facets(world)
    amel_and_bruno = build_pair(six["Amel"], six["Bruno"], world, chance, until, days=222)
    last_days(amel_and_bruno, chance, until)
    build_pair(six["David"], six["Eve"], world, chance, until, days=120)
    if world.people:
        build_pair(six["Claire"], someone_free(world), world, chance, until, days=60)
        build_wishes(world, until)
    pour_rows(
        [
            Look(viewer=six["Bruno"].pk, owner=six["Amel"].pk, at=until - timedelta(days=2)),
            Look(viewer=six["Claire"].pk, owner=six["Amel"].pk, at=until - timedelta(days=4)),
        ]
    )
    groups.build_groups(world, chance, until)
    roles.build_roles(world, until)
    learning.build_learning(world, until)
    courses.build_courses(world, until)
    plans.build_plans(world, chance, until)
    mandates.build_mandates(world, until)
    sittings.build_sittings(world, until)
    delegations.build_delegation(world, until)
    items.build_items(world, until)
    teams.build_team(world, until)
    safeguarding.build_reports(world, until)
    registers.build_registers(world, until)


def someone_free(world: World) -> Person:
    """In no pair, and who looked for nobody by themselves."""
    return next((p for p in world.people if p.pk not in world.wishes), world.people[-1])


def tell_facets(world: World) -> None:
    """What each tells, with its audience and its receipt."""
    said = yaml.safe_load((Path(__file__).parent / "six.yaml").read_text())
    facets = [
        facet for name, answers in said.items() for facet in _facets_of(world.six[name], answers)
    ]
    pour_rows(facets)
    pour_rows(consent_for(facet) for facet in facets)


def _facets_of(who: Person, answers: dict[str, Any]) -> Iterator[Facet]:
    schemes = {"need": "support", "offer": "support"}
    for kind in Facet.WITH_CONCEPT:
        for key, audience in answers.get(kind, {}).items():
            concept = Concept.objects.get(scheme=schemes.get(kind, kind), key=key)
            yield Facet(
                person_id=who.pk,
                kind=kind,
                concept_id=concept.pk,
                audience=audience,
                told_at=who.created_at,
            )
    slots = sum(1 << (3 * day + third) for day, third in answers["times"])
    yield Facet(
        person_id=who.pk, kind="availability", slots=slots, audience=4, told_at=who.created_at
    )
    where = answers.get("place")
    town = (
        Place.objects.filter(country="FR", name=where["town"]).order_by("-population").first()
        if where
        else None
    )
    radius = where["radius"] if where and town else None
    yield Facet(
        person_id=who.pk,
        kind="place",
        place_id=town.pk if town else None,
        radius_km=radius,
        audience=4,
        told_at=who.created_at,
    )


def build_pair(
    a: Person, b: Person, world: World, chance: Chance, until: datetime, days: int
) -> Pair:
    """A pair that began `days` ago, with everything it lived through."""
    start = until - timedelta(days=days)
    Person.objects.filter(pk__in=[a.pk, b.pk], created_at__gt=start - timedelta(days=10)).update(
        created_at=start - timedelta(days=10)
    )
    two = Pair(a, b, chance, until)
    two.since, two.until, two.last, two.language, two.lean = (
        start,
        None,
        until - timedelta(days=2),
        "fr",
        0.46,
    )
    two.said |= {line for _who, line in LAST_WORDS}
    two.circle = circle_of(two, world, chance)
    two.circle.save()
    pour_rows(close_met_wish(who, start) for who in (a, b))
    pour_rows(Membership(circle=two.circle, person=who, since=start) for who in (a, b))
    pour_rows([invitation_of(two, chance)])
    pour_rows(agreements_of(two, chance))
    pour_rows(dialogues_of(two, chance))
    pour_rows(
        c
        for m in pour_rows(meetings_of(two, chance))
        for c in contributions_to(m, two, world, chance, until)
    )
    return two


def last_days(two: Pair, chance: Chance, until: datetime) -> None:
    """Words unread, a meeting to note, one to come: for the pages of Amel and Bruno today."""
    people = {"Amel": two.a, "Bruno": two.b}
    at = until - timedelta(hours=14)
    words = pour_rows(
        Message(
            circle=two.circle,
            author=people[who],
            body=line,
            sent_at=at + timedelta(minutes=7 * i),
            once=chance.new_once(),
        )
        for i, (who, line) in enumerate(LAST_WORDS)
    )
    pour_rows(
        [
            Reading(circle=two.circle, person=two.a, message_id=words[1].pk, at=at),
            Reading(circle=two.circle, person=two.b, message_id=words[-1].pk, at=at),
        ]
    )
    yesterday, soon = until - timedelta(hours=18), until + timedelta(days=3, hours=6)
    pour_rows(
        Meeting(
            key=chance.new_key(),
            circle=two.circle,
            title="Marche le long du canal",
            starts_at=when,
            minutes=60,
            means="in_person",
            where="Écluse Saint-Martin",
            asked_by=by,
            proposed_by=by,
            proposed_at=when - timedelta(days=4),
            agreed_by=to,
            agreed_at=when - timedelta(days=3, hours=20),
        )
        for when, by, to in ((yesterday, two.a, two.b), (soon, two.b, two.a))
    )


def build_wishes(world: World, until: datetime) -> None:
    """Everyone of the six but Farid and Claire wishes to meet someone."""
    for name, words in (
        ("Amel", "J’aimerais parler avec quelqu’un qui a connu la rue et l’hôpital."),
        ("Bruno", "Un pair en dehors de mon travail."),
        ("David", "Quelqu’un qui connaît la dialyse."),
        ("Eve", "Échanger, en dehors de mes entretiens."),
    ):
        Wish.objects.create(
            person=world.six[name], words=words, made_at=until - timedelta(days=20), room_for=2
        )
