"""A programme of a thousand talks: read by day and hours, light, and asking little."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client

from entrepairs.conftest import Network
from entrepairs.core import hats
from entrepairs.events.models import Event
from entrepairs.events.tests.making import (
    FIRST,
    a_large_event,
    a_material,
    a_session,
    a_speaker,
    a_talk,
    an_event,
)
from entrepairs.events.tests.reading import read_page
from entrepairs.people.models import Person
from entrepairs.tests.posting import As


@pytest.fixture
def large(network: Network) -> Event:
    return a_large_event(network.escale)


def test_a_thousand_talks_are_read_by_day_and_hours_and_each_is_found(
    client: Client, large: Event
) -> None:
    import re

    found: set[str] = set()
    for day in range(3):
        date = FIRST + dt.timedelta(days=day)
        page = read_page(client, f"{large.path}?day={date}")
        for hours in sorted(set(re.findall(r"from=(\d{4})", page))):
            page = read_page(client, f"{large.path}?day={date}&from={hours}")
            shown = set(re.findall(r"étude numéro (\d+)", page))
            assert 0 < len(shown) <= 60
            found |= shown
    assert found == {str(n) for n in range(1000)}


def test_a_track_is_read_whole_one_day_at_a_time(client: Client, large: Event) -> None:
    with hats.system("test"):
        track = large.tracks.all()[4]
    page = read_page(client, f"{large.path}?track={track.pk}&day=2083-05-13")
    assert page.count('class="card session') == large_in(large, track, 13)
    assert "?day=2083-05-14&amp;track=" in page


def large_in(large: Event, track: Any, day: int) -> int:
    with hats.system("test"):
        return int(large.sessions.filter(track=track, starts_at__day=day).count())


def test_a_long_programme_is_light_and_asks_little(
    client: Client, as_person: As, large: Event, amel: Person, queries: Any
) -> None:
    for reader in (client, as_person(amel)):
        reader.get(large.path)
        with queries() as made:
            answer = reader.get(large.path, headers={"accept-encoding": "gzip"})
        assert len(made) <= 10, made
        assert answer["Content-Encoding"] == "gzip"
        assert len(answer.content) < 30_000


@pytest.mark.parametrize("which", ["event", "session", "talk", "speaker", "mine", "list"])
def test_pages_ask_the_same_for_one_row_and_for_thirty(
    as_person: As, network: Network, amel: Person, queries: Any, which: str
) -> None:
    from entrepairs.events.models import Bookmark

    event = an_event(network.escale)
    reader, made = as_person(amel), []
    for number in (1, 29):
        for n in range(number):
            speakers = [a_speaker(event, f"Personne {n}")]
            session = a_session(event, title_fr=f"Session {n}")
            talk = a_talk(session, *speakers)
            a_material(event, f"Document {n}", session=session)
            an_event(network.escale)
            with hats.system("test"):
                Bookmark.objects.create(person=amel, session=session)
        paths = {
            "event": event.path,
            "session": session.path,
            "talk": talk.path,
            "speaker": speakers[0].path,
        }
        paths |= {"mine": f"{event.path}mine/", "list": "/events/"}
        with queries() as sql:
            read_page(reader, paths[which])
        made.append(len(sql))
    assert made[0] == made[1] <= 10, sql
