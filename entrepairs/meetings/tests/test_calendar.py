"""Meetings as iCalendar: what a calendar reads, on the night when clocks change too."""

import datetime as dt
import io
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from dateutil import tz as dateutil_tz
from django.utils import timezone, translation
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from entrepairs.calendar.icalendar_files import write_calendar
from entrepairs.core import hats
from entrepairs.core.ical_timezones import time_zone
from entrepairs.meetings import calendars, queries
from entrepairs.meetings.models import Meeting
from entrepairs.meetings.shown_meetings import show_meeting
from entrepairs.meetings.tests.making import DAY, YESTERDAY, a_held_meeting, a_line, a_meeting
from entrepairs.people.models import Circle, Person

UTC = dt.UTC


def absolute(path: str) -> str:
    return f"https://entrepairs.example{path}"


def read(meeting: Meeting, by: Person) -> Any:
    """The event as an icalendar client reads it."""
    with hats.person(by.pk):
        shown = show_meeting(queries.select_meetings().get(pk=meeting.pk))
        entry = calendars.write_event(shown, absolute)
        ical = write_calendar([entry], name="Entrepairs", refresh=dt.timedelta(hours=1))
    return Calendar.from_ical(ical)


def event(meeting: Meeting, by: Person) -> Any:
    [found] = read(meeting, by).walk("VEVENT")
    return found


def test_an_agreed_meeting_is_confirmed_with_its_place_and_its_alarms(
    pair: Circle, amel: Person, bruno: Person
) -> None:
    meeting = a_meeting(
        pair, bruno, 3 * DAY, agreed_by=amel, title="Balade; à deux, au canal", minutes=90
    )
    found = event(meeting, amel)
    assert found["SUMMARY"] == "Balade; à deux, au canal, with Bruno"
    assert found["LOCATION"] == "Écluse Saint-Martin"
    assert found["STATUS"] == "CONFIRMED"
    assert found["CLASS"] == "PRIVATE"
    assert found["DURATION"].dt == dt.timedelta(minutes=90)
    assert found["DTSTART"].dt.astimezone(UTC) == meeting.starts_at.replace(microsecond=0)
    assert found["URL"] == f"https://entrepairs.example{meeting.path}"
    assert [alarm["TRIGGER"].dt for alarm in found.walk("VALARM")] == [
        dt.timedelta(days=-1),
        dt.timedelta(hours=-2),
    ]


def test_a_proposal_is_tentative_and_reminds_nobody(
    pair: Circle, amel: Person, bruno: Person
) -> None:
    found = event(a_meeting(pair, bruno), amel)
    assert (found["STATUS"], found["TRANSP"]) == ("TENTATIVE", "TRANSPARENT")
    assert found["SUMMARY"] == "Meeting with Bruno (to be confirmed)"
    assert found.walk("VALARM") == []


@pytest.mark.parametrize(
    "how", [{"cancelled_by": True, "cancelled_at": timezone.now()}, {"held": False}]
)
def test_what_does_not_take_place_is_cancelled(
    pair: Circle, amel: Person, bruno: Person, how: dict[str, Any]
) -> None:
    columns = {name: amel if value is True else value for name, value in how.items()}
    assert (
        event(a_meeting(pair, amel, YESTERDAY, agreed_by=bruno, **columns), bruno)["STATUS"]
        == "CANCELLED"
    )


def test_it_stays_the_same_event_when_it_moves(pair: Circle, amel: Person, bruno: Person) -> None:
    from entrepairs.meetings.actions import planning

    meeting = a_meeting(pair, bruno, agreed_by=amel)
    before = event(meeting, amel)
    with hats.person(amel.pk):
        planning.propose_other_time(
            meeting=meeting,
            title="",
            starts_at=timezone.now() + 5 * DAY,
            minutes=60,
            time_zone="Europe/Paris",
            means="phone",
            where="",
            once=None,
            by=amel,
        )
    after = event(meeting, amel)
    assert before["UID"] == after["UID"]
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 1)
    assert after["LAST-MODIFIED"].dt > before["LAST-MODIFIED"].dt
    assert after["DTSTAMP"].dt == after["LAST-MODIFIED"].dt


def test_the_other_is_there_by_the_first_word_of_their_name(
    pair: Circle, amel: Person, bruno: Person
) -> None:
    with hats.system("test"):
        Person.objects.filter(pk=bruno.pk).update(name="Bruno Le Goff")
    ical = read(a_meeting(pair, bruno, agreed_by=amel), amel).to_ical().decode()
    assert "Bruno" in ical
    assert "Goff" not in ical


def test_a_group_is_not_named_in_it(group: Circle, amel: Person, claire: Person) -> None:
    meeting = a_meeting(group, claire, agreed_by=amel)
    assert event(meeting, amel)["SUMMARY"] == "Group meeting"
    assert group.name not in read(meeting, amel).to_ical().decode()


