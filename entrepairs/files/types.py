"""What is kept and what is refused: data/types.yaml, read once. Without Django: the check runs in a
process of its own."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).parent / "data" / "types.yaml"
HEAD = 64  # bytes that tell


class Refused(Exception):
    """It is not kept, for this reason: a key of reasons.py."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Kind:
    """A type that is kept."""

    key: str
    media_type: str
    check: str
    ends: tuple[str, ...]
    fr: str
    en: str
    shown: bool = False


@dataclass(frozen=True, slots=True)
class Beginning:
    """First bytes, and what they mean."""

    marks: tuple[tuple[int, bytes], ...]
    check: str
    kind: str
    refused: str

    def fits(self, head: bytes) -> bool:
        return all(head[at : at + len(mark)] == mark for at, mark in self.marks)


@cache
def _read() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return found


@cache
def kinds() -> dict[str, Kind]:
    return {line["key"]: Kind(**{**line, "ends": tuple(line["ends"])}) for line in _read()["kinds"]}


@cache
def by_media_type() -> dict[str, Kind]:
    return {kind.media_type: kind for kind in kinds().values()}


@cache
def beginnings() -> tuple[Beginning, ...]:
    return tuple(
        Beginning(
            marks=tuple(_mark(line[name]) for name in ("bytes", "and") if name in line),
            check=line.get("check", ""),
            kind=line.get("kind", ""),
            refused=line.get("refused", ""),
        )
        for line in _read()["begins"]
    )


def _mark(words: str) -> tuple[int, bytes]:
    bytes_, _at, offset = words.partition("@")
    return int(offset or 0), bytes.fromhex(bytes_)


@cache
def runs() -> frozenset[str]:
    """Ends of names of scripts and pages."""
    return frozenset(_read()["runs"])


@cache
def page_tags() -> tuple[bytes, ...]:
    return tuple(tag.encode() for tag in _read()["page_tags"])


def beginning_of(head: bytes) -> Beginning | None:
    """What its first bytes say; None when they may be text."""
    return next((one for one in beginnings() if one.fits(head)), None)
