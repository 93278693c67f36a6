"""Texts a group can start from, in both languages: data/texts.yaml, with their sources."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from entrepairs.vocabulary.models import in_active_language

FILE = Path(__file__).resolve().parent / "data" / "texts.yaml"


@cache
def read_texts() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(FILE.read_text())
    return found


def starting_agreement() -> str:
    """One promise a line, in the language of the page."""
    found = read_texts()["agreement"]
    return "\n".join(in_active_language(one["fr"], one["en"]) for one in found["lines"])


def months_to_review() -> int:
    return int(read_texts()["agreement"]["review_after_months"])


def starting_unwell() -> str:
    found = read_texts()["unwell"]
    return "\n".join(in_active_language(one["fr"], one["en"]) for one in found["lines"])