def test_nothing_that_was_noted_is_in_it(pair: Circle, amel: Person, bruno: Person) -> None:
    meeting = a_held_meeting(pair, amel, bruno)
    a_line(meeting, amel, bruno, amel, confirmed_by=bruno)
    assert "istening" not in read(meeting, amel).to_ical().decode()


def test_it_speaks_the_language_of_the_person_who_reads(
    pair: Circle, amel: Person, bruno: Person
) -> None:
    with translation.override("fr"):
        found = event(a_meeting(pair, bruno), amel)
    assert found["SUMMARY"] == "Rencontre avec Bruno (à confirmer)"


def test_a_calendar_is_asked_for_again_every_hour(
    pair: Circle, amel: Person, bruno: Person
) -> None:
    found = read(a_meeting(pair, bruno), amel)
    assert found["REFRESH-INTERVAL"].dt == dt.timedelta(hours=1)
    assert found["VERSION"] == "2.0"


def test_the_same_meetings_give_the_same_bytes(pair: Circle, amel: Person, bruno: Person) -> None:
    meeting = a_meeting(pair, bruno, agreed_by=amel)
    assert read(meeting, amel).to_ical() == read(meeting, amel).to_ical()


# Time zones


def at(pair: Circle, by: Person, starts_at: dt.datetime, zone: str, minutes: int = 60) -> Meeting:
    return a_meeting(pair, by, starts_at - timezone.now(), time_zone=zone, minutes=minutes)


@pytest.mark.parametrize(
    "zone", ["Europe/Paris", "America/Cayenne", "Indian/Reunion", "Pacific/Noumea"]
)
def test_a_meeting_is_told_in_its_own_zone_and_the_zone_is_described(
    pair: Circle, amel: Person, zone: str
) -> None:
    starts_at = dt.datetime(2026, 12, 2, 14, tzinfo=ZoneInfo(zone))
    meeting = at(pair, amel, starts_at, zone)
    with hats.system("test"):
        Meeting.objects.filter(pk=meeting.pk).update(starts_at=starts_at)
    found = read(meeting, amel)
    [described] = found.walk("VTIMEZONE")
    [one] = found.walk("VEVENT")
    assert described["TZID"] == one["DTSTART"].params["TZID"] == zone
    assert one["DTSTART"].to_ical() == b"20261202T140000"


def test_a_walk_through_the_night_when_clocks_go_back_keeps_its_length(
    pair: Circle, amel: Person
) -> None:
    starts_at = dt.datetime(2026, 10, 25, 1, 30, tzinfo=ZoneInfo("Europe/Paris"))
    meeting = at(pair, amel, starts_at, "Europe/Paris", minutes=120)
    with hats.system("test"):
        Meeting.objects.filter(pk=meeting.pk).update(starts_at=starts_at)
    found = event(meeting, amel)
    assert found["DURATION"].dt == dt.timedelta(hours=2)
    assert "DTEND" not in found


def test_the_second_of_two_same_hours_is_told_in_utc(pair: Circle, amel: Person) -> None:
    second = dt.datetime(2026, 10, 25, 1, 30, tzinfo=UTC)  # 2:30 in Paris, for the second time
    meeting = at(pair, amel, second, "Europe/Paris")
    with hats.system("test"):
        Meeting.objects.filter(pk=meeting.pk).update(starts_at=second)
    found = read(meeting, amel)
    assert found.walk("VEVENT")[0]["DTSTART"].to_ical() == b"20261025T013000Z"
    assert found.walk("VTIMEZONE") == []


ZONES = [
    "Europe/Paris",
    "America/New_York",
    "Australia/Lord_Howe",
    "America/Cayenne",
    "Africa/Casablanca",
    "Asia/Gaza",
]


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(ZONES), st.integers(0, 3 * 365 * 24 * 60 - 1))
def test_a_described_zone_tells_the_same_time_as_the_place(zone: str, minute: int) -> None:
    """Read by dateutil, which knows nothing of the zone but what we describe."""
    moment = dt.datetime(2025, 1, 1, tzinfo=UTC) + dt.timedelta(minutes=minute)
    here = moment.astimezone(ZoneInfo(zone))
    text = f"BEGIN:VCALENDAR\r\n{time_zone(zone, 2025, 2027).to_ical().decode()}END:VCALENDAR\r\n"
    described = dateutil_tz.tzical(io.StringIO(text)).get(zone)
    twice = here.replace(fold=1).utcoffset() != here.replace(fold=0).utcoffset()
    if not twice:
        assert here.replace(tzinfo=described).utcoffset() == here.utcoffset(), here
