"""Somebody who gives much is told so kindly, in their own mirror, by their own mark."""

from typing import Any

import pytest

from entrepairs.core import hats
from entrepairs.meetings.tests.making import DAY, a_held_meeting, a_line
from entrepairs.pairs.models import GivingMark
from entrepairs.people.models import Person
from entrepairs.tests.posting import As, once


def brought(network: Any, amel: Person, bruno: Person, hours: int, days: int) -> None:
    """Amel brought so many hours so many days ago, in a meeting of her pair."""
    meeting = a_held_meeting(network.pair, amel, bruno, -days * DAY)
    a_line(meeting, amel, bruno, amel, minutes=hours * 60, confirmed_by=bruno)


def choose(person: Person, as_person: As, hours: int) -> str:
    page = as_person(person).post("/mirror/", once(hours=str(hours)), follow=True)
    return " ".join(page.text.split())


def test_above_the_mark_that_she_set_amel_is_told_and_nobody_else_is(
    network: Any, amel: Person, bruno: Person, as_person: As
) -> None:
    brought(network, amel, bruno, 6, 3)
    before = " ".join(as_person(amel).get("/mirror/").text.split())
    assert "When it is much" in before
    assert "You may also rest." not in before  # she set none
    page = choose(amel, as_person, 5)
    assert "In the last 30 days you gave 6 h, more than the 5 h that you chose." in page
    for path in ("/mirror/", network.pair.path, f"{network.pair.path}mirror/"):
        assert "You may also rest." not in as_person(bruno).get(path).text
    assert "You may also rest." not in as_person(amel).get("/today/").text
    assert "You may also rest." not in choose(amel, as_person, 10)
    assert "You may also rest." not in choose(amel, as_person, 0)
    with hats.system("test"):
        assert not GivingMark.objects.exists()
    assert as_person(amel).post("/mirror/", once(hours="7")).status_code == 422


@pytest.mark.parametrize(("days", "told"), [(29, True), (31, False)])
def test_what_was_given_longer_ago_is_not_counted(
    network: Any,
    amel: Person,
    bruno: Person,
    as_person: As,
    days: int,
    told: bool,
) -> None:
    brought(network, amel, bruno, 6, days)
    assert ("You may also rest." in choose(amel, as_person, 5)) is told


@pytest.mark.parametrize("times", [1, 30])
def test_the_mirror_asks_the_same_whatever_was_given(
    network: Any,
    amel: Person,
    bruno: Person,
    as_person: As,
    queries: Any,
    times: int,
) -> None:
    for _ in range(times):
        brought(network, amel, bruno, 1, 3)
    choose(amel, as_person, 2)
    visitor = as_person(amel)
    visitor.get("/mirror/")
    with queries() as made:
        assert visitor.get("/mirror/").status_code == 200
    assert len(made) <= 10
