"""PDF: read whole, object by object. One that runs something, carries files or asks for a password
is not kept.

The names of who wrote it and who noted something in it are taken out: nothing in a testimony leads
to the person who gave it. Its title, its tags and what it is drawn with stay.
"""

import logging
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject

from entrepairs.files.checks import Found
from entrepairs.files.types import Refused

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
# What may stay of what it tells of itself:
# https://opensource.adobe.com/dc-acrobat-sdk-docs/pdfstandards/PDF32000_2008.pdf, 14.3.3
TOLD = {
    "/Title",
    "/Subject",
    "/Keywords",
    "/Creator",
    "/Producer",
    "/CreationDate",
    "/ModDate",
    "/Trapped",
}
NAMES = (
    "dc:creator",
    "dc:contributor",
    "pdf:Author",
    "xmpRights:Owner",
    "photoshop:AuthorsPosition",
    "pdfx:[A-Za-z]+",
)
WHO = re.compile(
    "|".join(
        rf"<{name}\b[^>]*/>|<{name}\b[^>]*>.*?</{name}\s*>|\s{name}=(?:\"[^\"]*\"|'[^']*')"
        for name in NAMES
    ),
    re.DOTALL,
)


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
            changed = not _is_signed(reader) and _names_somebody(reader)
            if changed:
                _write_bare(reader, cleaned)
    except Refused:
        raise
    except (
        PyPdfError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        IndexError,
        RecursionError,
        OSError,
    ) as error:
        raise Refused("unreadable") from error
    return Found("pdf", cleaned=changed)


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


def _is_signed(reader: PdfReader) -> bool:
    """Then it stays as it was signed."""
    form: Any = reader.root_object.get("/AcroForm")
    return form is not None and bool(int(form.get_object().get("/SigFlags", 0)) & 1)


def _names_somebody(reader: PdfReader) -> bool:
    info: Any = reader.trailer.get("/Info")
    told = (
        set(info.get_object())
        if info is not None and isinstance(info.get_object(), dict)
        else set()
    )
    return (
        bool(told - TOLD)
        or _bare_words(reader.root_object) is not None
        or any(map(_is_note, _things(reader)))
    )


def _bare_words(root: Any) -> bytes | None:
    """What it tells of itself as XMP, without names; nothing when there is none in it."""
    stream: Any = root.get("/Metadata")
    if stream is None:
        return None
    data = stream.get_object().get_data()
    try:
        before = data.decode()
    except UnicodeDecodeError:
        return b""
    after = "" if "\0" in before else WHO.sub("", before)
    return after.encode() if after != before else None


def _is_note(thing: Any) -> bool:
    """Words laid over a page, under the name of their author; not a field of a form, whose
    name is its own."""
    return (
        isinstance(thing, DictionaryObject)
        and "/T" in thing
        and "/Rect" in thing
        and thing.get("/Subtype") != "/Widget"
    )


def _write_bare(reader: PdfReader, cleaned: Path) -> None:
    """All that can be reached from its pages, written again."""
    writer = PdfWriter(clone_from=reader)
    told = {
        key: value
        for key, value in (reader.metadata or {}).items()
        if key in TOLD and isinstance(value, str)
    }
    writer.metadata = told or None
    root: Any = writer.root_object
    if (words := _bare_words(root)) is not None:
        bare = DecodedStreamObject()
        bare.update(
            {
                NameObject("/Type"): NameObject("/Metadata"),
                NameObject("/Subtype"): NameObject("/XML"),
            }
        )
        bare.set_data(words)
        writer._replace_object(root.raw_get("/Metadata"), bare)
    for thing in writer._objects:
        if _is_note(thing):
            del thing["/T"]  # type: ignore[union-attr]
    with cleaned.open("wb") as file:
        writer.write(file)
