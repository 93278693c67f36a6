"""Two actions at one moment: the first stops before a statement, the second runs meanwhile.

Each has a connection of its own. The second either ends, or waits for the first in PostgreSQL; then
the first goes on. Stopping the first before each of its statements that write or lock, and before
its commit, walks every order in which the locks let two actions run when one is interrupted once.
"""

import re
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import ObjectDoesNotExist

from entrepairs.core import hats
from entrepairs.ledger.actions import AlreadyDone
from entrepairs.ledger.transactions import NotPossible

# The deed, and what is told to people and pages, change nothing that must hold.
QUIET = re.compile(
    r"ledger_|notices_notice|tell_notice|pg_notify|set_config|savepoint|procrastinate", re.I
)
STEP = re.compile(
    r"^\s*(insert|update|delete|with)|for (update|share|no key)|advisory|select \w+\(", re.I
)
EXPECTED = (NotPossible, AlreadyDone, ValidationError, ObjectDoesNotExist)
COMMIT = -1
PATIENCE = 60  # seconds: a busy machine is no failure


@dataclass(eq=False)
class Actor:
    """One action in a thread, which stops before its step number `stop`."""

    person: int
    what: Callable[[], Any]
    stop: int | None = None  # COMMIT: before that, when all is written
    steps: int = 0
    stopped: bool = False
    outcome: Any = None
    backend: int = 0
    arrived: threading.Event = field(default_factory=threading.Event)
    go: threading.Event = field(default_factory=threading.Event)
    done: threading.Event = field(default_factory=threading.Event)

    def start(self) -> None:
        threading.Thread(target=self._run, daemon=True).start()

    def _run(self) -> None:
        try:
            with hats.person(self.person):
                self.backend = connection.connection.info.backend_pid
                with connection.execute_wrapper(self._before):
                    self.outcome = self.what()
                if self.stop == COMMIT:
                    self.stop = self.steps
                self._step()
        except EXPECTED as refused:
            self.outcome = refused
        except BaseException as error:
            self.outcome = error
        finally:
            connection.close()
            self.done.set()
            self.arrived.set()

    def _before(self, execute: Any, sql: Any, params: Any, many: Any, context: Any) -> Any:
        if STEP.search(str(sql)) and not QUIET.search(str(sql)):
            self._step()
        return execute(sql, params, many, context)

    def _step(self) -> None:
        if self.steps == self.stop:
            self.stopped = True
            self.arrived.set()
            assert self.go.wait(PATIENCE)
        self.steps += 1


def is_waiting(backend: int) -> bool:
    """Whether that connection waits for a lock of another."""
    with hats.system("test"), connection.cursor() as cursor:
        cursor.execute("select cardinality(pg_blocking_pids(%s)) > 0", [backend])
        return bool(cursor.fetchone()[0])


def run_two(first: Actor, second: Actor) -> bool:
    """Whether the first was stopped: its step exists. Both are over afterwards."""
    first.start()
    assert first.arrived.wait(PATIENCE)
    second.start()
    if first.stopped:
        while not second.done.wait(0.001):
            if second.backend and is_waiting(second.backend):
                break
    first.go.set()
    assert first.done.wait(PATIENCE)
    assert second.done.wait(PATIENCE)
    for one in (first, second):
        if isinstance(one.outcome, BaseException) and not isinstance(one.outcome, EXPECTED):
            raise AssertionError(f"neither done nor refused: {one.outcome!r}") from one.outcome
    return first.stopped
