"""The six people of the sample network."""

from collections.abc import Iterator
from importlib import import_module, reload
from typing import Any

import pytest
from django.test import Client
from django.urls import clear_url_caches

from entrepairs.accounts.tests.ways_in import send, who
from entrepairs.people.models import Person


def reload_addresses() -> None:
    for name in ("entrepairs.accounts.urls", "entrepairs.urls"):
        reload(import_module(name))
    clear_url_caches()


@pytest.fixture
def demo(settings: Any) -> Iterator[None]:
    settings.DEMO = True
    reload_addresses()
    yield
    settings.DEMO = False
    reload_addresses()


def test_it_does_not_exist_for_real(client: Client, db: None) -> None:
    assert client.get("/demo/").status_code == 404
    assert send(client, "/demo/", who="amel").status_code == 404


def test_it_lists_the_six_and_one_press_is_one_of_them(
    client: Client, demo: None, amel: Person, eve: Person
) -> None:
    page = client.get("/demo/")
    assert page.status_code == 200
    assert [
        page.text.count(f"Sign in as {name}")
        for name in ("Amel", "Bruno", "Claire", "David", "Eve", "Farid")
    ] == [1] * 6
    assert "session" not in client.cookies
    assert send(client, "/demo/", who="eve")["Location"] == "/"
    assert who(client) == eve.pk
    assert send(client, "/demo/", who="amel", next="/me/")["Location"] == "/me/"
    assert who(client) == amel.pk


def test_nobody_else_is_pressed_in(client: Client, demo: None, nadia: Person) -> None:
    assert send(client, "/demo/", who="nadia").status_code == 200
    assert who(client) is None


def test_the_door_leads_there(client: Client, demo: None, db: None) -> None:
    assert 'href="/demo/"' in client.get("/enter/").text
