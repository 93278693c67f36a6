"""What a plan can start from, in both languages: data/templates.yaml, with its sources."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from entrepairs.vocabulary.models import Labelled

FILE = Path(__file__).resolve().parent / "data" / "templates.yaml"


@dataclass(frozen=True, slots=True)
class Words(Labelled):
    """A title and what it is about, in the language of the page."""

    key: str
    fr: str
    en: str
    fr_hint: str
    en_hint: str


@dataclass(frozen=True, slots=True)
class PlanTemplate:
    title: Words
    parts: dict[str, Words]
    review_after_months: int


@cache
def read_templates() -> dict[str, PlanTemplate]:
    raw = yaml.safe_load(FILE.read_text())["templates"]
    languages = ("fr", "en", "fr_hint", "en_hint")
    return {
        key: PlanTemplate(
            Words(key, *(row[name] for name in languages)),
            {part["key"]: Words(**part) for part in row["parts"]},
            row["review_after_months"],
        )
        for key, row in raw.items()
    }


def title_of_part(template: str, part: str) -> Words | None:
    return read_templates()[template].parts.get(part)
