"""The web server: Granian, with workers forked from an application that is already loaded."""

import gc
import multiprocessing
import os
import signal
import socket
import threading
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from typing import Any

from entrepairs.engine.errors import Trouble
from entrepairs.engine.processes import LINUX, METHOD, follow_parent

HEADERS_WITHIN = 10_000  # milliseconds; the proxy in front has time limits of its own


def load() -> Any:
    """Load the application, with what it would otherwise load at the first page."""
    from django.urls import get_resolver

    from entrepairs.wsgi import application

    get_resolver().url_patterns  # noqa: B018
    return application


def load_to_share() -> None:
    """Load it for the processes forked from here. What is loaded never dies: the garbage collector
    need not look at it.

    Looking would also write in it, and forked processes share only what none of them writes in.
    """
    gc.disable()
    load()
    gc.collect()
    gc.freeze()
    gc.enable()


THREADS = 8  # pages made at once by a worker
NUDGE = signal.SIGUSR1


def _application() -> Any:
    """In each worker."""
    from entrepairs.core import live_updates

    follow_parent()
    told_to_stop(live_updates.stop_listening)
    return load()


def told_to_stop(then: Callable[[], None]) -> None:
    """When this process is told to stop, call `then` (pages that wait for news answer) and see that
    it hears.

    The system may hand a signal to any thread, and Python tells the main one only when that one
    wakes.
    """
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    signal.signal(NUDGE, lambda *_: None)
    signal.set_wakeup_fd(writer, warn_on_full_buffer=False)
    main = threading.main_thread()

    def listen() -> None:
        while orders := os.read(reader, 64):
            if signal.SIGTERM in orders or signal.SIGINT in orders:
                then()
                if main.ident is not None:
                    signal.pthread_kill(main.ident, NUDGE)

    threading.Thread(target=listen, name="told to stop", daemon=True).start()


def serve(host: str, port: int, workers: int, threads: int) -> None:
    """Answer requests until told to stop."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.http import HTTP1Settings
    from granian.log import LogLevels

    if LINUX:
        multiprocessing.set_start_method(METHOD, force=True)
    server = Granian(
        "entrepairs.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=threads,
        backlog=1024,
        respawn_failed_workers=True,
        workers_kill_timeout=8,
        # A connection that sends nothing holds a place: who opens many would hold them all.
        http1_settings=HTTP1Settings(header_read_timeout=HEADERS_WITHIN),
        log_level=LogLevels.error,  # its warnings are advice about threads
    )
    server.serve(target_loader=_application, wrap_loader=False)


def work(host: str, port: int) -> Callable[[], None]:
    """The web server's work, as wide as the machine: one worker a core.

    A worker's threads come and go with the pages; those that wait for news, long downloads and slow
    sends hold one each.
    """
    from django.conf import settings

    workers = int(os.environ.get("ENTREPAIRS_WEB_WORKERS") or min(4, os.cpu_count() or 1))
    threads = THREADS + sum(
        int(getattr(settings, name, 0)) for name in ("LIVE_WAITS", "DOWNLOADS", "SENDS")
    )
    return partial(serve, host, port, workers, threads)


def claim(host: str, port: int, patience: float = 3.0) -> None:
    """Make sure that the port is free. Those a killed run left behind need a moment to end."""
    deadline = time.monotonic() + patience
    while True:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        with closing(socket.socket(family, socket.SOCK_STREAM)) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
                return
            except OSError as error:
                if time.monotonic() > deadline:
                    raise Trouble(
                        f"Port {port} of {host} can not be used ({error.strerror}).",
                        f"Stop what uses it, or choose another: PORT={port + 1}.",
                    ) from error
        time.sleep(0.1)


def answers(host: str, port: int) -> bool:
    """Whether someone listens there."""
    try:
        with socket.create_connection(
            ("127.0.0.1" if host == "0.0.0.0" else host, port),  # noqa: S104 (compared, not bound)
            timeout=1,
        ):
            return True
    except OSError:
        return False
