"""Text: readable words, not a page nor a script. Kept as UTF-8, so that accents are read by
everyone."""

import json
import re
from pathlib import Path

from entrepairs.files.checks import Found
from entrepairs.files.filenames import ending
from entrepairs.files.types import Refused, kinds, page_tags, runs

LONGEST = 20_000_000
CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}


def check(source: Path, cleaned: Path, name: str, kind: str) -> Found:
    if source.stat().st_size > LONGEST:
        raise Refused("unknown")
    data = source.read_bytes()
    words = decoded(data)
    if CONTROL.search(words):
        raise Refused("unknown")
    end = ending(name)
    _not_run(words, end)
    found = _which(words, end)
    written = words.encode()
    if written != data:
        cleaned.write_bytes(written)
    return Found(found, cleaned=written != data)


def decoded(data: bytes) -> str:
    """As its mark says, else UTF-8, else as spreadsheets of Western Europe write it."""
    for mark, encoding in MARKS.items():
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                raise Refused("unknown") from None
    for encoding in ("utf-8", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused("unknown")


def _not_run(words: str, end: str) -> None:
    start = words.lstrip()[:400].lower().encode()
    if start.startswith((b"<svg", b"<?xml")) or (b"<svg" in start and start.startswith(b"<!")):
        raise Refused("svg" if b"<svg" in start else "page")
    if start.startswith(b"<") and start[1:].startswith(page_tags()):
        raise Refused("page")
    if start.startswith(b"#!"):
        raise Refused("program")
    if end == "svg":
        raise Refused("svg")
    if end in runs():
        raise Refused("page" if end in {"html", "htm", "xhtml", "xml", "mht"} else "program")


def _which(words: str, end: str) -> str:
    """Among texts, which are all read the same way, the end of the name may tell."""
    if words.startswith("WEBVTT"):
        return "vtt"
    if end == "vtt":
        raise Refused("captions")
    if end == "json":
        try:
            json.loads(words)
        except (ValueError, RecursionError):
            raise Refused("unreadable") from None
        return "json"
    return "csv" if end in kinds()["csv"].ends else "text"
