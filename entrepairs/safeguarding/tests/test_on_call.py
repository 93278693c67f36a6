"""Hours on call: asked, accepted with a number, read by the people of the organisation; that a call
came is noted without anything of it."""

import datetime as dt
from typing import Any
from uuid import uuid4

import pytest
from django.db.models.functions import Now
from django.utils import timezone

from entrepairs.core import hats
from entrepairs.people.models import Affiliation, Block, Person
from entrepairs.rights import retention
from entrepairs.rights.actions.departures import leave_network
from entrepairs.safeguarding.models import CallHours, TakenCall
from entrepairs.safeguarding.on_call_queries import MOST, is_now, listed_hours
from entrepairs.tests.posting import As, english

NUMBER = "06 39 98 01 23"


def hours_of(person: Person, organisation: Any, **more: Any) -> CallHours:
    told = {"weekday": 1, "begins": dt.time(18), "ends": dt.time(20), "number": NUMBER} | more
    with hats.system("test"):
        return CallHours.objects.create(
            person=person, organisation=organisation, accepted_at=timezone.now(), **told
        )


def sent(**told: Any) -> dict[str, Any]:
    return {"once": str(uuid4()), **told}


def test_a_coordinator_asks_and_the_person_accepts_with_their_number(
    claire: Person, bruno: Person, amel: Person, eve: Person, network: Any, as_person: As
) -> None:
    page, path = english(as_person(claire)), f"/organisations/{network.escale.key}/on-call/"
    assert "Reports and people on call" in page.get("/organisations/mine/", follow=True).text
    assert "Nobody yet" in page.get(path).text
    asked = sent(person=bruno.pk, weekday=1, begins="20:00", ends="18:00")
    assert page.post(path, asked).status_code == 422
    assert page.post(path, asked | {"ends": "22:00"}).status_code == 302
    assert "asked already" in page.post(path, sent(**asked | sent(ends="22:00"))).text
    other = english(as_person(amel))
    assert "Nobody is on call" in other.get("/on-call/").text
    mine = english(as_person(bruno))
    assert "You are asked to be on call" in mine.get("/today/").text
    with hats.system("test"):
        key = CallHours.objects.get().key
    assert "not a telephone" in mine.post(f"/on-call/{key}/accept/", sent(number="x")).text
    mine.post(f"/on-call/{key}/accept/", sent(number=NUMBER))
    assert "You are asked to be on call" not in mine.get("/today/").text
    assert NUMBER in other.get("/on-call/").text
    stranger = english(as_person(eve)).get("/on-call/")  # of another organisation
    assert "Nobody is on call" in stranger.text
    assert english(as_person(eve)).get(path).status_code == 404


def test_the_number_goes_when_the_hours_end_and_nobody_across_a_block_reads_it(
    claire: Person, bruno: Person, amel: Person, network: Any, as_person: As
) -> None:
    hours = hours_of(bruno, network.escale)
    client = english(as_person(amel))
    assert NUMBER in client.get("/on-call/").text
    with hats.system("test"):
        block = Block.objects.create(person=bruno, blocked=amel)
    assert "Nobody is on call" in client.get("/on-call/").text
    with hats.system("test"):
        block.delete()
    page = english(as_person(claire))
    assert "End these hours on call?" in page.get(f"/on-call/{hours.key}/end/").text
    assert NUMBER in client.get("/on-call/").text
    page.post(f"/on-call/{hours.key}/end/", sent())
    assert "Nobody is on call" in client.get("/on-call/").text
    with hats.system("test"):
        assert CallHours.objects.get().number == ""


def test_a_coordinator_across_a_block_reads_no_number_nor_anybody_once_one_left(
    claire: Person, bruno: Person, amel: Person, network: Any, as_person: As
) -> None:
    hours_of(bruno, network.escale)
    pages = ("/on-call/", f"/organisations/{network.escale.key}/on-call/")
    client = english(as_person(claire))
    assert NUMBER in client.get(pages[0]).text
    with hats.system("test"):
        block = Block.objects.create(person=bruno, blocked=claire)
    for page in pages:
        assert "People on call" in (told := client.get(page).text) or "On call in my" in told
        assert "18:00" not in told
        assert NUMBER not in told
    with hats.system("test"):
        block.delete()
        Affiliation.objects.filter(person=bruno, organisation=network.escale).update(until=Now())
        left = CallHours.objects.get()
    assert left.ended_at
    assert left.number == ""


