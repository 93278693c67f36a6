"""Easy-to-read versions of pages, one press away from them: `data/easy.yaml` has their words."""

import datetime as dt
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

import yaml
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from entrepairs.vocabulary import help
from entrepairs.vocabulary.files import FOLDER, StrictLoader
from entrepairs.vocabulary.models import in_active_language

PICTURES = FOLDER.parent / "static" / "vocabulary" / "pictograms"


@dataclass(frozen=True, slots=True)
class Words:
    """One short sentence, in the language of the page."""

    fr: str
    en: str

    def __str__(self) -> str:
        return in_active_language(self.fr, self.en)


@dataclass(frozen=True, slots=True)
class Part:
    """One pictogram, what it is about, and a few lines."""

    picture: str
    title: Words
    lines: tuple[Words, ...]
    numbers: str = ""  # the help lines that follow: urgent, others, or none


@dataclass(frozen=True, slots=True)
class EasyPage:
    """`full` is the name of the address where all of it is said."""

    key: str
    full: str
    title: Words
    parts: tuple[Part, ...]
    leave: bool = False
    signed_in: bool = False


@dataclass(frozen=True, slots=True)
class EasyTexts:
    pages: dict[str, EasyPage]
    numbers: dict[str, Words]
    checked_on: dt.date
    read_by: tuple[str, ...]


def _titled(kind: type[Any], row: dict[str, Any], **inside: Any) -> Any:
    """A row of the file; what it calls otherwise is an error, not left aside."""
    known = {field.name for field in fields(kind)}
    title = Words(row["fr"], row["en"])
    rest = {name: value for name, value in row.items() if name not in ("fr", "en")}
    if unknown := rest.keys() - known:
        raise ValueError(f"easy.yaml: unknown {', '.join(sorted(unknown))}")
    return kind(**{**rest, **inside, "title": title})


@cache
def read_texts() -> EasyTexts:
    raw = yaml.load((FOLDER / "easy.yaml").read_text(encoding="utf-8"), StrictLoader)  # noqa: S506 (a safe loader, stricter)
    pages = {}
    for row in raw["pages"]:
        parts = [
            _titled(Part, part, lines=tuple(Words(**line) for line in part["lines"]))
            for part in row["parts"]
        ]
        pages[row["key"]] = _titled(EasyPage, row, parts=tuple(parts))
    numbers = {key: Words(**words) for key, words in raw["numbers"].items()}
    return EasyTexts(pages, numbers, raw["checked_on"], tuple(raw["read_by"]))


@login_not_required
@require_safe
def page(request: HttpRequest, key: str) -> HttpResponse:
    """The easy version of one page. That of help has the numbers of the country that is asked for,
    as the full one."""
    texts = read_texts()
    if (found := texts.pages.get(key)) is None:
        raise Http404
    context: dict[str, Any] = {"easy": found, "texts": texts}
    if any(part.numbers for part in found.parts):
        context |= help.numbers_asked(request)
    response = render(request, "vocabulary/easy.html", context)
    patch_cache_control(response, private=True)
    return response
