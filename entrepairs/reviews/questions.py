"""What a review asks, in both languages: data/questions.yaml, with its source."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from entrepairs.vocabulary.models import in_active_language

FILE = Path(__file__).resolve().parent / "data" / "questions.yaml"


@dataclass(frozen=True, slots=True)
class Question:
    key: str
    choice: bool  # else in words only
    fr: str
    en: str

    def __str__(self) -> str:
        return in_active_language(self.fr, self.en)


@cache
def read_questions() -> dict[str, Question]:
    rows = yaml.safe_load(FILE.read_text())["questions"]
    return {row["key"]: Question(**row) for row in rows}
