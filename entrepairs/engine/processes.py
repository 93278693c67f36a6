"""Processes that live as long as we do: started, looked after, stopped; and that end when we are
killed."""

import ctypes
import multiprocessing
import multiprocessing.connection
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.process import BaseProcess

from entrepairs.engine.errors import say
from entrepairs.engine.signals import as_in_a_new_process

LINUX = sys.platform == "linux"
# Forked, processes share what was loaded before, and start in a few milliseconds. Elsewhere forking
# is not safe.
METHOD = "fork" if LINUX else "spawn"
LONG_ENOUGH = 30.0  # a process that lived so long starts again at once
PATIENCE = 12.0
PR_SET_PDEATHSIG = 1


def follow_parent() -> None:
    """End when the process that started us ends, however it ends."""
    parent = multiprocessing.parent_process()
    if LINUX:
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if parent is not None and os.getppid() != parent.pid:  # it ended before we asked
            os._exit(1)
    elif parent is not None:
        threading.Thread(target=_end_after, args=(parent.sentinel,), daemon=True).start()


def _end_after(sentinel: int) -> None:
    multiprocessing.connection.wait([sentinel])
    os.kill(os.getpid(), signal.SIGTERM)


def _live(work: Callable[[], None], close: tuple[int, ...]) -> None:
    os.setsid()  # a Ctrl-C on our terminal reaches the parent, which stops everything in order
    as_in_a_new_process()
    follow_parent()
    for descriptor in close:
        os.close(descriptor)
    work()


def as_a_child(work: Callable[[], None], close: tuple[int, ...]) -> BaseProcess:
    """Start work in a process that ends when we do; `close` are descriptors it must not keep (the
    folder's lock)."""
    arguments = (work, close if METHOD == "fork" else ())
    process: BaseProcess = multiprocessing.get_context(METHOD).Process(target=_live, args=arguments)  # type: ignore[attr-defined]
    process.start()
    return process


@dataclass
class Service:
    """One kind of work in a process of its own."""

    name: str
    work: Callable[[], None]
    close: tuple[int, ...] = ()
    process: BaseProcess | None = None
    deaths: int = 0
    born: float = 0.0
    rest_until: float = 0.0

    def start(self) -> None:
        self.process = as_a_child(self.work, self.close)
        self.born = time.monotonic()

    @property
    def alive(self) -> bool:
        return self.process is not None and self.process.is_alive()

    def look_after(self) -> None:
        """Start it again when it died, later and later when it keeps dying."""
        now = time.monotonic()
        if self.process is not None and not self.process.is_alive():
            lived, code = now - self.born, self.process.exitcode
            self.clear()
            self.deaths = 1 if lived > LONG_ENOUGH else self.deaths + 1
            rest = min(30.0, 0.5 * 2 ** (self.deaths - 1))
            self.rest_until = now + rest
            say(
                f"{self.name} ended by itself ({end_of(code)}) after {lived:.0f} s; "
                f"starting it again in {rest:g} s."
            )
        if self.process is None and now >= self.rest_until:
            self.start()

    def stop(self) -> None:
        """Ask it to end, and see to it."""
        if self.process is None:
            return
        if self.process.is_alive():
            self.process.terminate()
            self.process.join(PATIENCE)
        if self.process.is_alive():
            say(f"{self.name} does not stop: it is killed.")
        self.clear()

    def clear(self) -> None:
        """Nothing of it is left, its own children included."""
        if self.process is not None and self.process.pid is not None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.join()
        self.process = None


def end_of(code: int | None) -> str:
    """How a process ended, in words."""
    if code is not None and code < 0:
        return signal.Signals(-code).name
    return f"code {code}"
