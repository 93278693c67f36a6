"""Being asked to stop: Ctrl-C, SIGTERM, a lost terminal."""

import os
import signal
from collections.abc import Iterable
from contextlib import suppress
from multiprocessing.connection import wait
from types import FrameType, TracebackType

ORDERS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class StopRequests:
    """Notes that we are asked to stop, and wakes what waits; the work in hand is never cut short
    by an exception."""

    def __init__(self) -> None:
        self.requested = False

    def __enter__(self) -> "StopRequests":
        self._reader, self._writer = os.pipe()
        for descriptor in self.descriptors:
            os.set_blocking(descriptor, False)
        self._former_wakeup = signal.set_wakeup_fd(self._writer, warn_on_full_buffer=False)
        # nohup has us ignore a lost terminal; sh has what it runs behind ignore Ctrl-C, which we do
        # not.
        orders = [
            order
            for order in ORDERS
            if order != signal.SIGHUP or signal.getsignal(order) != signal.SIG_IGN
        ]
        self._former = {order: signal.signal(order, self._note) for order in orders}
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for order, former in self._former.items():
            signal.signal(order, former)
        signal.set_wakeup_fd(self._former_wakeup)
        for descriptor in self.descriptors:
            os.close(descriptor)

    @property
    def descriptors(self) -> tuple[int, int]:
        """What a forked child must not keep."""
        return self._reader, self._writer

    def _note(self, order: int, frame: FrameType | None) -> None:
        self.requested = True

    def wait(self, seconds: float, ends: Iterable[int] = ()) -> None:
        """Wait for a request, for one of these processes to end, or for the time to pass."""
        if not self.requested:
            wait([self._reader, *ends], seconds)
        with suppress(BlockingIOError):
            os.read(self._reader, 4096)


def as_in_a_new_process() -> None:
    """In a forked child: signals do what they do by default."""
    signal.set_wakeup_fd(-1)
    for order in ORDERS:
        signal.signal(order, signal.SIG_DFL)
