"""The last coordinator of an organisation with people goes knowingly, or not at all."""

from typing import Any
from uuid import uuid4

import pytest
from django.db.models.functions import Now
from django.test import Client

from entrepairs.core import hats
from entrepairs.ledger.models import Deed
from entrepairs.people.models import Affiliation, Person
from entrepairs.people.tests.telling import in_escale, post

WARNED = {
    "en": "Without you, nobody there can add people, create codes or",
    "fr": "Sans vous, personne n’y pourra ajouter des personnes, créer des codes",
}


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("page", ["stop/", "leave/"])
def test_the_last_coordinator_is_told_what_it_means_and_whom_to_ask(
    claires: Client, network: Any, language: str, page: str
) -> None:
    path = f"/organisations/{network.escale.key}/"
    shown = claires.get(path + page, headers={"Accept-Language": language}).text
    assert WARNED[language] in shown
    assert f'href="{path}people/"' in shown


@pytest.mark.parametrize("page", ["stop/", "leave/"])
def test_the_last_coordinator_goes_knowingly_only(
    claires: Client, network: Any, claire: Person, page: str
) -> None:
    path = f"/organisations/{network.escale.key}/"
    answer = post(claires, path + page)
    assert answer["Location"] == path + page  # which tells what it means
    assert in_escale(network, claire).coordinator
    assert in_escale(network, claire).until is None
    with hats.person(claire.pk):
        assert not Deed.objects.exists()
    post(claires, path + page, last_and_knows="True")
    assert claires.get(f"{path}people/").status_code == 404
    gone = in_escale(network, claire)
    assert (not gone.coordinator) if page == "stop/" else (gone.until is not None)


def test_one_press_asks_before_it_stops(claires: Client, network: Any, claire: Person) -> None:
    path = f"/organisations/{network.escale.key}/"
    answer = post(claires, f"{path}coordination/", answer="stop")
    assert answer["Location"] == f"{path}stop/"
    assert in_escale(network, claire).coordinator


@pytest.mark.parametrize("page", ["stop/", "leave/"])
def test_one_of_two_coordinators_goes_and_the_one_who_stays_is_then_the_last(
    claires: Client, as_person: Any, network: Any, amel: Person, claire: Person, page: str
) -> None:
    path = f"/organisations/{network.escale.key}/"
    with hats.system("test"):
        Affiliation.objects.filter(pk=in_escale(network, amel).pk).update(
            coordinator=True, asked_to_coordinate_at=Now()
        )
    for browser in (claires, as_person(amel)):
        shown = browser.get(path + page).text
        assert "<h1>Stop" in shown or "<h1>Leave" in shown
        assert WARNED["en"] not in shown
    post(as_person(amel), path + page)  # both pages were open
    assert claires.get(f"{path}people/").status_code == 200
    assert post(claires, path + page)["Location"] == path + page
    assert WARNED["en"] in claires.get(path + page).text
    assert in_escale(network, claire).until is None


def test_a_coordinator_who_is_alone_in_it_just_goes(
    claires: Client, network: Any, claire: Person
) -> None:
    with hats.system("test"):
        others = Affiliation.objects.filter(organisation=network.escale).exclude(person=claire)
        others.update(until=Now())
    path = f"/organisations/{network.escale.key}/leave/"
    assert "Leave GEM L’Escale?" in claires.get(path).text
    post(claires, path)
    assert in_escale(network, claire).until is not None


def test_two_presses_of_the_same_button_stop_once(
    claires: Client, network: Any, claire: Person
) -> None:
    path, once = f"/organisations/{network.escale.key}/stop/", str(uuid4())
    for _ in range(2):
        answer = claires.post(path, {"once": once, "last_and_knows": "True"})
        assert answer["Location"] == f"/organisations/{network.escale.key}/"
    assert claires.get(path)["Location"] == f"/organisations/{network.escale.key}/"
    with hats.person(claire.pk):
        assert Deed.objects.get().verb == "stop_coordinating"
