"""When a group is open without booking: written by keepers, read by everyone who sees its page."""

import datetime as dt
import json
import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone, translation

from entrepairs.core import hats
from entrepairs.groups.actions.groups import change_hours
from entrepairs.groups.models import Group, GroupOpening
from entrepairs.groups.tests.making import group_of, many_shown
from entrepairs.ledger.transactions import NotPossible
from entrepairs.people.models import Person
from entrepairs.people.opening_hours import NEVER, Week, state_at
from entrepairs.tests.calendar_client import read_on
from entrepairs.vocabulary.models import Place
from entrepairs.vocabulary.public_holidays import holidays_of

PARIS = ZoneInfo("Europe/Paris")
TUESDAY = dt.datetime(2026, 12, 1, 14, 20, tzinfo=PARIS)
FRIDAY_25 = dt.datetime(2026, 12, 25, 14, 20, tzinfo=PARIS)
AFTERNOON = (dt.time(14), dt.time(18))
TYPED = {f"day_{day}": "14:00-18:00" for day in range(6)} | {
    "on_0": "2026-12-26",
    "hours_0": "",
    "closes_on_holidays": "on",
    "time_zone": "Europe/Paris",
}


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[dt.datetime], None]:
    return lambda moment: monkeypatch.setattr(timezone, "now", lambda: moment)


@pytest.fixture
def opened(amel: Person, david: Person, as_person: Callable[[Person], Client]) -> Group:
    """Amel and David's group, open each afternoon but on Sunday, written by its keeper."""
    group = group_of(amel, david, address="12 rue du Port")
    answer = as_person(amel).post(f"{group.path}hours/", TYPED | {"once": str(uuid4())})
    assert answer.status_code == 302, answer.text
    return group


def test_a_stranger_reads_that_it_is_open_now_and_when_that_was_worked_out(
    opened: Group, client: Client, at: Any
) -> None:
    at(TUESDAY)
    page = " ".join(client.get(opened.path).text.split())
    for told in ("Open now", "Tuesday 1 December, 14:20 · until 18:00", "Put these times in my"):
        assert told in page
    assert "Friday 25 December: closed (public holiday)" in page
    assert "Saturday 26 December: closed </p>" in page
    found = " ".join(client.get("/groups/").text.split())
    assert "Open or closed: as of 14:20" in found
    assert "Open now" in found


def test_closed_it_says_when_it_opens_again_past_a_holiday_and_a_closed_day(
    opened: Group, client: Client, at: Any
) -> None:
    at(FRIDAY_25)
    page = " ".join(client.get(opened.path, HTTP_ACCEPT_LANGUAGE="fr").text.split())
    assert "Fermé" in page
    assert "rouvre lundi 28 décembre, 14 h" in page.replace("\u00a0", " ")


def test_what_search_engines_and_calendars_read_says_the_same(
    opened: Group, client: Client, at: Any
) -> None:
    at(TUESDAY)
    (block,) = re.findall(r'ld\+json">(.*?)</script>', client.get(opened.path).text)
    place = json.loads(block)["location"]
    assert len(place["openingHoursSpecification"]) == 6
    special = {one["validFrom"]: one for one in place["specialOpeningHoursSpecification"]}
    assert {special[f"2026-12-{day}"]["closes"] for day in (25, 26)} == {"00:00"}
    answer = client.get(f"{opened.path}calendar.ics")
    assert answer["Content-Type"].startswith("text/calendar")
    shown = read_on(answer.content, dt.date(2026, 12, 21), dt.date(2026, 12, 29))
    assert [one.DTSTART.astimezone(PARIS).day for one in shown] == [21, 22, 23, 24, 28]


def test_keepers_alone_write_it_and_what_is_wrong_comes_back(
    opened: Group, amel: Person, david: Person, as_person: Callable[[Person], Client]
) -> None:
    path = f"{opened.path}hours/"
    assert as_person(david).get(path).status_code == 404
    with hats.person(david.pk), pytest.raises(NotPossible):
        change_hours(
            group=opened,
            week=NEVER,
            time_zone="Europe/Paris",
            closes_on_holidays=False,
            once=uuid4(),
            by=david,
        )
    wrong = as_person(amel).post(path, TYPED | {"day_2": "18-10", "once": str(uuid4())})
    assert wrong.status_code == 422
    assert "The closing time is before the opening time." in wrong.text
    assert 'value="18-10"' in wrong.text
    with hats.system("test"):
        assert GroupOpening.objects.count() == 7


def test_a_group_open_now_is_told_on_the_front_page_unless_its_page_is_hidden(
    opened: Group, client: Client, at: Any
) -> None:
    at(TUESDAY)
    assert f'href="{opened.path}">{opened.name}' in client.get("/").text
    with hats.system("test"):
        Group.objects.filter(pk=opened.pk).update(audience=2)
    page = client.get("/")
    assert page.status_code == 200
    assert opened.path not in page.text


def test_thirty_groups_cost_no_more_than_one(
    amel: Person, david: Person, client: Client, queries: Callable[[], Any]
) -> None:
    counts = []
    for number in (1, 29):
        many_shown(number, (amel, david))
        with hats.system("test"):
            GroupOpening.objects.bulk_create(
                GroupOpening(group=group, weekday=1, opens="10:00", closes="12:00")
                for group in Group.objects.filter(openings=None)
            )
        with queries() as made:
            assert client.get("/groups/").status_code == 200
        counts.append(len(made))
    assert counts[0] == counts[1] <= 10


@pytest.mark.parametrize(
    ("country", "department", "day"),
    [
        ("FR", "", "2026-05-14"),  # Ascension: 39 days after Easter
        ("FR", "Bas-Rhin", "2026-04-03"),  # Good Friday
        ("MQ", "", "2026-05-22"),
        ("MQ", "", "2026-07-14"),
    ],
)
def test_holidays_are_those_of_the_place(country: str, department: str, day: str) -> None:
    place = Place(country=country, department=department)
    assert dt.date.fromisoformat(day) in holidays_of(place, 2026)
    assert not holidays_of(Place(country="JP"), 2026)
    assert dt.date(2026, 5, 22) not in holidays_of(None, 2026)


def test_what_is_said_of_a_holiday_counts_before_it() -> None:
    day = FRIDAY_25.date()
    week = Week(((AFTERNOON,),) * 7, {day: ((dt.time(14), dt.time(16)),)}, frozenset({day}))
    with translation.override("en"):
        assert state_at(week, FRIDAY_25, PARIS).is_open
    assert not state_at(Week(week.days, {}, week.holidays), FRIDAY_25, PARIS).is_open
