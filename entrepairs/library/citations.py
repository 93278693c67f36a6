"""Citations: what a reference says of a resource, or of what was said at an event."""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import get_language

from entrepairs.core.person_names import NamedModel, NameParts, split_name
from entrepairs.library.licences import licence_named
from entrepairs.library.models import File, Resource

CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ue000-\uf8ff]+")
UNDATED = {"fr": "s. d.", "en": "n.d."}


@dataclass(frozen=True, slots=True)
class Copy:
    """A file of what is cited."""

    address: str
    name: str
    media_type: str
    size: int
    language: str
    seconds: float | None


def copy_of(file: File, address: str) -> Copy:
    return Copy(address, file.name, file.media_type, file.size, file.language, file.duration)


@dataclass(frozen=True, slots=True)
class CitedName:
    """An author or a speaker: as they chose to be named, and as references sort them."""

    name: str
    parts: NameParts
    orcid: str = ""


def cite_name(name: str, family: str = "", orcid: str = "") -> CitedName:
    name = one_line(name)
    return CitedName(name, split_name(name, one_line(family)), orcid)


def cite_named(row: NamedModel) -> CitedName:
    return cite_name(str(row), row.family, row.orcid)


def cited_names(
    resource: Resource, authors: Iterable[NamedModel], voices: Iterable[str]
) -> list[CitedName]:
    """Its authors; of a recording, first those who speak in it."""
    names = [cite_named(author) for author in authors]
    if resource.kind != Resource.Kind.RECORDING:
        return names
    known = {one.name: one for one in names}
    spoken = dict.fromkeys(known.get(one_line(name)) or cite_name(name) for name in voices)
    return [*spoken, *(one for one in names if one not in spoken)]


@dataclass(frozen=True, slots=True)
class Citation:
    """What a citation says. `within` is the journal, the book or the event that it is a part of."""

    kind: str
    key: str
    title: str
    authors: tuple[CitedName, ...]
    year: str
    dated: str
    publisher: str
    series: str
    language: str
    summary: str
    address: str
    licence_address: str
    subjects: tuple[str, ...] = ()
    files: tuple[Copy, ...] = ()
    within: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    doi: str = ""
    isbn: str = ""

    @property
    def dated_or_not(self) -> str:
        """The year; that there is none, in the language of the page."""
        return self.year or UNDATED[(get_language() or "fr")[:2]]

    @property
    def first_and_last_page(self) -> tuple[str, str]:
        first, _dash, last = re.sub(r"\s*[-–—‑]+\s*", "–", self.pages).partition("–")
        return first, last


def citation_of(
    resource: Resource,
    authors: Iterable[CitedName],
    address: str,
    subjects: tuple[str, ...] = (),
    files: tuple[Copy, ...] = (),
) -> Citation:
    organisation = resource.organisation.name if resource.organisation and not resource.own else ""
    named = ("within", "volume", "issue", "pages", "doi", "isbn")
    return Citation(
        kind=resource.kind,
        key=resource.key,
        title=one_line(str(resource.title)),
        authors=tuple(authors),
        year=str(resource.dated.year) if resource.dated else "",
        dated=resource.dated.isoformat() if resource.dated else "",
        publisher=one_line(resource.publisher or organisation),
        series=one_line(str(resource.series.title)) if resource.series else "",
        language=resource.language,
        summary=str(resource.summary),
        address=address,
        licence_address=licence_named(resource.licence).url,
        subjects=subjects,
        files=files,
        **{name: one_line(getattr(resource, name)) for name in named},
    )


def citation_of_talk(
    *,
    key: str,
    title: str,
    speakers: Sequence[CitedName],
    day: dt.date,
    event: str,
    publisher: str,
    language: str,
    summary: str,
    address: str,
) -> Citation:
    """What was said at an event, on that day."""
    return Citation(
        kind="talk",
        key=key,
        title=one_line(title),
        authors=tuple(speakers),
        year=str(day.year),
        dated=day.isoformat(),
        publisher=one_line(publisher),
        series="",
        within=one_line(event),
        language=language,
        summary=summary,
        address=address,
        licence_address="",
    )


def one_line(text: str) -> str:
    """On one line, without what would begin another field of the file."""
    return " ".join(CONTROL.sub(" ", text).split())
