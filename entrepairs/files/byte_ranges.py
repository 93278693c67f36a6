"""Byte ranges, RFC 9110 section 14: one at a time. Pure."""

import re
from dataclasses import dataclass

ONE = re.compile(r"\s*bytes\s*=\s*(\d*)\s*-\s*(\d*)\s*", re.ASCII | re.IGNORECASE)
DIGITS = 18


@dataclass(frozen=True, slots=True)
class Part:
    """The bytes from start to before stop."""

    start: int
    stop: int


class Unsatisfiable(Exception):
    """Nothing of it is there: 416."""


def asked(header: str | None, size: int) -> Part | None:
    """The part that is asked for; None for the whole: nothing asked, not understood, or several at
    once."""
    found = ONE.fullmatch(header or "")
    if found is None or found[1] == found[2] == "" or max(len(found[1]), len(found[2])) > DIGITS:
        return None
    if not found[1]:
        last = int(found[2])
        if last == 0 or size == 0:
            raise Unsatisfiable
        return Part(max(size - last, 0), size)
    start = int(found[1])
    stop = int(found[2]) + 1 if found[2] else size
    if found[2] and int(found[2]) < start:
        return None
    if start >= size:
        raise Unsatisfiable
    return Part(start, min(stop, size))