@pytest.mark.parametrize("hides", [{"audience": 2}, {"paused_at": timezone.now()}])
def test_who_nobody_would_see_is_told_before_they_accept(
    bruno: Person, network: Any, as_person: As, hides: dict[str, Any]
) -> None:
    hours = hours_of(bruno, network.escale)
    with hats.system("test"):
        CallHours.objects.update(accepted_at=None, number="")
        Person.objects.filter(pk=bruno.pk).update(**hides)
    client = english(as_person(bruno))
    told = client.post(f"/on-call/{hours.key}/accept/", sent(number=NUMBER)).text
    assert "do not see your name" in told or "pause" in told
    assert "Nobody can call you now" in client.get("/on-call/").text
    with hats.system("test"):
        assert CallHours.objects.get().accepted_at is None


def test_a_list_that_is_too_long_begins_with_today(
    bruno: Person, amel: Person, network: Any
) -> None:
    for number in range(70):
        hours_of(bruno, network.escale, weekday=number % 7, begins=dt.time(number // 7))
    today = timezone.localdate().weekday()
    with hats.person(amel.pk):
        listed = listed_hours()
    assert len(listed) == MOST
    assert sum(one.weekday == today for one in listed) == 10
    assert listed == sorted(listed, key=lambda one: (one.weekday, one.begins))


def test_a_call_is_noted_by_who_was_called_with_nothing_of_it_for_three_months(
    claire: Person, bruno: Person, amel: Person, network: Any, as_person: As
) -> None:
    hours = hours_of(bruno, network.escale)
    mine = english(as_person(bruno))
    for _ in range(2):
        mine.post(f"/on-call/{hours.key}/called/", sent())
    assert "Calls recorded" in mine.get("/on-call/").text
    columns = {field.name for field in TakenCall._meta.get_fields()}
    assert columns == {"id", "hours", "at"}
    with hats.system("test"):
        first = TakenCall.objects.order_by("pk").first()
    assert first is not None
    path = f"/organisations/{network.escale.key}/on-call/"
    assert "2 calls recorded" in english(as_person(claire)).get(path).text
    assert as_person(amel).post(f"/on-call/{hours.key}/called/", sent()).status_code == 404
    assert as_person(claire).post(f"/on-call/calls/{first.pk}/remove/", sent()).status_code == 404
    mine.post(f"/on-call/calls/{first.pk}/remove/", sent())
    assert "1 call recorded" in english(as_person(claire)).get(path).text
    retention.forget_old(timezone.now() + dt.timedelta(days=80))
    with hats.system("test"):
        assert TakenCall.objects.count() == 1
    retention.forget_old(timezone.now() + dt.timedelta(days=95))
    with hats.system("test"):
        assert not TakenCall.objects.exists()


def test_who_leaves_is_on_call_no_more(bruno: Person, network: Any) -> None:
    hours_of(bruno, network.escale)
    with hats.person(bruno.pk):
        leave_network(once=uuid4(), by=bruno)
    with hats.system("test"):
        assert CallHours.objects.get().ended_at is not None


@pytest.mark.parametrize(
    ("at", "now"),
    [("17:59", False), ("18:00", True), ("19:59", True), ("20:00", False)],
)
def test_now_is_by_the_clock_of_the_organisation(
    bruno: Person, network: Any, at: str, now: bool
) -> None:
    network.escale.time_zone = "Indian/Reunion"
    hours = hours_of(bruno, network.escale)  # Tuesday
    moment = dt.datetime.fromisoformat(f"2026-12-01T{at}:00+04:00")
    assert is_now(hours, moment) is now
    assert not is_now(hours, moment + dt.timedelta(days=1))


@pytest.mark.parametrize("rows", [1, 30])
def test_the_pages_ask_as_much_of_one_as_of_thirty(
    bruno: Person, claire: Person, network: Any, as_person: As, queries: Any, rows: int
) -> None:
    for number in range(rows):
        hours_of(bruno, network.escale, begins=dt.time(number % 18, number // 18))
    for client, path in (
        (as_person(bruno), "/on-call/"),
        (as_person(claire), f"/organisations/{network.escale.key}/on-call/"),
    ):
        client.get(path)
        with queries() as found:
            assert client.get(path).status_code == 200
        assert len(found) <= 10
