"""Words of the ledger in both languages: data/ledger.yaml, with its source."""

import datetime as dt
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from entrepairs.vocabulary.models import in_active_language

FILE = Path(__file__).resolve().parent / "data" / "ledger.yaml"
OPEN = "open"


@dataclass(frozen=True, slots=True)
class Word:
    """One answer of a list, in the language of the page."""

    key: str
    fr: str
    en: str

    def __str__(self) -> str:
        return in_active_language(self.fr, self.en)


@dataclass(frozen=True, slots=True)
class LedgerWords:
    """`mark`: nobody has read the themes in their source word by word."""

    themes: dict[str, Word]
    channels: dict[str, Word]
    outcomes: dict[str, Word]
    source: str
    mark: str
    checked_on: dt.date


@cache
def read_words() -> LedgerWords:
    raw = yaml.safe_load(FILE.read_text())
    lists = {
        name: {one["key"]: Word(**one) for one in raw[name]}
        for name in ("themes", "channels", "outcomes")
    }
    return LedgerWords(
        **lists, source=raw["source"], mark=raw["mark"], checked_on=raw["checked_on"]
    )
