"""The pages of those who prepare an event ask the database as much for one row as for thirty."""

from typing import Any
from uuid import uuid4

import pytest

from entrepairs.core import hats
from entrepairs.events import actions
from entrepairs.events.models import Event, Room, Session, SessionChair, Speaker, Talk, TalkSpeaker
from entrepairs.events.tests.preparing import at, begun, fill_programme
from entrepairs.people.models import Person
from entrepairs.tests.posting import As


@pytest.mark.parametrize(
    "end", ["", "speakers/", "materials/", "rooms/", "sessions/new/", "publish/", "change/"]
)
def test_a_page_asks_as_much_for_one_row_as_for_thirty(
    event: Event, claire: Person, as_person: As, queries: Any, end: str
) -> None:
    client, counts = as_person(claire), []
    fill_programme(event, claire)
    for more in (0, 30):
        with hats.person(claire.pk):
            for number in range(more):
                session = Session.objects.create(
                    event=event, title_fr=f"S{number}", starts_at=at(12), ends_at=at(13)
                )
                talk = Talk.objects.create(event=event, session=session, title_fr=f"T{number}")
                TalkSpeaker.objects.create(
                    talk=talk, speaker=Speaker.objects.create(event=event, name=f"P{number}")
                )
                SessionChair.objects.create(
                    session=session, speaker=Speaker.objects.create(event=event, name=f"C{number}")
                )
                actions.add_material(
                    event=event,
                    told={"kind": "document", "title_fr": f"D{number}"},
                    once=uuid4(),
                    by=claire,
                )
                Room.objects.create(event=event, name=f"R{number}")
        with queries() as made:
            assert client.get(f"{event.path}prepare/{end}").status_code == 200
        counts.append(len(made))
    assert counts[0] == counts[1]
    assert counts[0] <= 12


def test_the_list_of_mine_asks_as_much_for_one_as_for_thirty(
    network: Any, claire: Person, as_person: As, queries: Any
) -> None:
    client, counts = as_person(claire), []
    for more in (1, 29):
        for _number in range(more):
            begun(network.escale, claire)
        with queries() as made:
            assert client.get("/events/prepare/").status_code == 200
        counts.append(len(made))
    assert counts[0] == counts[1] <= 10
