"""The programme with rooms as columns; and what a past event says and asks no more."""

import datetime as dt
import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from entrepairs.conftest import Network
from entrepairs.core import hats
from entrepairs.events.models import Event, Room
from entrepairs.events.tests.making import a_material, a_session, a_study_day, an_event, at
from entrepairs.events.tests.reading import read_page
from entrepairs.people.models import Person


@pytest.fixture
def day(network: Network, claire: Person) -> Event:
    return a_study_day(network.escale, claire)


def table_of(page: str) -> str:
    return page[page.index('<table class="rooms">') : page.index("</table>")]


def test_rooms_are_columns_and_a_break_is_over_all(client: Client, day: Event) -> None:
    table = table_of(read_page(client, day.path))
    assert re.findall(r'<th scope="col">([^<]+)</th>', table) == ["Grande salle", "Salle bleue"]
    assert re.findall(r'<td[^>]* colspan="2"[^>]*>.*?Break', table, re.DOTALL)
    assert table.index("Travailler comme pair") < table.index("Écrire ensemble"), "by room"
    assert re.findall(r'class="hour"[^>]*>(\d\d:\d\d)<', table) == ["09:30", "11:00", "11:30"]


def test_what_goes_on_longer_reaches_further_down(client: Client, day: Event) -> None:
    with hats.system("test"):
        main, blue = Room.objects.filter(event=day)
    a_session(day, title_fr="Longue", room=blue, starts_at=at(14), ends_at=at(17))
    for hour in (14, 15):
        a_session(day, title_fr=f"À {hour} h", room=main, starts_at=at(hour), ends_at=at(hour + 1))
    assert table_of(read_page(client, day.path)).count('rowspan="2"') == 1


@pytest.mark.parametrize("number", [1, 9])
def test_one_room_or_too_many_stay_a_list(client: Client, network: Network, number: int) -> None:
    event = an_event(network.escale)
    with hats.system("test"):
        rooms = [Room.objects.create(event=event, name=f"Salle {n}") for n in range(number)]
    for room in rooms:
        a_session(event, title_fr=f"Dans {room}", room=room, starts_at=at(9), ends_at=at(10))
    page = read_page(client, event.path)
    assert '<table class="rooms">' not in page
    assert page.count("Dans Salle") >= number


def test_now_and_next_says_when_it_was_worked_out(client: Client, network: Network) -> None:
    now, today = timezone.now(), timezone.localdate()
    event = an_event(network.escale, starts_on=today, ends_on=today)
    hour = dt.timedelta(minutes=20)
    a_session(event, title_fr="En cours", starts_at=now - hour, ends_at=now + hour)
    page = read_page(client, event.path)
    [clock] = re.findall(r'Now and next <span class="meta">(\d\d:\d\d)</span>', page)
    here = timezone.localtime(now)
    assert clock in {f"{here:%H:%M}", f"{here + dt.timedelta(minutes=1):%H:%M}"}


ASKS = ("Add to my programme", "In my calendar", "My programme", "Register")


def an_old_day(network: Network, days: int = 400, **columns: Any) -> Event:
    on = timezone.localdate() - dt.timedelta(days=days)
    event = an_event(network.escale, starts_on=on, ends_on=on, registers=True, **columns)
    starts = timezone.now() - dt.timedelta(days=days)
    hour = dt.timedelta(hours=1)
    a_session(event, title_fr="Plénière", starts_at=starts, ends_at=starts + hour)
    return event


def test_a_past_event_asks_for_nothing_more(
    client: Client, as_person: Any, network: Network, amel: Person
) -> None:
    event, coming = an_old_day(network), an_old_day(network, days=-30)
    for reader in (client, as_person(amel)):
        page = read_page(reader, event.path)
        assert "Plénière" in page
        assert [words for words in ASKS if words in page] == []
        assert [words for words in ASKS if words in read_page(reader, coming.path)] == [*ASKS]


def test_a_session_of_the_past_asks_for_nothing_more(
    as_person: Any, network: Network, amel: Person
) -> None:
    with hats.system("test"):
        past, coming = (an_old_day(network, days).sessions.get() for days in (400, -30))
    mine = as_person(amel)
    assert [words for words in ASKS[:2] if words in read_page(mine, past.path)] == []
    assert [words for words in ASKS[:2] if words in read_page(mine, coming.path)] == [*ASKS[:2]]


def test_a_past_event_says_what_was_recorded(
    client: Client, network: Network, queries: Any
) -> None:
    event = an_old_day(network)
    with hats.system("test"):
        session = event.sessions.get()
    a_material(event, "La plénière enregistrée", session=session, kind="recording")
    a_material(event, "Diapositives", session=session)
    a_material(event, "Réservé", session=session, kind="recording", state="draft")
    with queries() as sql:
        page = read_page(client, event.path)
    assert len(sql) <= 10, sql
    section = page[page.index("To hear and see again") : page.index("Programme")]
    assert "1 recording of this event is in the library." in section
    assert "La plénière enregistrée" in section
    assert "Diapositives" not in section
    assert "Réservé" not in page


def test_an_event_to_come_says_nothing_of_recordings(client: Client, day: Event) -> None:
    assert "To hear and see again" not in read_page(client, day.path)
