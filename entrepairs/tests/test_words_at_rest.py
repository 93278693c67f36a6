"""A dump of the database, as a thief would take it, shows none of the words that people wrote to
each other."""

import subprocess
from typing import Any

import pytest
from django.db import connection

from entrepairs import testing
from entrepairs.core import hats, key_rotation
from entrepairs.engine.postgres import SUPERUSER
from entrepairs.engine.postgres_programs import wheel_programs
from entrepairs.learning.models import Step
from entrepairs.registrations.models import Registration
from entrepairs.tests.access.rows import make_rows
from entrepairs.tests.committed import committed

__all__ = ["committed"]
WORDS = "Saperlipopette, la mirlitontaine est rue Tourneboulette"


def dump() -> str:
    address = testing.address(SUPERUSER, connection.settings_dict["NAME"])
    command = [str(wheel_programs() / "pg_dump"), "--dbname", address]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


@pytest.fixture
def written(committed: Any) -> list[str]:
    """The same words in every column made for words, in every room."""
    with hats.system("test"):
        make_rows(committed)
        tables = []
        # What people need is kept of those who come and agreed.
        Registration.objects.exclude(state="place", needs_agreed_at__isnull=False).delete()
        Step.objects.filter(side="learned").delete()  # to whom, is told of what was taught
        for model, field in key_rotation.columns():
            rows = model._default_manager.all()
            assert rows.update(**{field.name: WORDS}), f"no row of {model.__name__} to write in"
            tables.append(model._meta.db_table)
    return tables


def test_a_dump_without_the_key_shows_none_of_the_words(written: list[str]) -> None:
    taken = dump()
    for table in written:
        assert f"COPY public.{table} " in taken
    assert "GEM L’Escale" in taken  # the dump can be read: the rest is there
    assert WORDS not in taken
    for word in ("saperlipopette", "mirlitontaine", "tourneboulette"):
        assert word not in taken.lower()


def test_with_the_key_the_words_are_there(written: list[str]) -> None:
    with hats.system("test"):
        for model, field in key_rotation.columns():
            assert set(model._default_manager.values_list(field.name, flat=True)) == {WORDS}
