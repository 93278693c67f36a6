"""A lost phone is turned off from any other way in: signed out, told nothing, no text to its
number."""

from typing import Any
from uuid import uuid4

from django.test import Client

from entrepairs.accounts.sessions import MARK
from entrepairs.core import hats
from entrepairs.notices.models import Device, PhoneNumber
from entrepairs.notices.tests.reached import give_device, give_number
from entrepairs.people.models import Person

LOST = "/notices/lost/"


def marked(client: Client, mark: str) -> Client:
    with hats.gate():
        session = client.session
        session[MARK] = mark
        session.save()
    return client


def choices(page: str) -> list[str]:
    return [part.split('"')[0] for part in page.split('name="devices" value="')[1:]]


def turn_off(client: Client, **ticked: Any) -> Any:
    return client.post(LOST, {**ticked, "once": str(uuid4())}, follow=True)


def test_a_lost_phone_is_signed_out_and_told_nothing_any_more(amel: Person, as_person: Any) -> None:
    phone, here = marked(as_person(amel), "phone"), as_person(amel)
    give_device(amel, mark="phone")
    give_number(amel)
    found = choices(here.get(LOST).text)
    assert len(found) == 1  # the phone, once, and not this device
    page = turn_off(here, devices=found, number="on").text
    assert "What you chose is turned off." in page
    assert phone.get("/today/")["Location"].startswith("/enter/")
    assert here.get("/today/").status_code == 200
    with hats.system("test"):
        assert not Device.objects.exists()
        assert not PhoneNumber.objects.exists()


def test_a_device_that_is_signed_out_already_is_turned_off_too(
    amel: Person, as_person: Any
) -> None:
    here = marked(as_person(amel), "here")
    give_device(amel, mark="here")
    give_device(amel, mark="expired")
    found = choices(here.get(LOST).text)
    assert [one.partition(":")[0] for one in found] == ["device"]
    turn_off(here, devices=found)
    with hats.system("test"):
        assert list(Device.objects.values_list("mark", flat=True)) == ["here"]


def test_nobody_turns_off_what_is_another_s(amel: Person, bruno: Person, as_person: Any) -> None:
    his, here = as_person(bruno), as_person(amel)
    as_person(amel)
    give_device(bruno, mark="x")
    stolen = choices(as_person(bruno).get(LOST).text)
    assert len(stolen) == 2
    assert turn_off(here, devices=stolen).status_code == 422
    assert his.get("/today/").status_code == 200
    with hats.system("test"):
        assert Device.objects.filter(person=bruno).exists()


def test_nothing_ticked_is_said_and_with_nothing_to_turn_off_the_page_says_so(
    amel: Person, as_person: Any
) -> None:
    here = as_person(amel)
    assert "No other device" in here.get(LOST).text
    as_person(amel)
    answer = turn_off(here)
    assert answer.status_code == 422
    assert "Choose what to turn off." in answer.text


def test_the_page_of_ways_in_leads_to_it(amel: Person, as_person: Any) -> None:
    devices = as_person(amel).get("/account/").text.split("Devices where I am signed in")[1]
    assert f'href="{LOST}"' in devices.split("</section>")[0]
