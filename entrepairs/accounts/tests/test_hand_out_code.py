"""A coordinator hands out a code to one person."""

import re
from typing import Any

from django.test import Client

from entrepairs.accounts.models import EntryCode
from entrepairs.accounts.tests.ways_in import give_words, send
from entrepairs.core import hats
from entrepairs.people.models import Person

SEED = "a-seed-that-is-long-enough-0002"


def url(network: Any, person: Person) -> str:
    return f"/organisations/{network.escale.key}/people/{person.key}/code/"


def code_in(page: Any) -> str:
    found = re.search(r"figure flush\">([0-9A-Z-]{14})<", page.text)
    assert found
    return found[1]


def test_the_code_is_shown_once_with_its_square_and_opens(
    as_person: Any, claire: Person, nadia: Person, network: Any, client: Client
) -> None:
    browser = as_person(claire)
    assert "A code on paper for Nadia" in browser.get(url(network, nadia)).text
    page = send(browser, url(network, nadia), seed=SEED)
    assert page.status_code == 200
    assert "<svg" in page.text
    assert "Are you Nadia?" in send(client, "/enter/code/", code=code_in(page)).text


def test_a_double_press_makes_one_code(
    as_person: Any, claire: Person, nadia: Person, network: Any
) -> None:
    browser, once = as_person(claire), "5f0c2a34-0000-4000-8000-000000000051"
    pages = [send(browser, url(network, nadia), once=once, seed=SEED) for _ in range(2)]
    assert code_in(pages[0]) == code_in(pages[1])
    with hats.gate():
        assert EntryCode.objects.filter(person=nadia.pk).count() == 1


def test_the_coordinator_is_told_that_it_will_wait(
    as_person: Any, claire: Person, amel: Person, network: Any, client: Client
) -> None:
    give_words(amel)
    browser = as_person(claire)
    assert "works after 3 days" in browser.get(url(network, amel)).text
    page = send(browser, url(network, amel), seed=SEED)
    assert send(client, "/enter/code/", code=code_in(page)).status_code == 422


def test_for_anybody_else_there_is_no_such_page(
    as_person: Any,
    amel: Person,
    eve: Person,
    bruno: Person,
    nadia: Person,
    network: Any,
    client: Client,
) -> None:
    for somebody in (amel, eve, bruno):
        assert as_person(somebody).get(url(network, nadia)).status_code == 404
        assert send(as_person(somebody), url(network, nadia), seed=SEED).status_code == 404
    assert client.get(url(network, nadia)).status_code == 302
    with hats.gate():
        assert not EntryCode.objects.exists()


def test_nor_for_somebody_who_is_not_in_the_association(
    as_person: Any, claire: Person, eve: Person, network: Any
) -> None:
    assert as_person(claire).get(url(network, eve)).status_code == 404


def test_the_pages_of_the_association_and_one_s_own_lead_here(
    as_person: Any, claire: Person, nadia: Person, network: Any
) -> None:
    browser = as_person(claire)
    assert (
        url(network, nadia)
        in browser.get(f"/organisations/{network.escale.key}/people/{nadia.key}/").text
    )
    assert "/account/" in browser.get("/me/").text
