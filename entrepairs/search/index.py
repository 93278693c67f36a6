"""The search index: entries, written in the transaction that publishes or changes something.

The library does it for its resources, a room above for what it publishes, and says in its own
policies who may write its entries. Only what is published for everyone is ever put here.

Python only puts entries in. The database takes them out, by triggers on what they are about: a
consent withdrawn, a file replaced or a row deleted ends a publication without any Python.
"""

import re
from typing import Any

from django.utils import translation

from entrepairs.core.bilingual import LANGUAGES
from entrepairs.search.models import Entry
from entrepairs.ui.formats import time_code

TEXTS = ("title_fr", "title_en", "title_other", "names", "text_fr", "text_en", "text_other")
COLUMNS = (
    *("path", "whole", "series_id", "language", "other_language", "dated", "concepts"),
    *TEXTS,
)
SECONDS = re.compile(r"[?&]t=(\d{1,7})\b")
# PostgreSQL refuses the first; the two others stand around what is highlighted in a result.
REFUSED = str.maketrans("", "", "\x00\x02\x03")

KIND_SIGN = "\n\x1f\n"  # no text has it: what follows says what the entry is

_labels: dict[str, Any] = {}


def name_kind(kind: str, label: Any) -> None:
    """What a kind is called on the pages of the search; for the rooms above, in their apps.py."""
    _labels[kind] = label


def kind_labels() -> dict[str, Any]:
    return _labels


def time_code_in(path: str) -> str:
    """The time code of a moment in its recording, from its address; nothing without one."""
    second = SECONDS.search(path)
    return time_code(int(second[1])) if second else ""


def say_kind(entry: Entry, *labels: Any) -> Entry:
    """Found also by what it is, in both languages: plenary, testimony.

    Said in the texts that there are, so that a page in the other language still shows them; after a
    sign, by which no extract shows it.
    """
    told = [x for x in LANGUAGES if getattr(entry, f"text_{x}")] or LANGUAGES
    for language in LANGUAGES:
        column = f"text_{language if language in told else told[0]}"
        with translation.override(language):
            text, _sign, said = getattr(entry, column).partition(KIND_SIGN)
            kinds = "\n".join(filter(None, [said, *map(str, labels)]))
            setattr(entry, column, f"{text}{KIND_SIGN}{kinds}")
    return entry


def index_entries(*entries: Entry) -> None:
    """Puts unsaved entries in the index, in place of former ones of the same kind and key."""
    for entry in entries:
        for name in TEXTS:
            setattr(entry, name, getattr(entry, name).translate(REFUSED))
        entry.concepts = sorted(entry.concepts)
    Entry.objects.bulk_create(
        entries,
        update_conflicts=True,
        unique_fields=["kind", "key"],
        update_fields=list(COLUMNS),
        batch_size=500,
    )
