"""Writing the index again when a new version calls things otherwise: "testimony" and "plénière" are
words of the catalogues, copied into it (index.say_kind).

Each room that says kinds adds its source in its AppConfig.ready().
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import translation

from entrepairs.core import hats
from entrepairs.core.bilingual import LANGUAGES
from entrepairs.search.index import TEXTS, index_entries
from entrepairs.search.models import Entry


@dataclass(frozen=True, slots=True)
class EntrySource:
    """What a room puts in the index: the words it adds to entries, and these entries, in parts."""

    labels: Iterable[Any]
    entries: Callable[[], Iterable[list[Entry]]]


_sources: dict[str, EntrySource] = {}


def add_source(room: str, labels: Iterable[Any], entries: Callable[[], Any]) -> None:
    _sources[room] = EntrySource(list(labels), entries)


def digest_words() -> dict[str, str]:
    """By room, the words that it would now add, in both languages."""
    found = {room: hashlib.sha256() for room in _sources}
    for language in LANGUAGES:
        with translation.override(language):
            for room, digest in found.items():
                digest.update("\0".join(map(str, _sources[room].labels)).encode() + b"\0\0")
    return {room: digest.hexdigest()[:32] for room, digest in found.items()}


def rewrite_changed(former: Mapping[str, str]) -> dict[str, str]:
    """Writes again what reads otherwise, of the rooms whose words are not the `former` ones. The
    words there are now."""
    now = digest_words()
    for room in now:
        if former.get(room) != now[room]:
            with hats.system("things are found by what this version calls them"):
                for entries in _sources[room].entries():
                    rewrite_entries(entries)
    return now


def rewrite_entries(entries: list[Entry]) -> None:
    """Only those whose texts are others: most stay as they are."""
    rows = Entry.objects.filter(key__in=[entry.key for entry in entries])
    known = {row[:2]: row[2:] for row in rows.values_list("kind", "key", *TEXTS)}
    changed = [
        entry
        for entry in entries
        if known.get((entry.kind, entry.key)) != tuple(getattr(entry, name) for name in TEXTS)
    ]
    if changed:
        index_entries(*changed)
