"""LISTEN/NOTIFY: an open page learns that something changed, without polling.

What writes calls `notify_pages(topic)` in the same transaction; PostgreSQL passes it on at commit.
Each web process keeps one connection that listens, started at the first page that waits. A page
that waits holds a thread of the server, so their number is limited, in all and for one person;
beyond it a page is told to ask again a little later.
"""

import logging
import os
import selectors
import socket
import threading
from collections import defaultdict
from typing import Any

import psycopg
from django.conf import settings
from django.db import connection, connections

CHANNEL = "entrepairs_news"
MOST_OF_ONE_PERSON = 3
RECONNECT_AFTER = (0.5, 1, 2, 5, 10, 30)  # seconds
# Parameters that are Django's own, or serve connections that run statements.
NOT_FOR_LISTENING = (
    "cursor_factory",
    "context",
    "pool",
    "server_side_binding",
    "prepare_threshold",
)

log = logging.getLogger(__name__)


def notify_pages(topic: str) -> None:
    """Something changed about `topic`: every process learns it when this transaction commits."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_notify(%s, %s)", [CHANNEL, topic])


class Wait:
    """The place of one page that waits. Taken before it reads, so that nothing falls between."""

    def __init__(self, listener: "Listener", topic: str, owner: int) -> None:
        self.listener, self.topic, self.owner = listener, topic, owner
        # To ask again later: too many pages of one person, or the process ends.
        self.sent_away = False
        self.event = threading.Event()

    def wait(self, seconds: float) -> bool:
        """Whether there is news, or may be: the listening connection was lost. Can be repeated."""
        woken = self.event.wait(max(seconds, 0))
        self.event.clear()
        return woken

    def close(self) -> None:
        self.listener.release_place(self)


class Listener:
    """The connection that listens, and the pages that wait for what it hears."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.waits: dict[str, set[Wait]] = defaultdict(set)
        self.owners: dict[int, list[Wait]] = defaultdict(list)
        self.count = 0
        self.hearing = threading.Event()
        self.ended = threading.Event()
        self.bell, self.rings = socket.socketpair()
        self.thread: threading.Thread | None = None

    def take_place(self, topic: str, owner: int) -> Wait | None:
        """A place to wait in, or None: full, or the listening connection is not there."""
        self.start()
        if self.ended.is_set() or not self.hearing.wait(1):
            return None
        with self.lock:
            if self.count >= settings.LIVE_WAITS:
                return None
            wait = Wait(self, topic, owner)
            self.waits[topic].add(wait)
            mine = self.owners[owner]
            mine.append(wait)
            self.count += 1
            if len(mine) > MOST_OF_ONE_PERSON:
                oldest = mine.pop(0)
                oldest.sent_away = True
                oldest.event.set()
            return wait

    def release_place(self, wait: Wait) -> None:
        with self.lock:
            if wait not in self.waits.get(wait.topic, ()):
                return
            self.count -= 1
            self.waits[wait.topic].discard(wait)
            if not self.waits[wait.topic]:
                del self.waits[wait.topic]
            if wait in self.owners[wait.owner]:
                self.owners[wait.owner].remove(wait)
            if not self.owners[wait.owner]:
                del self.owners[wait.owner]

    def wake_pages(self, topic: str | None = None) -> None:
        """The pages that wait for that topic, or all."""
        with self.lock:
            topics = [topic] if topic else list(self.waits)
            chosen = [wait for name in topics for wait in self.waits.get(name, ())]
        for wait in chosen:
            wait.event.set()

    def start(self) -> None:
        with self.lock:
            if not self.ended.is_set() and (self.thread is None or not self.thread.is_alive()):
                self.thread = threading.Thread(target=self.run, name="news", daemon=True)
                self.thread.start()

    def stop(self) -> None:
        """Every page that waits answers now, without reading again, and asks again later."""
        self.ended.set()
        self.bell.send(b"x")
        with self.lock:
            for wait in [wait for waits in self.waits.values() for wait in waits]:
                wait.sent_away = True
        self.wake_pages()
        if self.thread:
            self.thread.join(5)

    def run(self) -> None:
        """Listens until stopped. After a lost connection, pages look at what they may have
        missed."""
        losses = 0
        while not self.ended.is_set():
            try:
                with psycopg.connect(**connection_parameters(), autocommit=True) as link:
                    link.execute(f"listen {CHANNEL}".encode())
                    losses = 0
                    self.wake_pages()  # those from before this connection, and no later ones
                    self.hearing.set()
                    self.read_notifications(link)
            except (psycopg.Error, OSError) as error:
                if losses == 0:
                    log.warning("News from the database is interrupted: %s", type(error).__name__)
            finally:
                self.hearing.clear()
            self.ended.wait(RECONNECT_AFTER[min(losses, len(RECONNECT_AFTER) - 1)])
            losses += 1

    def read_notifications(self, link: "psycopg.Connection[Any]") -> None:
        with selectors.DefaultSelector() as readable:
            readable.register(link.fileno(), selectors.EVENT_READ)
            readable.register(self.rings, selectors.EVENT_READ)
            while not self.ended.is_set():
                readable.select()
                for note in link.notifies(timeout=0):
                    self.wake_pages(note.payload)


def connection_parameters() -> dict[str, Any]:
    """Those of the login role, with keepalives: a lost server is noticed within a minute."""
    parameters = connections["default"].get_connection_params()
    for name in NOT_FOR_LISTENING:
        parameters.pop(name, None)
    return parameters | {"keepalives_idle": 30, "keepalives_interval": 10, "keepalives_count": 3}


listeners: dict[int, Listener] = {}  # by process: a thread does not survive a fork


def take_place(topic: str, owner: int) -> Wait | None:
    """A place to wait for news of `topic`; None when the page should ask again later."""
    if os.getpid() not in listeners:
        listeners.setdefault(os.getpid(), Listener())
    return listeners[os.getpid()].take_place(topic, owner)


def stop_listening() -> None:
    """Every page that waits answers now, because this process is about to end."""
    if listener := listeners.get(os.getpid()):
        listener.stop()
