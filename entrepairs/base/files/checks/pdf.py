"""PDF: read whole, object by object. One that runs something, carries files or asks for a password is not kept."""

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject

from entrepairs.base.files.checks import Found
from entrepairs.base.files.kinds import Refused

OBJECTS = 500_000
DEEP = 40
END = 2048
RUNS = {"/JavaScript", "/Launch", "/ImportData", "/Rendition", "/GoToE", "/RichMediaExecute"}
KEYS = {
    "/JS": "active_pdf",
    "/JavaScript": "active_pdf",
    "/XFA": "active_pdf",
    "/RichMediaContent": "active_pdf",
    "/EmbeddedFiles": "attachment",
    "/EF": "attachment",
}
TYPES = {"/EmbeddedFile": "attachment"}


def check(source: Path, cleaned: Path, name: str, kind: str) -> Found:
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    _ends(source)
    try:
        with source.open("rb") as file:
            reader = PdfReader(file)
            if reader.is_encrypted and not reader.decrypt(""):
                raise Refused("locked")
            if not reader.pages:
                raise Refused("unreadable")
            for thing in _things(reader):
                _look(thing, 0)
    except Refused:
        raise
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OSError) as error:
        raise Refused("unreadable") from error
    return Found("pdf")


def _ends(source: Path) -> None:
    with source.open("rb") as file:
        file.seek(max(source.stat().st_size - END, 0))
        if b"%%EOF" not in file.read():
            raise Refused("cut_short")


def _things(reader: PdfReader) -> Iterator[Any]:
    """Every object, those packed into others included; not kept in memory."""
    numbers = {number for ids in reader.xref.values() for number in ids} | set(reader.xref_objStm)
    if len(numbers) > OBJECTS:
        raise Refused("too_heavy")
    yield reader.trailer
    for done, number in enumerate(sorted(numbers)):
        found = reader.get_object(number)
        if found is not None:
            yield found
        if done % 500 == 499:
            reader.resolved_objects.clear()


def _look(thing: Any, depth: int) -> None:
    """Within one object; those it points to are looked at in their turn."""
    if depth > DEEP:
        raise Refused("too_heavy")
    if isinstance(thing, DictionaryObject):
        for key in dict.keys(thing):
            if key in KEYS:
                raise Refused(KEYS[key])
        if str(dict.get(thing, "/S", "")) in RUNS:
            raise Refused("active_pdf")
        if str(dict.get(thing, "/Type", "")) in TYPES:
            raise Refused("attachment")
        for value in dict.values(thing):
            _look(value, depth + 1)
    elif isinstance(thing, ArrayObject):
        for value in list.__iter__(thing):
            _look(value, depth + 1)
