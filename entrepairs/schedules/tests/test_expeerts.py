"""Nothing of the EXPEERTs data is lost: each leaf of the file stands on a page, or here is said why
not."""

import html
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from babel import Locale
from django.test import Client

from entrepairs.core import hats
from entrepairs.events import actions
from entrepairs.events.models import Event, Material
from entrepairs.people.models import Person
from entrepairs.schedules import import_plan
from entrepairs.schedules.actions import import_programmes

EXPEERTS = Path(__file__).parent.parent / "data" / "expeerts.json"
# Said otherwise on the page; of the file itself, not of the events.
OTHERWISE = {
    "source": None,
    "checked_on": None,
    "events.key": None,
    "events.title.fr": None,  # of what has two titles, a page in English says the English one
    "events.mode": {"in person": "Maison des Sciences", "online": "online"},
    "events.kind": {"conference": "Conference", "study day": "Study day"},
    "events.language": {"fr": "French"},
    "events.sessions.kind": {"plenary": "Plenary"},
    "events.sessions.recorded": {True: "This session was recorded"},
    "events.materials.kind": {
        "programme": "Programme – Peer support",
        "poster": "Poster – ",
        "workshop proceedings": "Workshop proceedings",
        "workshop slideshows": "Workshop slideshows",
        "plenary podcasts": "Plenary podcasts",
        "forthcoming book": "Book announcement",
        "recordings": "Recordings – What can patients give",
    },
}


def leaves(row: Any, path: str = "") -> Iterator[tuple[str, Any, Any]]:
    """Each with its path and the object it is in."""
    for name, value in row.items():
        here = f"{path}.{name}".strip(".")
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict):
                yield from leaves(one, here)
            elif one is not None:
                yield here, one, row


def looked_for(path: str, value: Any, row: dict[str, Any]) -> str | None:
    if path in OTHERWISE:
        known = OTHERWISE[path]
        return known[value] if known else None
    if path.endswith("country"):
        return str(Locale("en").territories[value])
    if path.endswith("podcast_linked_beside_session"):
        return f"Podcast – {row['title']['en']}" if value else None
    return str(value)


def read_all(client: Client, event: Event) -> str:
    """What a stranger reads: the event, and every page of this site that it leads to, and these."""
    seen: dict[str, str] = {}
    waiting = [event.path]
    while waiting:
        path = waiting.pop()
        answer = client.get(path)
        assert answer.status_code == 200, path
        seen[path] = answer.content.decode()
        main = seen[path].partition("<main")[2]
        waiting += [
            p
            for p in set(
                re.findall(
                    r'href="(/(?:events/(?:session|talk|speaker)|library)/[a-z0-9]{14}/)"', main
                )
            )
            - set(seen)
            if p not in waiting
        ]
    return html.unescape(re.sub(r"\s+", " ", " ".join(seen.values())))


@pytest.fixture
def events(network: Any, claire: Person) -> list[Event]:
    with hats.person(claire.pk):
        found = import_plan.plan_for_organisation(
            EXPEERTS.read_bytes(), network.escale, claire.pk, without_gone=False
        )
        assert found.is_ready
        made = import_programmes(
            comparisons=found.comparisons,
            organisation=network.escale,
            without_gone=False,
            once=uuid4(),
            by=claire,
        )
        for event in made:
            actions.publish_event(event=event, once=uuid4(), by=claire)
    return made


def test_each_leaf_of_the_file_is_read_on_a_page_or_said_otherwise(
    client: Client, events: list[Event]
) -> None:
    data = json.loads(EXPEERTS.read_bytes())
    texts = {
        row["starts_on"]: read_all(client, event)
        for row, event in zip(data["events"], events, strict=True)
    }
    lost = []
    for row in data["events"]:
        for path, value, within in leaves(row, "events"):
            words = looked_for(path, value, within)
            if words is not None and words not in texts[row["starts_on"]]:
                lost.append((path, value))
    assert lost == []


def test_the_conference_of_2019_bears_its_title_in_french(events: list[Event]) -> None:
    page = Client(headers={"accept-language": "fr"}).get(events[0].path)
    assert page.status_code == 200
    assert events[0].title_fr in html.unescape(page.content.decode())
    assert events[0].title_fr.startswith("L’accompagnement par les pairs")


def test_a_podcast_beside_a_session_is_listed_with_that_session_and_once(
    network: Any, claire: Person, events: list[Event]
) -> None:
    def listed() -> list[tuple[str, str]]:
        rows = Material.objects.filter(event=events[0], session__isnull=False).select_related(
            "session", "resource"
        )
        return [(str(row.session), str(row.resource)) for row in rows if row.session]

    with hats.person(claire.pk):
        before = listed()
        assert [title for _session, title in before] == [
            f"Podcast – {session}" for session, _title in before
        ]
        assert len(before) == 2, "not of the plenary that has none"
        again = import_plan.plan_for_organisation(
            EXPEERTS.read_bytes(), network.escale, claire.pk, without_gone=False
        )
        assert again.nothing, "the same file a second time changes nothing"


def test_materials_of_one_talk_are_listed_from_its_page_and_ordered(
    client: Client, events: list[Event], claire: Person, as_person: Any
) -> None:
    event = events[0]
    with hats.person(claire.pk):
        talk = event.talks.order_by("pk")[0]
    address, hers = f"{event.path}prepare/materials/?of={talk.key}", as_person(claire)
    assert address in html.unescape(hers.get(talk.path).content.decode()), "its page leads there"
    for kind, title in (
        ("slides", "Diapositives"),
        ("announcement", "Un livre à venir"),
        ("paper", "Article"),
    ):
        answer = hers.post(
            address, {"once": uuid4(), "kind": kind, "title_fr": title, "language": "fr"}
        )
        assert re.fullmatch("/library/[a-z0-9]+/files/", answer["Location"]), (
            "what is not elsewhere is sent next"
        )

    def shown() -> list[str]:
        return re.findall(
            "Diapositives|Un livre à venir|Article",
            client.get(talk.path).content.decode().partition("<main")[2],
        )

    assert shown() == ["Diapositives", "Un livre à venir", "Article"]
    with hats.person(claire.pk):
        row = Material.objects.select_related("resource").get(resource__title_fr="Article")
        assert {one.resource.kind for one in Material.objects.filter(what="announcement")} == {
            "book"
        }
    move = f"{event.path}prepare/materials/{row.resource.key}/move/"
    assert hers.post(move, {"once": uuid4(), "way": "up", "of": talk.key}).status_code == 302
    assert shown() == ["Diapositives", "Article", "Un livre à venir"]
    assert "Book announcement" in client.get(talk.path).content.decode()
    assert client.get(address).status_code == 302
    assert as_person_other(as_person, event).post(move, {"once": uuid4()}).status_code == 404


def as_person_other(as_person: Any, event: Event) -> Client:
    with hats.system("test"):
        found: Client = as_person(Person.objects.get(name="Amel"))
    return found
