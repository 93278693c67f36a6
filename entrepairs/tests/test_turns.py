"""So many pages at once in a process; nobody is kept from theirs for long."""

import threading
from typing import Any

import pytest

from entrepairs.wsgi import Turns


class Kitchen:
    """An application whose pages are made when we say so."""

    def __init__(self) -> None:
        self.inside = 0
        self.most = 0
        self.lock = threading.Lock()
        self.came, self.go = threading.Semaphore(0), threading.Event()

    def __call__(self, environ: dict[str, Any], start_response: Any) -> list[bytes]:
        with self.lock:
            self.inside += 1
            self.most = max(self.most, self.inside)
        self.came.release()
        assert self.go.wait(20)
        with self.lock:
            self.inside -= 1
        return [b"page"]


def visits(turns: Turns, number: int) -> list[threading.Thread]:
    threads = [threading.Thread(target=turns, args=({}, None)) for _ in range(number)]
    for thread in threads:
        thread.start()
    return threads


def test_no_more_pages_than_that_are_made_at_once() -> None:
    kitchen = Kitchen()
    visitors = visits(Turns(kitchen, at_once=2, patience=20), 6)
    for _ in range(2):
        assert kitchen.came.acquire(timeout=20)
    kitchen.go.set()
    for visitor in visitors:
        visitor.join(20)
    assert kitchen.most == 2


def test_the_person_who_has_waited_long_enough_goes_ahead() -> None:
    kitchen = Kitchen()
    visitors = visits(Turns(kitchen, at_once=1, patience=0.01), 3)
    for _ in range(3):
        assert kitchen.came.acquire(timeout=20)
    kitchen.go.set()
    for visitor in visitors:
        visitor.join(20)
    assert kitchen.most == 3


def test_a_page_that_breaks_gives_its_turn_back() -> None:
    def broken(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        raise RuntimeError

    turns = Turns(broken, at_once=1, patience=20)
    for _ in range(3):
        with pytest.raises(RuntimeError):
            turns({}, lambda *_: None)
