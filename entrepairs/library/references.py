"""References in words: as at the end of an article, in the styles of data/styles.yaml.

Written by citeproc-py, of the same CSL-JSON that reference managers are given.
"""

import json
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock
from types import SimpleNamespace
from typing import Any

import yaml
from citeproc import Citation as Cited
from citeproc import CitationItem, CitationStylesBibliography, CitationStylesStyle
from citeproc.source.json import CiteProcJSON
from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from entrepairs.library.citations import Citation, CitedName, one_line
from entrepairs.vocabulary.models import in_active_language

DATA = Path(__file__).resolve().parent / "data"
LOCALES = {"fr": "fr-FR", "en": "en-GB"}
CSL_TYPES = {
    "article": "article-journal",
    "book": "book",
    "chapter": "chapter",
    "thesis": "thesis",
    "report": "report",
    "link": "webpage",
    "recording": "broadcast",
    "talk": "paper-conference",
}
BEGIN, END = "\ue000", "\ue001"  # of what is in italics: nothing that is cited holds them
# citeproc-py is not written for several threads: what it has rendered is kept in the style.
TURN = Lock()


@dataclass(frozen=True, slots=True)
class Style:
    key: str
    file: str
    fr: str
    en: str
    locale: str

    @property
    def label(self) -> str:
        return in_active_language(self.fr, self.en)


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference in one style; `language` when it is not that of the page."""

    style: Style
    html: SafeString
    text: str
    language: str


@cache
def read_styles() -> dict[str, Any]:
    return dict(yaml.safe_load((DATA / "styles.yaml").read_text(encoding="utf-8")))


@cache
def all_styles() -> dict[str, Style]:
    names = Style.__dataclass_fields__
    lines = read_styles()["styles"]
    return {line["key"]: Style(**{name: line[name] for name in names}) for line in lines}


def chosen_style(key: str) -> Style:
    """Of this key; else the one that is usual in the language of the page."""
    styles = all_styles()
    return styles.get(key) or styles[read_styles()["first"][page_language()]]


def page_language() -> str:
    return (get_language() or "fr")[:2]


def write_reference(cited: Citation, key: str = "") -> Reference:
    style = chosen_style(key)
    item = to_csl(cited)
    item.pop("abstract", None)  # a style prints it
    if not cited.dated:  # what has no date is told with the day on which it was read
        today = timezone.localdate()
        item["accessed"] = {"date-parts": [[today.year, today.month, today.day]]}
    locale = style.locale or LOCALES[page_language()]
    marked = render_item(json.dumps(item, sort_keys=True), style.file, locale)
    html = str(escape(marked)).replace(BEGIN, "<cite>").replace(END, "</cite>")
    language = locale[:2] if locale[:2] != page_language() else ""
    text = marked.replace(BEGIN, "").replace(END, "")
    return Reference(style, mark_safe(html), text, language)


def reference_context(key: str, cited: Citation) -> dict[str, Any]:
    """For the page of what is cited: its reference in one style, and the other styles."""
    return {"reference": write_reference(cited, key), "styles": list(all_styles().values())}


@lru_cache(maxsize=2000)
def render_item(item: str, file: str, locale: str) -> str:
    """The reference, with signs around what is in italics."""
    given = json.loads(item)
    with TURN:
        bibliography = CitationStylesBibliography(
            load_style(file, locale), CiteProcJSON([given]), FORMATTER
        )
        bibliography.register(Cited([CitationItem(given["id"])]))
        written = " ".join(str(bibliography.bibliography()[0]).split())
    if "author" not in given:
        for words in (given.get("title", ""), given.get("publisher", "")):
            written = say_once(written, words)
    return written


@cache
def load_style(file: str, locale: str) -> CitationStylesStyle:
    style = CitationStylesStyle(str(DATA / "styles" / file), locale=locale, validate=False)
    # citeproc-py does not know initialize="false", by which names of a bibliography stay whole.
    if style.xml.xpath("//*[local-name()='bibliography']") and "chicago" in file:
        style.root.attrib.pop("initialize-with", None)
    return style


def say_once(written: str, words: str) -> str:
    """What stands in place of an author is not said again: citeproc-py forgets it in macros."""
    before, after = rf"(?:«\s?|[{BEGIN}‘“])?", rf"(?:\s?»|[{END}’”])?[.,]*[{END}’”]?(?:\s|$)"
    said = before + re.escape(words) + after
    first = re.match(said, written, re.IGNORECASE)
    if not words or not first:
        return written
    again = re.search(said, written[first.end() :], re.IGNORECASE)
    return (
        written[: first.end()] + written[first.end() :].replace(again[0], "", 1)
        if again
        else written
    )


def in_italics(text: Any) -> str:
    return f"{BEGIN}{text}{END}"


FORMATTER = SimpleNamespace(
    preformat=str,
    Italic=in_italics,
    **dict.fromkeys(
        ("Oblique", "Bold", "Light", "Underline", "Superscript", "Subscript", "SmallCaps"), str
    ),
)


def to_csl(cited: Citation) -> dict[str, Any]:
    """An item of CSL-JSON."""
    item: dict[str, Any] = {
        "id": cited.key,
        "type": CSL_TYPES.get(cited.kind, "document"),
        "title": cited.title,
        "author": [csl_name(author) for author in cited.authors],
        "issued": {"date-parts": [[int(part) for part in cited.dated.split("-")]]}
        if cited.dated
        else None,
        "container-title": cited.within,
        "volume": cited.volume,
        "issue": cited.issue,
        "page": "-".join(filter(None, cited.first_and_last_page)),
        "publisher": cited.publisher,
        "collection-title": cited.series,
        "DOI": cited.doi,
        "ISBN": cited.isbn,
        "language": cited.language,
        "abstract": one_line(cited.summary),
        "URL": cited.address,
    }
    return {name: value for name, value in item.items() if value}


def csl_name(author: CitedName) -> dict[str, str]:
    if author.parts.literal:
        return {"literal": author.parts.family}
    return {"family": author.parts.family, "given": author.parts.given}
