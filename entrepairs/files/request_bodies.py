"""Buffers what is sent before a worker is taken: a slow sender holds neither the others nor the
database."""

import io
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterable
from typing import Any

SMALL = 2_500_000  # kept in memory
PIECE = 1 << 16

Application = Callable[..., Iterable[bytes]]


class Bodies:
    """Reads what comes with a request, then calls the application. Longer than `most`: not read,
    and refused."""

    def __init__(
        self,
        application: Application,
        *,
        most: Callable[[str], int],
        folder: Callable[[], Any],
        at_once: int,
        leave_free: int = 0,
    ) -> None:
        self.application, self.most, self.folder = application, most, folder
        self.leave_free = leave_free  # bytes of the disk that no sender takes
        self.places = threading.Semaphore(at_once)

    def __call__(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        length = _number(environ.get("CONTENT_LENGTH"))
        if length <= PIECE:
            return self.application(environ, start_response)
        if length > self.most(environ.get("PATH_INFO", "")):
            return _refused(start_response, "413 Content Too Large")
        if length > SMALL and shutil.disk_usage(self.folder()).free - length < self.leave_free:
            return _refused(start_response, "507 Insufficient Storage")
        if not self.places.acquire(blocking=False):
            return _refused(start_response, "503 Service Unavailable", ("Retry-After", "5"))
        try:
            small = length <= SMALL
            body: Any = io.BytesIO() if small else tempfile.TemporaryFile(dir=self.folder())  # noqa: SIM115 (closed with the request)
            _read(environ["wsgi.input"], body, length)
        finally:
            self.places.release()
        try:
            return self.application({**environ, "wsgi.input": body}, start_response)
        finally:
            if length > SMALL:
                body.close()  # it has been read


def _number(words: str | None) -> int:
    return int(words) if words and words.isascii() and words.isdecimal() and len(words) < 19 else 0


def _read(source: Any, body: Any, length: int) -> None:
    """Whatever came before the connection was lost is kept: an upload goes on from there."""
    while length > 0:
        try:
            piece = source.read(min(PIECE, length))
        except OSError:
            break
        if not piece:
            break
        body.write(piece)
        length -= len(piece)
    body.seek(0)


def _refused(
    start_response: Callable[..., Any], status: str, *headers: tuple[str, str]
) -> Iterable[bytes]:
    start_response(
        status, [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", "0"), *headers]
    )
    return [b""]
