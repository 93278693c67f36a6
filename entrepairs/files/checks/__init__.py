"""What a file is, told by its bytes, and whether it is safe to hand on. Each check may also clean
it.

Run in a process of its own (see ../checking.py): a file made to harm stops that one, and nothing
else.
"""

import zipfile
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from entrepairs.files.types import HEAD, Refused, beginning_of

SPEAKS = (b"<html", b"<script", b"<?php", b"<svg", b"<!doctype")
LOOKED_AT = 1024


@dataclass(frozen=True, slots=True)
class Found:
    """What was found: the key of its kind, how long it lasts, and whether a cleaned copy was
    written."""

    kind: str
    duration: float | None = None
    cleaned: bool = False


def check(source: Path, cleaned: Path, name: str) -> Found:
    """Look at it whole. Where something was taken out, what is left is in `cleaned`. Raises
    Refused."""
    with source.open("rb") as file:
        head = file.read(LOOKED_AT)
    if not head:
        raise Refused("empty")
    beginning = beginning_of(head[:HEAD])
    if beginning is None:
        return _run("text", source, cleaned, name, "")
    if beginning.refused:
        raise Refused(beginning.refused)
    if beginning.check != "archive":
        _says_one_thing(source, head, beginning.check)
    return _run(beginning.check, source, cleaned, name, beginning.kind)


def _run(check_name: str, source: Path, cleaned: Path, name: str, kind: str) -> Found:
    module = import_module(f"entrepairs.files.checks.{check_name}")
    found: Found = module.check(source, cleaned, name, kind)
    return found


def _says_one_thing(source: Path, head: bytes, is_a: str) -> None:
    """Not also a page for a browser, an archive for an unpacker or a PDF for a reader."""
    small = head.lower()
    if any(mark in small for mark in SPEAKS) and is_a != "pdf":
        raise Refused("two_things")
    if is_a != "pdf" and b"%pdf-" in small:
        raise Refused("two_things")
    if zipfile.is_zipfile(source):
        raise Refused("two_things")
