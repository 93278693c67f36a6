"""A database without the six people of the tests, and a whole sample network in it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import transaction

from entrepairs import simulation
from entrepairs.core import hats
from entrepairs.items.models import Item
from entrepairs.library.models import Resource, Series
from entrepairs.mandates.models import Body
from entrepairs.people.models import Circle, Organisation, Person, SearchTerm
from entrepairs.sittings.models import Came, NextStep, Note

UNTIL = datetime(2026, 11, 22, 7, tzinfo=UTC)


def remove_everybody() -> None:
    with hats.system("test"):
        # What stands on a body first: it keeps the body from going.
        kept = (Item, Note, Came, NextStep)
        for model in (*kept, Body, Circle, Person, Organisation, Resource, Series):
            model.objects.all().delete()
        # Of somebody who goes, what others are found by is written again until their row is gone.
        SearchTerm.objects.all().delete()


def empty_database(patch: pytest.MonkeyPatch) -> None:
    """The planner's figures are the owner's affair."""
    patch.setattr(simulation, "_update_statistics", lambda: None)
    remove_everybody()


@pytest.fixture(scope="module")
def sample(django_db_setup: None, django_db_blocker: Any) -> Iterator[simulation.Built]:
    """The network of `make run`, built once for a file and rolled back after it."""
    with (
        pytest.MonkeyPatch.context() as patch,
        django_db_blocker.unblock(),
        transaction.atomic(),
    ):
        empty_database(patch)
        yield simulation.build(seed=1, until=UNTIL)
        transaction.set_rollback(True)
