"""Everybody of the sample network can be erased: no trace is left, and the pages of others work."""

import random
from typing import Any

import pytest

from entrepairs.core import hats
from entrepairs.people.models import Person
from entrepairs.rights import erasing
from entrepairs.rights.tests.traces import MARK, find_traces, mark, numbers_left
from entrepairs.simulation.tests.building import sample
from entrepairs.tests.posting import As

__all__ = ["sample"]
SIX = ("Amel", "Bruno", "Claire", "David", "Eve", "Farid")
PAGES = ("/today/", "/pairs/", "/mirror/", "/me/data/", "/calendar/", "/reports/figures/")


def erase(person: Person) -> None:
    """Their own words are the mark, wherever they stand; nothing has it afterwards, nor their
    key."""
    with hats.system("test"):
        mark(person)
        assert find_traces(MARK)
        assert find_traces(person.key)
    erasing.erase_person(person.pk)
    with hats.system("test"):
        assert find_traces(MARK, person.key) == set()
        assert numbers_left(person.pk) == set()


@pytest.mark.parametrize("name", SIX)
def test_no_trace_is_left_of_any_of_the_six_and_the_others_go_on(
    sample: Any, db: None, as_person: As, name: str
) -> None:
    with hats.system("test"):
        six = {one.name: one for one in Person.objects.filter(name__in=SIX, account__isnull=False)}
    erase(six.pop(name))
    other = as_person(next(iter(six.values())))
    for path in PAGES:
        assert other.get(path).status_code == 200, path


@pytest.mark.nightly
@pytest.mark.parametrize("number", range(10))
def test_no_trace_is_left_of_ten_others(sample: Any, db: None, number: int) -> None:
    with hats.system("test"):
        others = list(Person.objects.exclude(name__in=SIX).order_by("key"))
    erase(random.Random(number).choice(others))
