"""What is sent is read before its turn comes."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from entrepairs.files.request_bodies import PIECE, SMALL, Bodies


class Line:
    """A slow sender, who may stop in the middle; says what the application had seen by then."""

    def __init__(self, data: bytes, seen: list[bytes], lost: bool = False) -> None:
        self.source, self.seen, self.lost = io.BytesIO(data), seen, lost

    def read(self, length: int) -> bytes:
        assert self.seen == []  # nobody waits with us
        data = self.source.read(min(length, 1000))
        if not data and self.lost:
            raise OSError
        return data


@pytest.fixture
def answered(tmp_path: Path) -> Callable[..., tuple[str, list[bytes]]]:
    def ask(
        data: bytes,
        *,
        length: int = 0,
        lost: bool = False,
        most: int = 10**9,
        at_once: int = 1,
        leave_free: int = 0,
    ) -> Any:
        seen: list[bytes] = []
        said: list[str] = []

        def application(environ: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
            seen.append(environ["wsgi.input"].read())
            start("200 OK", [])
            return [b""]

        bodies = Bodies(
            application,
            most=lambda path: most,
            folder=lambda: tmp_path,
            at_once=at_once,
            leave_free=leave_free,
        )
        environ = {"CONTENT_LENGTH": str(length or len(data)), "wsgi.input": Line(data, seen, lost)}
        bodies(environ, lambda status, headers: said.append(status))
        return said[0], seen

    return ask


@pytest.mark.parametrize("size", [PIECE + 1, SMALL + 1])
def test_it_is_read_whole_before_anybody_waits_with_it(answered: Any, size: int) -> None:
    assert answered(b"x" * size) == ("200 OK", [b"x" * size])


@pytest.mark.parametrize("lost", [True, False])
def test_what_came_before_the_connection_was_lost_is_kept(answered: Any, lost: bool) -> None:
    assert answered(b"x" * 70_000, length=100_000, lost=lost) == ("200 OK", [b"x" * 70_000])


def test_what_is_too_long_is_not_read_and_those_who_are_too_many_come_back(answered: Any) -> None:
    assert answered(b"x" * 100_000, most=99_999) == ("413 Content Too Large", [])
    assert answered(b"x" * 100_000, at_once=0) == ("503 Service Unavailable", [])


def test_no_sender_takes_what_the_disk_is_to_keep_free(answered: Any) -> None:
    size = SMALL + 1
    assert answered(b"x" * size, leave_free=10**18) == ("507 Insufficient Storage", [])
    assert answered(b"x" * (PIECE + 1), leave_free=10**18)[0] == "200 OK", "kept in memory"
