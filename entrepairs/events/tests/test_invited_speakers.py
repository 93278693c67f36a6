"""Somebody’s own yes to be found from their name in a programme. And their no."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from entrepairs.core import hats
from entrepairs.events import actions
from entrepairs.events.actions import invitations
from entrepairs.events.models import Event, EventInvitation, Speaker
from entrepairs.events.tests.preparing import hours
from entrepairs.events.tests.reading import read_page
from entrepairs.ledger.transactions import NotPossible
from entrepairs.people.models import Person
from entrepairs.search.models import Entry
from entrepairs.tests.posting import As, once


@pytest.fixture
def speaker(event: Event, claire: Person) -> Speaker:
    """Of a published programme."""
    with hats.person(claire.pk):
        session = actions.add_session(
            event=event, told={"title_fr": "Ouverture", **hours(9, 11)}, once=uuid4(), by=claire
        )
        actions.add_talk(
            session=session,
            told={"title_fr": "Savoirs"},
            speakers=["B. Martin"],
            once=uuid4(),
            by=claire,
        )
        actions.publish_event(event=event, once=uuid4(), by=claire)
        return Speaker.objects.get()


def roads(event: Event, speaker: Speaker) -> list[str]:
    return [
        event.path,
        speaker.path,
        f"{event.path}schedule.xml",
        f"{event.path}schedule.json",
        f"{event.path}calendar.ics",
        "/library/",
        "/library/new.atom",
    ]


def said_to(client: Client, event: Event, speaker: Speaker) -> str:
    return "".join(client.get(road).content.decode() for road in roads(event, speaker))


def test_before_their_yes_nothing_leads_to_a_speaker_and_after_it_only_what_they_chose(
    event: Event,
    speaker: Speaker,
    claire: Person,
    bruno: Person,
    network: Any,
    as_person: As,
    client: Client,
) -> None:
    hers, his = as_person(claire), as_person(bruno)
    link = f"{event.path}prepare/speakers/{speaker.key}/link/"
    hers.post(link, once(person=bruno.key))
    with hats.system("test"):
        asked = EventInvitation.objects.get()
    for reader in (client, hers, his, as_person(network.people["Amel"])):
        assert bruno.key not in said_to(reader, event, speaker).replace(
            f"/people/{bruno.key}/looks", ""
        )
    assert "B. Martin" in his.get(asked.path).content.decode()
    assert his.post(asked.path, once(name="")).status_code == 422
    assert his.post(asked.path, once(name="Bruno M."))["Location"] == speaker.path

    assert "Bruno M." in client.get(speaker.path).content.decode()
    assert bruno.key not in said_to(client, event, speaker), "a stranger is led to nobody"
    assert bruno.key in as_person(network.people["Amel"]).get(speaker.path).content.decode()
    with hats.person(None):
        assert Entry.objects.get(kind="talk").names == "Bruno M.", (
            "the search knows the chosen name"
        )

    form = once(
        name="Bruno",
        discipline="",
        position="",
        affiliation="",
        country="",
        about_fr="",
        about_en="",
    )
    assert hers.post(f"{event.path}prepare/speakers/{speaker.key}/", form).status_code == 302
    assert "Bruno M." in client.get(speaker.path).content.decode(), "nobody else changes that name"

    assert his.post(f"{speaker.path}me/", once(name="Bruno Martin")).status_code == 302
    assert "Bruno Martin" in client.get(speaker.path).content.decode()
    assert his.post(f"{speaker.path}me/", once(answer="no")).status_code == 302
    page = read_page(as_person(network.people["Amel"]), speaker.path)
    assert "Bruno Martin" in page
    assert bruno.key not in page
    assert his.get(f"{speaker.path}me/").status_code == 404


def test_an_organiser_who_speaks_says_so_in_one_press(
    event: Event, speaker: Speaker, claire: Person, as_person: As
) -> None:
    as_person(claire).post(
        f"{event.path}prepare/speakers/{speaker.key}/link/", once(person=claire.key)
    )
    with hats.person(claire.pk):
        assert Speaker.objects.get().person_id == claire.pk


def test_a_no_leaves_the_programme_as_it_is(
    event: Event, speaker: Speaker, claire: Person, bruno: Person
) -> None:
    with hats.person(claire.pk):
        key = invitations.send_invitation(
            event=event, person=bruno, speaker=speaker, once=uuid4(), by=claire
        ).key
    with hats.person(bruno.pk):
        asked = invitations.find_received(key)
        assert asked is not None
        invitations.decline_invitation(invitation=asked, once=uuid4(), by=bruno)
        assert invitations.find_received(key) is None
    with hats.person(claire.pk):
        assert EventInvitation.objects.get().key == key
        assert Speaker.objects.get().person_id is None


def test_a_speaker_written_twice_is_not_asked_twice(
    event: Event, speaker: Speaker, claire: Person, bruno: Person
) -> None:
    with hats.system("test"):
        other = Speaker.objects.create(event=event, name="Bruno M.")
    with hats.person(claire.pk):
        asked: dict[str, Any] = {"event": event, "person": bruno, "by": claire}
        first = invitations.send_invitation(speaker=speaker, once=uuid4(), **asked)
        invitations.take_back_invitation(invitation=first, once=uuid4(), by=claire)
        with pytest.raises(NotPossible, match="30 days"):
            invitations.send_invitation(speaker=other, once=uuid4(), **asked)
        prepares = invitations.send_invitation(speaker=None, once=uuid4(), **asked)
    assert prepares.speaker_id is None, "another question is another asking"
