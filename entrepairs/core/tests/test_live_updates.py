"""News passes from one connection to another, at commit and not before. Nothing here sleeps or
looks at a clock."""

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
def listener(committed: Any) -> Iterator[live_updates.Listener]:
    listener = live_updates.Listener()
    yield listener
    listener.stop()


def tell(topic: str) -> None:
    with hats.person(None):
        live_updates.notify_pages(topic)


def place(listener: live_updates.Listener, topic: str = "a", owner: int = 1) -> live_updates.Wait:
    listener.start()
    assert listener.hearing.wait(
        ENOUGH
    )  # a busy machine may need more than the second that a page gives it
    taken = listener.take_place(topic, owner)
    assert taken is not None
    return taken


def test_news_wakes_the_pages_that_wait_for_it_and_no_other(
    listener: live_updates.Listener,
) -> None:
    waits, other = place(listener), place(listener, "b")
    tell("a")
    assert waits.wait(ENOUGH)
    assert not other.event.is_set()


def test_news_told_between_taking_the_place_and_waiting_is_not_missed(
    listener: live_updates.Listener,
) -> None:
    waits, second = place(listener), place(listener)
    tell("a")
    assert second.wait(ENOUGH)
    assert waits.wait(0)


def test_what_is_rolled_back_is_not_told(listener: live_updates.Listener) -> None:
    waits = place(listener)
    with hats.person(None):
        live_updates.notify_pages("a")
        transaction.set_rollback(True)
    after = place(listener, "b")
    tell("b")
    assert after.wait(ENOUGH)
    assert not waits.event.is_set()


def test_beyond_the_limit_there_is_no_place(listener: live_updates.Listener, settings: Any) -> None:
    settings.LIVE_WAITS = 2
    first, _second = place(listener, owner=1), place(listener, owner=2)
    assert listener.take_place("a", 3) is None
    first.close()
    first.close()
    assert place(listener, owner=3)
    assert listener.count == 2


def test_one_person_does_not_take_all_the_places(listener: live_updates.Listener) -> None:
    first, *_others = [place(listener, owner=1) for _ in range(live_updates.MOST_OF_ONE_PERSON + 1)]
    assert first.event.is_set()
    assert first.sent_away
    assert not place(listener, owner=2).event.is_set()


def test_places_given_back_leave_nothing_behind(listener: live_updates.Listener) -> None:
    for taken in [place(listener, topic, owner) for topic in "abc" for owner in (1, 2, 3)]:
        taken.close()
    assert (listener.count, dict(listener.waits), dict(listener.owners)) == (0, {}, {})


def test_a_lost_connection_wakes_everyone_and_is_made_again(
    listener: live_updates.Listener, monkeypatch: Any
) -> None:
    monkeypatch.setattr(live_updates, "RECONNECT_AFTER", (0,))
    waits = place(listener)
    with as_superuser() as link:
        link.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen %'"
        )
    assert waits.wait(ENOUGH)
    again = wait_for(lambda: listener.take_place("a", 1))
    tell("a")
    assert again.wait(ENOUGH)


def test_when_the_process_ends_every_page_answers(listener: live_updates.Listener) -> None:
    waits = place(listener)
    listener.stop()
    assert waits.wait(0)
    assert listener.thread
    assert not listener.thread.is_alive()


def test_where_nothing_can_be_heard_there_is_no_place_to_wait(
    committed: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr(
        live_updates, "connection_parameters", lambda: {"host": "/nowhere", "dbname": "nothing"}
    )
    listener = live_updates.Listener()
    listener.hearing = Deaf()
    assert listener.take_place("a", 1) is None
    listener.stop()


class Deaf(threading.Event):
    def wait(self, timeout: float | None = None) -> bool:
        return False


def wait_for(get: Callable[[], Any]) -> Any:
    """`take` itself waits up to a second for the connection."""
    return next(found for found in (get() for _ in range(ENOUGH)) if found)
