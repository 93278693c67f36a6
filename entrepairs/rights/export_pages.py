"""The pages of an export: to be read without a network and without us, and searched."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.template.loader import render_to_string
from django.utils import timezone, translation

from entrepairs.ledger.held import Held
from entrepairs.rights.export_rows import Row, Rows

PAGES = {"fr": "a-lire.html", "en": "read-me.html"}


@cache
def column_words() -> dict[str, dict[str, str]]:
    """What columns are called, by language; one that is not here is in the data alone."""
    path = Path(__file__).parent / "data" / "columns.yaml"
    return dict(yaml.safe_load(path.read_text(encoding="utf-8")))


def write_page(
    language: str, kinds: Iterable[Held], told: dict[str, Rows], files: list[str]
) -> str:
    with translation.override(language):
        sections = [
            {
                "words": kind.words,
                "seen_by": kind.seen_by,
                "until": kind.until,
                "rows": [_lines(row, language) for rows in told[kind.key].values() for row in rows],
            }
            for kind in kinds
        ]
        context = {
            "language": language,
            "sections": [section for section in sections if section["rows"]],
            "files": files,
            "made_at": timezone.localtime(),
        }
        return render_to_string("rights/export.html", context)


def _lines(row: Row, language: str) -> list[tuple[str, str]]:
    """Each column in words with its value; empty ones are left out."""
    words = column_words()
    return [
        (words[name][language], _text(value, language))
        for name, value in row.items()
        if name in words and value not in (None, "", [], False)
    ]


def _text(value: Any, language: str) -> str:
    if value is True:
        return "oui" if language == "fr" else "yes"
    if isinstance(value, list):
        return ", ".join(map(str, value))
    text = str(value)
    return text[:16].replace("T", " ") if text[4:5] == text[7:8] == "-" and "T" in text else text
