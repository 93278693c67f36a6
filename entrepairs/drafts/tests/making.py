"""Events with pictures, for tests."""

import random
from typing import Any
from uuid import uuid4

from entrepairs.core import hats
from entrepairs.drafts.models import Picture
from entrepairs.events import actions
from entrepairs.events.models import Event, Room, Session
from entrepairs.events.tests.making import an_event
from entrepairs.events.tests.preparing import at, begun, hours
from entrepairs.files.checks.image import COVERS
from entrepairs.people.models import Organisation
from entrepairs.tests.browser import Site


def pictured_events(organisation: Organisation, count: int) -> list[Event]:
    """With pictures as heavy as they may be."""
    chance = random.Random(8)
    drawn = {size: chance.randbytes(most) for size, (_pixels, most) in COVERS.items()}
    made = [an_event(organisation) for _ in range(count)]
    with hats.system("test"):
        for event in made:
            Picture.objects.create(event=event, shows_fr="mots", **drawn)
    return made


def filled(site: Site) -> tuple[Event, dict[str, Session], dict[str, Room]]:
    """Two rooms; the opening, a workshop later in the other, and a round table that has no hours
    yet."""
    claire = site.network.people["Claire"]
    event = begun(site.network.escale, claire)
    with hats.person(claire.pk):
        rooms = {
            name: actions.add_room(event=event, name=name, once=uuid4(), by=claire)
            for name in ("Grande", "Bleue")
        }

        def add(title: str, **more: Any) -> Session:
            return actions.add_session(
                event=event, told={"title_fr": title, **more}, once=uuid4(), by=claire
            )

        found = {
            "opening": add("Ouverture", room=rooms["Grande"], **hours(9, 10)),
            "workshop": add("Atelier", room=rooms["Bleue"], **hours(10, 11)),
            "table": add("Table ronde"),
        }
        told = {"title_fr": "Savoirs", "starts_at": at(9, 30), "ends_at": at(10)}
        actions.add_talk(
            session=found["opening"], told=told, speakers=["Nour"], once=uuid4(), by=claire
        )
    return event, found, rooms
