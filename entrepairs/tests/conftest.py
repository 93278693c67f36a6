"""Fixtures of the tests that walk who may do what."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from entrepairs.conftest import six_people
from entrepairs.core import hats
from entrepairs.tests.access.rows import Rows, make_rows


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: Any) -> Iterator[Rows]:
    """Every row, made once for the whole walk, in a transaction that is rolled back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        network = six_people()
        with hats.system("test"):
            rows = make_rows(network)
        yield rows
        transaction.set_rollback(True)


@pytest.fixture
def rows(made: Rows, db: None) -> Rows:
    """The same for each step: what it writes is rolled back before the next."""
    return made
