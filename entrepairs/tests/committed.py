"""A database whose rows are really committed, for what no rolled-back transaction shows:
notifications, browsers, dumps."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any

import psycopg
import pytest
from django.db import connections

from entrepairs import testing
from entrepairs.conftest import Network, six_people
from entrepairs.core import live_updates
from entrepairs.core.database_settings import connection_pool
from entrepairs.engine.postgres import SUPERUSER

NUMBERS = count(1)


def as_superuser(database: str = "postgres") -> Any:
    return psycopg.connect(testing.address(SUPERUSER, database), autocommit=True)


def point_at(database: str) -> None:
    """Every connection of this process, of any thread, goes there from now on."""
    for alias in connections:
        link: Any = connections[alias]
        link.close()
        if pool := link.settings_dict["OPTIONS"].get("pool"):
            link.close_pool()
            # A busy machine is no fault of the database.
            usual = connection_pool({})["timeout"]
            pool["timeout"] = usual if database == testing.DATABASE else 20
        link.settings_dict["NAME"] = database


@contextmanager
def own_database(of: str = "") -> Iterator[str]:
    """A clone of that database, else of the template with the six people, dropped at the end."""
    name = f"{testing.DATABASE}_{next(NUMBERS)}"
    testing.prepare(name, of)
    stop_listening()  # an earlier test made it listen to the database that all of them share
    point_at(name)
    try:
        yield name
    finally:
        stop_listening()
        point_at(testing.DATABASE)
        testing.remove(name)


def stop_listening() -> None:
    live_updates.stop_listening()
    live_updates.listeners.clear()


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker: Any) -> Iterator[Network]:
    """In place of `network`: the same six people, and everything a test writes is there for other
    connections too."""
    with django_db_blocker.unblock(), own_database():
        yield six_people()
