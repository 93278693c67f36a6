"""This room alone: what the rooms above add to its pages is tested there."""

from collections.abc import Callable

import pytest
from django.test import Client

from entrepairs.core import hats
from entrepairs.people import hooks
from entrepairs.people.models import Person


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (
        "person_actions",
        "me_actions",
        "affiliate_actions",
        "organisation_events",
        "on_block",
    ):
        monkeypatch.setattr(hooks, name, [])


@pytest.fixture
def claires(as_person: Callable[[Person], Client], claire: Person) -> Client:
    return as_person(claire)


@pytest.fixture
def amel_begins(as_person: Callable[[Person], Client], amel: Person) -> Client:
    with hats.system("test"):
        Person.objects.filter(pk=amel.pk).update(welcome_step=0, welcomed_at=None)
    return as_person(amel)
