"""News passes from one connection to another, at commit and not before. Nothing here sleeps or looks at a clock."""

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import transaction

from entrepairs.core import hats, live_updates
from entrepairs.tests.committed import as_superuser, committed

__all__ = ["committed"]
ENOUGH = 20  # seconds, after which something is broken


@pytest.fixture
def ear(committed: Any) -> Iterator[live_updates.Ear]:
    ear = live_updates.Ear()
    yield ear
    ear.stop()


def tell(topic: str) -> None:
    with hats.person(None):
        live_updates.tell(topic)


def place(ear: live_updates.Ear, topic: str = "a", owner: int = 1) -> live_updates.Wait:
    ear.start()
    assert ear.hearing.wait(
        ENOUGH
    )  # a busy machine may need more than the second that a page gives it
    taken = ear.take(topic, owner)
    assert taken is not None
    return taken


def test_news_wakes_the_pages_that_wait_for_it_and_no_other(ear: live_updates.Ear) -> None:
    waits, other = place(ear), place(ear, "b")
    tell("a")
    assert waits.wait(ENOUGH)
    assert not other.event.is_set()


def test_news_told_between_taking_the_place_and_waiting_is_not_missed(
    ear: live_updates.Ear,
) -> None:
    waits, second = place(ear), place(ear)
    tell("a")
    assert second.wait(ENOUGH)
    assert waits.wait(0)


def test_what_is_rolled_back_is_not_told(ear: live_updates.Ear) -> None:
    waits = place(ear)
    with hats.person(None):
        live_updates.tell("a")
        transaction.set_rollback(True)
    after = place(ear, "b")
    tell("b")
    assert after.wait(ENOUGH)
    assert not waits.event.is_set()


def test_beyond_the_limit_there_is_no_place(ear: live_updates.Ear, settings: Any) -> None:
    settings.LIVE_WAITS = 2
    first, _second = place(ear, owner=1), place(ear, owner=2)
    assert ear.take("a", 3) is None
    first.close()
    first.close()
    assert place(ear, owner=3)
    assert ear.count == 2


def test_one_person_does_not_take_all_the_places(ear: live_updates.Ear) -> None:
    first, *_others = [place(ear, owner=1) for _ in range(live_updates.MOST_OF_ONE_PERSON + 1)]
    assert first.event.is_set()
    assert first.sent_away
    assert not place(ear, owner=2).event.is_set()


def test_places_given_back_leave_nothing_behind(ear: live_updates.Ear) -> None:
    for taken in [place(ear, topic, owner) for topic in "abc" for owner in (1, 2, 3)]:
        taken.close()
    assert (ear.count, dict(ear.waits), dict(ear.owners)) == (0, {}, {})


def test_a_lost_connection_wakes_everyone_and_is_made_again(
    ear: live_updates.Ear, monkeypatch: Any
) -> None:
    monkeypatch.setattr(live_updates, "RECONNECT_AFTER", (0,))
    waits = place(ear)
    with as_superuser() as link:
        link.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen %'"
        )
    assert waits.wait(ENOUGH)
    again = wait_for(lambda: ear.take("a", 1))
    tell("a")
    assert again.wait(ENOUGH)


def test_when_the_process_ends_every_page_answers(ear: live_updates.Ear) -> None:
    waits = place(ear)
    ear.stop()
    assert waits.wait(0)
    assert ear.thread
    assert not ear.thread.is_alive()


def test_where_nothing_can_be_heard_there_is_no_place_to_wait(
    committed: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr(live_updates, "address", lambda: {"host": "/nowhere", "dbname": "nothing"})
    ear = live_updates.Ear()
    ear.hearing = Deaf()
    assert ear.take("a", 1) is None
    ear.stop()


class Deaf(threading.Event):
    def wait(self, timeout: float | None = None) -> bool:
        return False


def wait_for(get: Callable[[], Any]) -> Any:
    """`take` itself waits up to a second for the connection."""
    return next(found for found in (get() for _ in range(ENOUGH)) if found)
