"""Two things at the same moment.

Every two actions on one circle, one person's room, one event, one round, in every order.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain, count
from typing import Any
from uuid import uuid4

import pytest

from entrepairs.conftest import Network, six_people
from entrepairs.core import hats
from entrepairs.ledger.models import Deed as Line
from entrepairs.people.models import Circle
from entrepairs.tests import two_at_once as world
from entrepairs.tests import two_at_once_at_events as at_events
from entrepairs.tests import two_at_once_in_groups as in_groups
from entrepairs.tests import two_at_once_in_plans as in_plans
from entrepairs.tests import two_at_once_in_reports as in_reports
from entrepairs.tests.committed import own_database
from entrepairs.tests.interleaving import COMMIT, Actor, run_two
from entrepairs.tests.two_at_once import Deed, find_broken

PLACES: dict[str, tuple[Callable[..., dict[str, Any]], list[Deed]]] = {
    "a pair": (world.a_pair, world.IN_A_PAIR),
    "a pair in a pause": (partial(world.a_pair, paused=True), world.IN_A_PAUSE),
    "a wish": (world.a_wish, world.WITH_A_WISH),
    "a group": (in_groups.a_group, in_groups.IN_A_GROUP),
    "a decision": (in_groups.a_decision, in_groups.WITH_A_DECISION),
    "turns": (in_groups.some_turns, in_groups.WITH_TURNS),
    "a plan": (in_plans.a_plan, in_plans.IN_A_PLAN),
    "a report": (in_reports.a_report, in_reports.ON_A_REPORT),
    "a decided report": (in_reports.a_decided_report, in_reports.AFTER_A_DECISION),
    "an event": (at_events.an_event, at_events.AT_AN_EVENT),
    "a round": (at_events.a_round, at_events.IN_A_ROUND),
}


@pytest.fixture(scope="module")
def network_of_all(django_db_setup: None, django_db_blocker: Any) -> Iterator[Network]:
    """One database for the whole walk: each world is really committed in it, and taken away."""
    with django_db_blocker.unblock(), own_database():
        yield six_people()


def stops() -> Iterable[int]:
    """Where the first is stopped: once it has looked, and once it has written.

    With EVERY_STOP=1, before each of its statements that write or lock: minutes, for the night.
    """
    return chain([COMMIT], count() if os.environ.get("EVERY_STOP") else [0])


def play(place: str, network: Network, first: Deed, second: Deed, stop: int) -> bool:
    """One order of the two. Whether the first could be stopped there."""
    make, _deeds = PLACES[place]
    rows = make(network)
    one, other = (
        Actor(rows[deed.who].pk, partial(deed.do, rows, rows[deed.who].pk, uuid4()))
        for deed in (first, second)
    )
    one.stop = stop
    stopped = run_two(one, other)
    assert find_broken() == [], f"{first.name}, stopped before step {stop}; {second.name}"
    return stopped


@pytest.mark.parametrize(
    ("place", "first"),
    [
        pytest.param(place, first, id=f"{place}: {first.name}")
        for place, (_make, deeds) in PLACES.items()
        for first in deeds
    ],
)
def test_whatever_else_happens_meanwhile(network_of_all: Network, place: str, first: Deed) -> None:
    _make, deeds = PLACES[place]
    for second in filter(first.meets, deeds):
        for stop in stops():
            if not play(place, network_of_all, first, second, stop):
                break


@pytest.mark.parametrize(
    ("place", "deed"),
    [
        pytest.param(place, deed, id=f"{place}: {deed.name}")
        for place, (_make, deeds) in PLACES.items()
        for deed in deeds
        if place != "a pair in a pause"
    ],
)
def test_a_form_that_arrives_twice_at_once_is_one_deed(
    network_of_all: Network, place: str, deed: Deed
) -> None:
    make, _deeds = PLACES[place]
    for stop in stops():
        rows, once = make(network_of_all), uuid4()
        me = rows[deed.who].pk
        one, other = (Actor(me, partial(deed.do, rows, me, once)) for _time in range(2))
        one.stop = stop
        stopped = run_two(one, other)
        with hats.system("test"):
            assert Line.objects.filter(once=once).count() <= 1
        assert find_broken() == []
        if not stopped:
            break


def test_what_must_hold_is_seen_when_it_does_not(network_of_all: Network) -> None:
    rows = world.a_pair(network_of_all)
    assert find_broken() == []
    with hats.system("test"):
        Circle.objects.filter(pk=rows["pair"].pk).update(paused_at="2026-01-01T00:00:00Z")
    assert set(find_broken()) >= {
        "no meeting is to come in a circle that is paused or has ended",
        "no words of an agreement are said or accepted after that either",
        "a pair is paused when one of the two wants it, and only then",
    }
    with hats.system("test"):
        Circle.objects.filter(pk=rows["pair"].pk).delete()
