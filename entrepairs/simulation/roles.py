"""Roles at L'Escale: two employees, four volunteers, an offer that waits, one that is past."""

from datetime import datetime, timedelta
from typing import Any

from django.utils.timezone import localdate

from entrepairs.people.models import Affiliation
from entrepairs.roles.models import HeldRole
from entrepairs.simulation.persons import World
from entrepairs.simulation.texts import Chance
from entrepairs.vocabulary.models import Concept

# Role, statute, share of full time, hours a week, since how many days, until how many days ago.
HELD: tuple[tuple[str, str, int | None, int | None, int, int | None], ...] = (
    ("gem_facilitator", "employee", 100, None, 800, None),
    ("facilitator", "volunteer", None, 3, 420, None),
    ("facilitator", "volunteer", None, 2, 300, None),
    ("peer_helper", "volunteer", None, 4, 210, None),
    ("facilitator", "volunteer", None, 3, 90, None),
    ("gem_facilitator", "employee", 50, None, 900, 120),
)


SEED = 35  # its own: the rest of the network stays as it was drawn


def build_roles(world: World, until: datetime) -> None:
    chance, (escale, *_others) = Chance(SEED), world.organisations
    claire, bruno = world.six["Claire"], world.six["Bruno"]
    here = {role.key: role for role in Concept.objects.filter(scheme__in=["role", "statute"])}
    members = Affiliation.objects.filter(organisation=escale, until=None).order_by("pk")
    known = {person.pk for person in world.six.values()}
    people = [row.person_id for row in members if row.person_id not in known]

    def add(person: int, role: str, statute: str, **more: Any) -> None:
        HeldRole.objects.create(
            key=chance.new_key(),
            organisation=escale,
            person_id=person,
            role=here[role],
            statute=here[statute],
            offered_by=claire,
            **more,
        )

    for person, (role, statute, share, hours, first, last) in zip(people, HELD, strict=False):
        since = until - timedelta(days=first)
        end = until - timedelta(days=last) if last else None
        add(
            person,
            role,
            statute,
            share=share,
            hours=hours,
            since=localdate(since),
            until=end and end.date(),
            made_at=since,
            accepted_at=since + timedelta(hours=5),
        )
    began = until - timedelta(days=500)
    held = {"made_at": began, "accepted_at": began, "since": began.date(), "share": 50}
    add(claire.pk, "coordinator", "employee", **held)
    waits = {"made_at": until - timedelta(days=2), "since": until.date(), "hours": 2}
    add(bruno.pk, "facilitator", "volunteer", **waits)
