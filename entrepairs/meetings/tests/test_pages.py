"""The pages of meetings, as the two of a pair open them, and as nobody else does."""

import re
from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import translation

from entrepairs.core import hats
from entrepairs.meetings.tests.forms import plan_form
from entrepairs.meetings.tests.making import a_held_meeting, a_line, a_meeting
from entrepairs.notices.models import Notice
from entrepairs.people.models import Circle, Person
from entrepairs.tests.pages import main_part
from entrepairs.tests.posting import As, text

# Who opens them


@pytest.fixture
def every_page(pair: Circle, amel: Person, bruno: Person) -> list[str]:
    """Addresses about Amel and Bruno, in every state."""
    to_come, held = a_meeting(pair, bruno), a_held_meeting(pair, amel, bruno)
    a_line(held, amel, bruno, amel)
    pages = ["", "other-time/", "cancel/", "note/", "not-counted/"]
    found = [f"/meetings/{m.key}/{page}" for m in (to_come, held) for page in pages]
    return [*found, f"/meetings/{to_come.key}.ics", f"/meetings/new/?circle={pair.key}"]


def test_the_two_open_the_pages_of_their_meeting(
    as_person: As, amel: Person, bruno: Person, every_page: list[str]
) -> None:
    for who in (amel, bruno):
        client = as_person(who)
        for address in [
            *every_page,
            "/meetings/",
            "/meetings/?when=note",
            "/meetings/?when=past",
            "/calendar/",
        ]:
            assert client.get(address, follow=True).status_code == 200, address


def test_nobody_else_opens_the_pages_of_a_meeting(
    as_person: As, claire: Person, eve: Person, every_page: list[str]
) -> None:
    for who in (claire, eve):
        client = as_person(who)
        for address in every_page:
            assert client.get(address).status_code == 404, address


def test_a_stranger_is_sent_to_the_door(client: Client, every_page: list[str]) -> None:
    for address in every_page:
        assert client.get(address)["Location"].startswith("/enter/"), address


def test_an_outsider_presses_nothing(
    as_person: As, pair: Circle, amel: Person, bruno: Person, claire: Person
) -> None:
    meeting = a_held_meeting(pair, amel, bruno)
    client = as_person(claire)
    for press in ("accept", "other-time", "cancel", "held", "note", "confirm", "not-counted"):
        assert (
            client.post(f"/meetings/{meeting.key}/{press}/", {"once": str(uuid4())}).status_code
            == 404
        ), press
    assert client.post(f"/meetings/new/?circle={pair.key}", plan_form()).status_code == 404


def test_a_former_member_still_reads_what_was_and_plans_no_more(
    as_person: As, pair: Circle, amel: Person, bruno: Person, ended: Callable[[], None]
) -> None:
    meeting = a_held_meeting(pair, amel, bruno)
    ended()
    client = as_person(bruno)
    page = text(client.get(meeting.path))
    assert "Meeting with Amel" in page
    assert "Do not count this meeting" in page
    assert "Fill in" not in page
    assert client.get(f"/meetings/new/?circle={pair.key}").status_code == 404


# Answering


def test_opening_a_meeting_marks_its_notices_as_seen(
    as_person: As, pair: Circle, amel: Person, bruno: Person
) -> None:
    meeting = a_meeting(pair, bruno)
    with hats.system("test"):
        Notice.objects.create(
            person=amel, kind="meeting", about=f"{meeting.key}:0", path=meeting.path
        )
    as_person(amel).get(meeting.path)
    with hats.system("test"):
        assert Notice.objects.get().seen_at is not None


# Afterwards


def test_two_people_are_drawn_at_the_same_size(
    as_person: As, pair: Circle, amel: Person, bruno: Person
) -> None:
    meeting = a_held_meeting(pair, amel, bruno)
    page = main_part(as_person(amel).get(f"{meeting.path}note/"))
    peers = re.findall(r'<svg class="peer[^"]*"', page)
    assert len(peers) == 2
    assert peers[0].split(" hue")[0] == peers[1].split(" hue")[0]
    assert page.count('name="given" ') == page.count('name="received" ') == 13


def test_everything_speaks_french(
    as_person: As, pair: Circle, amel: Person, bruno: Person, every_page: list[str]
) -> None:
    client = as_person(amel)
    with translation.override("fr"):
        for address in [
            *every_page,
            "/meetings/",
            "/meetings/?when=note",
            "/meetings/?when=past",
            "/calendar/",
        ]:
            page = text(client.get(address, follow=True, headers={"accept-language": "fr"}))
            if not address.endswith(".ics"):
                assert 'lang="fr"' in page
                assert not re.search(
                    r"\b(meeting|Meeting|your|the)\b", re.sub(r"<[^>]+>", " ", page)
                ), address
