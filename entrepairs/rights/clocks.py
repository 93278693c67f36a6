"""Clocks of the law, as data with the text that each was read in (data/clocks.yaml)."""

import datetime as dt
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from entrepairs.vocabulary.easy import Words


@dataclass(frozen=True, slots=True)
class Clock:
    """How long there is, and by which law."""

    key: str
    name: Words
    rule: Words
    source: str
    checked_on: dt.date
    length: dt.timedelta
    more: dt.timedelta  # with reasons


@cache
def clocks() -> dict[str, Clock]:
    path = Path(__file__).parent / "data" / "clocks.yaml"
    read: dict[str, dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {
        key: Clock(
            key,
            Words(told["fr"], told["en"]),
            Words(told["fr_rule"], told["en_rule"]),
            told["source"],
            told["checked_on"],
            dt.timedelta(days=told.get("days", 0), hours=told.get("hours", 0)),
            dt.timedelta(days=told.get("more_days", 0)),
        )
        for key, told in read.items()
    }
