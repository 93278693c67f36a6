"""What functions with the rights of the owner tell to people who call them with what they like."""

from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from django.db import Error, connection, transaction

from entrepairs.core import hats
from entrepairs.tests.access.personas import FOLDER, PERSONAS, Undo
from entrepairs.tests.access.rows import Rows

PROBES: dict[str, dict[str, str]] = yaml.safe_load((FOLDER / "definers.yaml").read_text())
CALLABLE = """
select p.proname, p.oid::regprocedure::text, p.pronargs from pg_proc p
where p.prosecdef and p.pronamespace in ('app'::regnamespace, 'public'::regnamespace)
  and p.proname not like 'procrastinate%'
  and (has_function_privilege('entrepairs_person', p.oid, 'execute')
    or has_function_privilege('entrepairs_gate', p.oid, 'execute'))
"""


@pytest.fixture
def functions(db: None) -> list[tuple[str, str, int]]:
    """Name, signature and number of arguments of each that people may call."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(CALLABLE)
        return list(cursor.fetchall())


def answer(rows: Rows, persona: str, call: str, fact: str = "") -> Any:
    """What this persona is answered; a refusal is an answer. Undone afterwards."""
    name = PERSONAS[persona]
    said: Any = None
    try:
        with hats.kept(), connection.cursor() as cursor:
            if fact:
                hats.put_on(hats.Hat("system"))
                cursor.execute(fact.format(**rows))
            hats.put_on(hats.Hat("person", rows[name].pk if name else None))
            cursor.execute(f"select {call.format(**rows)}")
            said = cursor.fetchall()
            raise Undo
    except Undo:
        return said
    except Error as refusal:
        return getattr(refusal.__cause__, "sqlstate", None)


@pytest.mark.parametrize("function", PROBES)
def test_it_tells_those_whom_the_tables_tell_and_nobody_else(rows: Rows, function: str) -> None:
    probe = PROBES[function]
    fact = probe.get("fact", "")
    told = {
        persona
        for persona in PERSONAS
        if answer(rows, persona, probe["is"], fact) != answer(rows, persona, probe["not"], fact)
    }
    assert "".join(sorted(told)) == "".join(sorted(probe["told"]))


def test_each_that_people_may_call_with_something_has_its_probe(
    functions: list[tuple[str, str, int]],
) -> None:
    asked = {name for name, _signature, arguments in functions if arguments}
    assert len(asked) > 30
    assert asked == set(PROBES)


def empty(value: Any) -> bool:
    return value in ([], [(None,)], [([],)], [(False,)], [(0,)], [("",)])


def test_to_a_stranger_those_without_an_argument_tell_nothing(
    rows: Rows, functions: list[tuple[str, str, int]]
) -> None:
    found = {
        name: answer(rows, "S", f"{signature}")
        for name, signature, arguments in functions
        if not arguments
    }
    assert len(found) > 15
    assert {name: said for name, said in found.items() if not empty(said)} == {}


def calls_of(probe: dict[str, str]) -> Iterator[str]:
    yield from (probe["is"], probe["not"])


def test_a_call_that_is_misspelt_would_be_noticed(rows: Rows) -> None:
    """No probe passes because both its calls fail alike: a fault of the statement is no answer."""
    faults = {"42601", "42703", "42883", "42804", "22P02", "42P18"}
    found = {
        (name, call): answer(rows, "A", call, probe.get("fact", ""))
        for name, probe in PROBES.items()
        for call in calls_of(probe)
    }
    assert {key for key, said in found.items() if isinstance(said, str) and said in faults} == set()
