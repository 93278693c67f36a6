"""Every action in every state of circle, membership, person and thing.

What must come is in states/table.yaml. yes: it is done; no: it is refused in words; 404: what it
is about is not there for this person.
"""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import yaml
from django.core.exceptions import ValidationError
from django.db import models, transaction

import entrepairs
from entrepairs.accounts.models import Account
from entrepairs.conftest import six_people
from entrepairs.core import hats
from entrepairs.ledger.transactions import NotPossible
from entrepairs.people.models import Person
from entrepairs.tests.access.rows import make_rows
from entrepairs.tests.states import (  # noqa: F401
    recipes_of_complaints,
    recipes_of_courses,
    recipes_of_delegations,
    recipes_of_events,
    recipes_of_groups,
    recipes_of_items,
    recipes_of_learning,
    recipes_of_library,
    recipes_of_mandates,
    recipes_of_observatory,
    recipes_of_people,
    recipes_of_plans,
    recipes_of_reports,
    recipes_of_rights,
    recipes_of_rounds,
    recipes_of_safeguarding,
    recipes_of_sharing,
    recipes_of_sittings,
    recipes_of_teams,
    recipes_of_vacancies,
)
from entrepairs.tests.states.recipes import RECIPES, Rows
from entrepairs.tests.states.world import STATES, add_rows

TABLE: dict[str, str] = yaml.safe_load(
    (Path(__file__).parent / "states" / "table.yaml").read_text()
)


def find_actions() -> dict[str, Callable[..., Any]]:
    """Every action of the product, by the place where it is."""
    found = {}
    for module in pkgutil.walk_packages(entrepairs.__path__, "entrepairs."):
        if ".tests" in module.name or module.name.endswith(("__main__", "testing", "conftest")):
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            if getattr(value, "is_action", False) and value.__module__ == module.name:
                if inspect.signature(value).parameters.get("by", None) and value.__annotations__[
                    "by"
                ] in (None, "None"):
                    continue  # the administrator's, by the command line: no state refuses it
                found[f"{module.name.removeprefix('entrepairs.')}.{name}"] = value
    return found


class Undo(Exception):
    """Takes back what a try wrote."""


class Absent(Exception):
    """What the action is about is not there for this person."""


@pytest.fixture(scope="module")
def rows(django_db_setup: None, django_db_blocker: Any) -> Iterator[Rows]:
    """One world for the whole walk, rolled back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        network = six_people()
        with hats.system("test"):
            made = make_rows(network)
            add_rows(made)
        yield made
        transaction.set_rollback(True)


def as_they_see_it(value: Any) -> Any:
    """The row as the hat finds it, which is the first line of every view."""
    if value is None:
        raise Absent
    if isinstance(value, Account) or not isinstance(value, models.Model):
        return value
    found = type(value)._default_manager.filter(pk=value.pk).first()
    if found is None:
        raise Absent
    return found


def try_action(
    action: Callable[..., Any], values: Callable[..., Any], rows: Rows, me: Person
) -> str:
    try:
        with hats.person(me.pk):
            given = {
                name: value if name in OPTIONAL and value is None else as_they_see_it(value)
                for name, value in values(rows, me).items()
            }
            if "once" in inspect.signature(action).parameters:
                given["once"] = uuid4()
            if "by" in inspect.signature(action).parameters:
                given["by"] = me.pk
            action(**given)
            raise Undo
    except Undo:
        return "yes"
    except Absent:
        return "404"
    except (NotPossible, ValidationError):
        return "no"
    except Exception as error:  # no cell is that: the difference shows it
        return f"{type(error).__name__}: {error}"


OPTIONAL = {
    "day",
    "kind",
    "session",
    "keys",
    "circle",
    "starts_at",
    "ends_at",
    "starts",
    "ends",
    "keep",
    "upload",
    "deputy",
}


def walk(rows: Rows, state: str) -> dict[str, str]:
    """What comes of each action in that state."""
    actions, came = find_actions(), {}
    for who in sorted({recipe.who for recipe in RECIPES.values()}):
        actor = rows["stranger"] if state == "never" else rows[who]
        with transaction.atomic():
            with hats.system("test"):
                STATES[state](rows, actor)
            for name, recipe in RECIPES.items():
                if recipe.who == who:
                    came[name] = try_action(actions[name], recipe.values, rows, actor)
            transaction.set_rollback(True)
    return came


def test_every_action_has_its_row_and_no_cell_is_empty() -> None:
    assert set(TABLE) == set(RECIPES) == set(find_actions())
    for name, cells in TABLE.items():
        assert len(cells.split()) == len(STATES), name
        assert set(cells.split()) <= {"yes", "no", "404"}, name


def test_each_action_is_done_when_nothing_prevents_it() -> None:
    """So that no row of the table says nothing."""
    assert [name for name, cells in TABLE.items() if cells.split()[0] != "yes"] == []


@pytest.mark.parametrize("state", STATES)
def test_what_comes_of_every_action_is_what_the_table_says(rows: Rows, state: str) -> None:
    place = list(STATES).index(state)
    came = walk(rows, state)
    said = {name: cells.split()[place] for name, cells in TABLE.items()}
    differ = {name: (cell, said.get(name)) for name, cell in came.items() if cell != said.get(name)}
    assert differ == {}, f"{state}: what came, and what the table says"
