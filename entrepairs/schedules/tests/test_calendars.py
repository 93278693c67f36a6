"""The programme in one's calendar: all of it, one session, mine."""

import datetime as dt
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from icalendar import Calendar

from entrepairs.conftest import Network
from entrepairs.core import hats
from entrepairs.events.models import Event, Session
from entrepairs.events.tests.making import a_session, a_study_day, an_event, at
from entrepairs.people.models import Person
from entrepairs.tests.posting import As


@pytest.fixture
def day(network: Network, claire: Person) -> Event:
    return a_study_day(network.escale, claire)


def entries(client: Client, path: str) -> list[Any]:
    answer = client.get(path)
    assert answer.status_code == 200, path
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return list(Calendar.from_ical(answer.content).walk("VEVENT"))


def test_all_sessions_are_there_with_hours_rooms_and_what_is_said(
    client: Client, day: Event
) -> None:
    found = {str(entry["SUMMARY"]): entry for entry in entries(client, f"{day.path}calendar.ics")}
    assert set(found) == {"What peers know", "Break", "Écrire ensemble", "Travailler comme pair"}
    plenary = found["What peers know"]
    assert plenary["DTSTART"].dt == at(9, 30)
    assert plenary["DTSTART"].params["TZID"] == "Europe/Paris"
    assert plenary["DURATION"].dt == dt.timedelta(minutes=90)
    assert str(plenary["LOCATION"]) == "Grande salle, Maison des associations"
    assert "Lived knowledge (Lise Martin)" in str(plenary["DESCRIPTION"])
    assert str(plenary["STATUS"]) == "CONFIRMED"
    assert str(plenary["URL"]).startswith("http://testserver/events/session/")


def test_its_zone_is_told_with_it(client: Client, day: Event) -> None:
    body = client.get(f"{day.path}calendar.ics").content
    assert [str(zone["TZID"]) for zone in Calendar.from_ical(body).walk("VTIMEZONE")] == [
        "Europe/Paris"
    ]


def test_an_event_without_hours_stands_on_its_days(client: Client, network: Network) -> None:
    event = an_event(network.escale, ends_on=dt.date(2083, 5, 13))
    a_session(event)
    [only] = entries(client, f"{event.path}calendar.ics")
    assert (only["DTSTART"].dt, only["DTEND"].dt) == (dt.date(2083, 5, 12), dt.date(2083, 5, 14))
    assert str(only["SUMMARY"]) == "Among peers: what one knows"


def test_one_session_can_be_taken_alone(client: Client, day: Event) -> None:
    with hats.system("test"):
        session = day.sessions.get(kind="workshop")
    [only] = entries(client, f"/events/session/{session.key}.ics")
    assert str(only["SUMMARY"]) == "Écrire ensemble"


def test_a_session_without_hours_has_no_calendar(client: Client, network: Network) -> None:
    session = a_session(an_event(network.escale))
    assert client.get(f"/events/session/{session.key}.ics").status_code == 404


def test_mine_is_what_i_keep(as_person: As, day: Event, amel: Person, bruno: Person) -> None:
    with hats.system("test"):
        session = day.sessions.get(kind="workshop")
    as_person(amel).post(
        f"/events/session/{session.key}/keep/", {"keep": "yes", "once": str(uuid4())}
    )
    [only] = entries(as_person(amel), f"{day.path}mine.ics")
    assert str(only["SUMMARY"]) == "Écrire ensemble"
    assert entries(as_person(bruno), f"{day.path}mine.ics") == []


def test_a_stranger_s_is_what_their_browser_names(client: Client, day: Event) -> None:
    with hats.system("test"):
        session = day.sessions.get(kind="workshop")
    [only] = entries(client, f"{day.path}mine.ics?kept={session.key}.nothing.%00.<x>")
    assert str(only["SUMMARY"]) == "Écrire ensemble"


def test_a_cancelled_event_is_cancelled_in_calendars_too(client: Client, day: Event) -> None:
    with hats.system("test"):
        Event.objects.filter(pk=day.pk).update(state="cancelled")
    found = entries(client, f"{day.path}calendar.ics")
    assert {str(entry["STATUS"]) for entry in found} == {"CANCELLED"}
    assert str(found[0]["SUMMARY"]).startswith("Cancelled: ")


@pytest.mark.parametrize(("hour", "fold"), [(2, 0), (2, 1), (4, 0)])
def test_hours_are_exact_on_the_night_when_clocks_change(
    client: Client, network: Network, hour: int, fold: int
) -> None:
    night = dt.date(2083, 10, 31)
    event = an_event(network.escale, starts_on=night, ends_on=night)
    starts = dt.datetime(2083, 10, 31, hour, 30, tzinfo=ZoneInfo("Europe/Paris"), fold=fold)
    session = a_session(
        event, starts_at=starts, ends_at=starts.astimezone(dt.UTC) + dt.timedelta(hours=1)
    )
    with hats.system("test"):
        moment = Session.objects.get(pk=session.pk).starts_at
    [only] = entries(client, f"{event.path}calendar.ics")
    assert moment is not None
    assert only["DTSTART"].dt.astimezone(dt.UTC) == moment.astimezone(dt.UTC)
    assert only["DURATION"].dt == dt.timedelta(hours=1)


def test_the_same_programme_gives_the_same_file(client: Client, day: Event) -> None:
    first = client.get(f"{day.path}calendar.ics")
    assert client.get(f"{day.path}calendar.ics").content == first.content
    assert (
        client.get(f"{day.path}calendar.ics", headers={"if-none-match": first["ETag"]}).status_code
        == 304
    )


def test_a_change_is_newer_by_its_number(client: Client, day: Event) -> None:
    before = int(entries(client, f"{day.path}calendar.ics")[0]["sequence"])
    with hats.system("test"):
        later = day.changed_at + dt.timedelta(minutes=5)
        Event.objects.filter(pk=day.pk).update(changed_at=later)
    after = int(entries(client, f"{day.path}calendar.ics")[0]["sequence"])
    assert after > before >= 0
