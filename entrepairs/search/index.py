"""What can be found: entries for the search, written in the transaction that publishes, changes or withdraws a thing.

The library does it for what it keeps; a room above for what it publishes, and says in its own policies.sql who may write
its entries. Only what is published for everyone is ever put here.
"""

import datetime as dt
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from entrepairs.search.models import Entry

WORDS = ("title_fr", "title_en", "names", "text_fr", "text_en")
COLUMNS = ("path", "whole", "series_id", "language", "dated", "concepts", *WORDS)
SECONDS = re.compile(r"[?&]t=(\d{1,7})\b")
MARKS = str.maketrans("", "", "\x00\x02\x03")  # 2 and 3 stand around what is highlighted


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One thing that can be found. `kind` and `key` name it; `names` are the people in it, as one line.

    A moment of a recording says in `whole` the key of that recording: moments of one recording are one line of the
    results, called as the recording is. It needs no title of its own; its path leads there ("/library/<key>/?t=754").
    """

    kind: str
    key: str
    path: str
    whole: str = ""
    title_fr: str = ""
    title_en: str = ""
    text_fr: str = ""
    text_en: str = ""
    names: str = ""
    language: str = ""
    dated: dt.date | None = None
    series_id: int | None = None
    concepts: Collection[int] = ()


def clock(path: str) -> str:
    """When in its recording a moment is, from its address: "12:34", "1:02:03"."""
    said = SECONDS.search(path)
    if not said:
        return ""
    minutes, seconds = divmod(int(said[1]), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


_labels: dict[str, Any] = {}


def name_kind(kind: str, label: Any) -> None:
    """What a kind is called on the pages of the search; for the rooms above, in their apps.py."""
    _labels[kind] = label


def kinds() -> dict[str, Any]:
    return _labels


def shelve(*things: Found) -> None:
    """Put these on the shelf, or their new words in place of the former ones. One statement."""
    rows = [Entry(kind=one.kind, key=one.key, **_columns(one)) for one in things]
    Entry.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["kind", "key"],
        update_fields=list(COLUMNS),
        batch_size=500,
    )


def unshelve(*, kind: str, keys: Iterable[str]) -> None:
    """Take these from the shelf."""
    Entry.objects.filter(kind=kind, key__in=list(keys)).delete()


def _columns(one: Found) -> dict[str, Any]:
    words = {name: getattr(one, name).translate(MARKS) for name in WORDS}
    rest = {
        name: getattr(one, name) for name in ("path", "whole", "series_id", "language", "dated")
    }
    return {**words, **rest, "concepts": sorted(one.concepts)}
