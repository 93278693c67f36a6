"""Words that may be there in one language only: a page shows those it has, and says in which
language they are."""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language

LANGUAGES = ("fr", "en")


@dataclass(frozen=True, slots=True)
class Said:
    """Some words and their language; `foreign` when it is not the language of the page."""

    text: str
    language: str
    foreign: bool

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.text)


def said(row: Any, name: str, language: str | None = None) -> Said:
    """What the columns `name_fr` and `name_en` say, in that language if they do, else in the
    other."""
    wanted = "fr" if (language or get_language() or "fr").startswith("fr") else "en"
    other = "en" if wanted == "fr" else "fr"
    if text := getattr(row, f"{name}_{wanted}"):
        return Said(text, wanted, False)
    if text := getattr(row, f"{name}_{other}"):
        return Said(text, other, True)
    text = getattr(row, f"{name}_other", "")  # where words may be in any one language
    return Said(text, row.other_language if text else other, bool(text))


class In:
    """An attribute that reads such a pair of columns: `title = In("title")`."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __get__(self, row: Any, _kind: type | None = None) -> Any:
        return self if row is None else said(row, self.name)


def in_some_language(name: str, label: str, *, other: bool = False) -> models.CheckConstraint:
    """At least one of the two is there; or, with `other`, the one in another language."""
    columns = {f"{name}_fr": "", f"{name}_en": ""} | ({f"{name}_other": ""} if other else {})
    return models.CheckConstraint(condition=~Q(**columns), name=label)
