"""One's own programme."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from entrepairs.conftest import Network
from entrepairs.core import hats
from entrepairs.events.actions import bookmarks
from entrepairs.events.models import Bookmark, Event, Session
from entrepairs.events.tests.making import a_session, a_study_day, an_event
from entrepairs.events.tests.reading import read_page
from entrepairs.ledger.actions import AlreadyDone
from entrepairs.ledger.models import Deed
from entrepairs.people.models import Person
from entrepairs.tests.posting import As


@pytest.fixture
def day(network: Network, claire: Person) -> Event:
    return a_study_day(network.escale, claire)


@pytest.fixture
def workshop(day: Event) -> Session:
    with hats.system("test"):
        return day.sessions.get(kind="workshop")


def kept_by(person: Person) -> list[str]:
    with hats.system("test"):
        return [
            str(one.session.title_fr)
            for one in Bookmark.objects.filter(person=person).select_related("session")
        ]


def press(client: Client, session: Session, keep: str = "yes", **more: Any) -> Any:
    headers = {"HX-Request": "true"} if more.pop("htmx", False) else {}
    data = {
        "keep": keep,
        "once": str(more.pop("once", uuid4())),
        "next": more.pop("next", session.event.path),
    }
    return client.post(f"{session.path}keep/", data, headers=headers)


def test_one_press_keeps_a_session_and_another_lets_it_go(
    as_person: As, day: Event, workshop: Session, amel: Person
) -> None:
    mine = as_person(amel)
    answer = press(mine, workshop)
    assert (answer.status_code, answer["Location"]) == (302, f"{day.path}#s-{workshop.key}")
    assert kept_by(amel) == ["Écrire ensemble"]
    page = mine.get(f"{day.path}mine/").content.decode()
    assert "Écrire ensemble" in page
    assert "Travailler comme pair" not in page
    press(mine, workshop, "no")
    assert kept_by(amel) == []
    assert "Your programme is empty" in mine.get(f"{day.path}mine/").content.decode()


def test_nobody_sees_what_another_keeps(
    as_person: As, client: Client, day: Event, workshop: Session, amel: Person, claire: Person
) -> None:
    press(as_person(amel), workshop)
    for reader in (as_person(claire), client):
        page = read_page(reader, f"{day.path}mine/")
        assert "Your programme is empty" in page
        assert "Écrire ensemble" not in page


def test_the_same_press_twice_is_one(workshop: Session, amel: Person) -> None:
    once = uuid4()
    with hats.person(amel.pk):
        bookmarks.keep_session(session=workshop, once=once, by=amel.pk)
        with pytest.raises(AlreadyDone):
            bookmarks.keep_session(session=workshop, once=once, by=amel.pk)
        bookmarks.keep_session(session=workshop, once=uuid4(), by=amel.pk)
    assert kept_by(amel) == ["Écrire ensemble"]
    with hats.system("test"):
        assert Deed.objects.filter(room="events", verb="keep", by_person=amel.pk).count() == 2


def test_with_htmx_the_answer_is_the_fragment_of_the_page(
    as_person: As, day: Event, workshop: Session, amel: Person
) -> None:
    import re

    mine = as_person(amel)
    fragment = press(mine, workshop, htmx=True, next=day.path).content.decode().strip()
    page = mine.get(day.path).content.decode()

    def plain(text: str) -> str:
        return re.sub(r'value="[\w-]{36}"|value="\w{64}"', "", text)

    assert "Added" in fragment
    assert plain(fragment) in plain(page)


def test_a_stranger_is_led_to_the_door(client: Client, workshop: Session) -> None:
    answer = press(client, workshop)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/enter/")


def test_a_session_of_a_draft_is_kept_by_none_but_those_who_prepare_it(
    as_person: As, network: Network, amel: Person, claire: Person
) -> None:
    session = a_session(an_event(network.escale, claire, state="draft"))
    assert press(as_person(amel), session).status_code == 404
    assert kept_by(amel) == []
    assert press(as_person(claire), session).status_code == 302


def test_after_a_press_one_is_never_led_elsewhere(
    as_person: As, workshop: Session, amel: Person
) -> None:
    answer = press(as_person(amel), workshop, next="https://elsewhere.example/")
    assert answer["Location"] == workshop.path


def test_a_stranger_reads_the_sessions_that_their_browser_names(
    client: Client, network: Network, day: Event, workshop: Session
) -> None:
    page = client.get(f"{day.path}mine/?kept={workshop.key}").content.decode()
    assert "Écrire ensemble" in page
    assert f"mine.ics?kept={workshop.key}" in page
    other = a_session(an_event(network.escale), title_fr="D’un autre événement")
    page = read_page(client, f"{day.path}mine/?kept={other.key}")
    assert "Your programme is empty" in page
    assert "D’un autre" not in page
