"""How to cite a thing: in words, as BibTeX, RIS and CSL-JSON; and what machines read in its page."""

import datetime as dt
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from entrepairs.library.licences import licence
from entrepairs.library.models import Author, File, Resource

BIBTEX = str.maketrans(
    {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
    | {c: f"\\{c}" for c in "&%$#_"}
    # BibTeX counts every brace, also after a backslash: one alone would swallow the rest of the file.
    | {"{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
)
BIBTEX_TYPES = {"book": "book", "talk": "inproceedings"}
RIS_TYPES = {"book": "BOOK", "link": "ELEC", "talk": "CPAPER"}
CSL_TYPES = {"book": "book", "link": "webpage", "recording": "broadcast", "talk": "speech"}
# Of what was said at an event, that is no series of books but where it was said.
WITHIN = {"talk": ("booktitle", "T2", "event-title")}
SERIES = ("series", "T3", "collection-title")
SCHEMA_TYPES = {
    "book": "Book",
    "link": "WebPage",
    "document": "DigitalDocument",
    "testimony": "Article",
}
DCMI_TYPES = {
    "link": "InteractiveResource",
    "talk": "Event",
    "recording": "",
}  # sound or image: not known yet
SCRIPT = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class Copy:
    """A file of it."""

    address: str
    name: str
    media_type: str
    size: int
    language: str
    seconds: float | None


def copy_of(file: File, address: str) -> Copy:
    return Copy(address, file.name, file.media_type, file.size, file.language, file.duration)


@dataclass(frozen=True, slots=True)
class Citation:
    """What a citation says of a thing."""

    kind: str
    key: str
    title: str
    authors: tuple[str, ...]
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


def citation_of(
    resource: Resource,
    authors: list[Author],
    address: str,
    subjects: tuple[str, ...] = (),
    files: tuple[Copy, ...] = (),
) -> Citation:
    organisation = resource.organisation.name if resource.organisation and not resource.own else ""
    return Citation(
        kind=resource.kind,
        key=resource.key,
        title=_line(str(resource.title)),
        authors=tuple(_line(author.name) for author in authors),
        year=str(resource.dated.year) if resource.dated else "",
        dated=resource.dated.isoformat() if resource.dated else "",
        publisher=_line(resource.publisher or organisation),
        series=_line(str(resource.series.title)) if resource.series else "",
        language=resource.language,
        summary=str(resource.summary),
        address=address,
        licence_address=licence(resource.licence).url,
        subjects=subjects,
        files=files,
    )


def citation_of_talk(
    *, key: str, title: str, names: Sequence[str], day: dt.date, event: str, publisher: str, language: str, summary: str, address: str
) -> Citation:  # fmt: skip
    """What was said at an event, on that day."""
    return Citation(
        kind="talk",
        key=key,
        title=_line(title),
        authors=tuple(map(_line, names)),
        year=str(day.year),
        dated=day.isoformat(),
        publisher=_line(publisher),
        series=_line(event),
        language=language,
        summary=summary,
        address=address,
        licence_address="",
    )


def _line(text: str) -> str:
    """On one line, without what would begin another field of the file."""
    return " ".join(CONTROL.sub(" ", text).split())


def reference(one: Citation) -> SafeString:
    """As at the end of an article: authors, year, title, publisher, address."""
    names = format_html_join(", ", "<bdi>{}</bdi>", ((name,) for name in one.authors))
    year = f" ({one.year})" if one.authors and one.year else one.year
    start = format_html("{}{}. ", names, year) if names or year else ""
    rest = "".join(f" {part}." for part in (one.series, one.publisher) if part)
    return format_html("{}<cite><bdi>{}</bdi></cite>.{} {}", start, one.title, rest, one.address)


def bibtex(one: Citation) -> str:
    fields = {
        "author": " and ".join(f"{{{name.translate(BIBTEX)}}}" for name in one.authors),
        "title": f"{{{one.title.translate(BIBTEX)}}}",
        "year": one.year,
        "publisher": one.publisher.translate(BIBTEX),
        WITHIN.get(one.kind, SERIES)[0]: one.series.translate(BIBTEX),
        "language": one.language,
        "url": one.address,
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value and value != "{}"]
    return (
        f"@{BIBTEX_TYPES.get(one.kind, 'misc')}{{entrepairs-{one.key},\n"
        + ",\n".join(lines)
        + "\n}\n"
    )


def ris(one: Citation) -> str:
    lines = [("TY", RIS_TYPES.get(one.kind, "GEN")), ("ID", one.key), ("TI", one.title)]
    lines += [("AU", name) for name in one.authors]
    lines += [("PY", one.year), ("DA", one.dated.replace("-", "/")), ("PB", one.publisher)]
    lines += [(WITHIN.get(one.kind, SERIES)[1], one.series)]
    lines += [
        ("LA", one.language),
        ("UR", one.address),
        *(("KW", _line(subject)) for subject in one.subjects),
    ]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in lines if value) + "ER  - \r\n"


def csl(one: Citation) -> str:
    item: dict[str, Any] = {
        "id": one.key,
        "type": CSL_TYPES.get(one.kind, "document"),
        "title": one.title,
        "author": [{"literal": name} for name in one.authors],
        "issued": {"date-parts": [[int(part) for part in one.dated.split("-")]]}
        if one.dated
        else None,
        "publisher": one.publisher,
        WITHIN.get(one.kind, SERIES)[2]: one.series,
        "language": one.language,
        "abstract": one.summary,
        "URL": one.address,
    }
    return json.dumps(
        [{name: value for name, value in item.items() if value}], ensure_ascii=False, indent=2
    )


FORMATS = {
    "bib": (bibtex, "application/x-bibtex; charset=utf-8"),
    "ris": (ris, "application/x-research-info-systems; charset=utf-8"),
    "json": (csl, "application/vnd.citationstyles.csl+json; charset=utf-8"),
}


def dublin_core(one: Citation) -> list[tuple[str, str]]:
    """The elements of unqualified Dublin Core, for the page and for harvesters."""
    pairs = [("title", one.title), *(("creator", name) for name in one.authors)]
    pairs += [("subject", subject) for subject in one.subjects]
    pairs += [
        ("description", one.summary),
        ("publisher", one.publisher),
        ("date", one.dated),
        ("type", dcmi(one)),
    ]
    pairs += [
        ("format", media_type)
        for media_type in dict.fromkeys(file.media_type for file in one.files)
    ]
    pairs += [("identifier", file.address) for file in one.files]
    pairs += [("identifier", one.address), ("language", one.language), ("relation", one.series)]
    return [(name, value) for name, value in [*pairs, ("rights", one.licence_address)] if value]


def dcmi(one: Citation) -> str:
    return DCMI_TYPES.get(one.kind, "Text")


def _media(file: Copy) -> dict[str, Any]:
    """A file, as search engines read it."""
    family = file.media_type.partition("/")[0]
    found = {
        "@type": {"audio": "AudioObject", "video": "VideoObject", "image": "ImageObject"}.get(
            family, "MediaObject"
        ),
        "contentUrl": file.address,
        "name": file.name,
        "encodingFormat": file.media_type,
        "contentSize": str(file.size),
        "inLanguage": file.language,
        "duration": f"PT{round(file.seconds)}S" if file.seconds else "",
    }
    return {name: value for name, value in found.items() if value}


def schema_org(one: Citation) -> SafeString:
    """A block of data, which is not run. Nothing in it ends the block."""
    thing = {
        "@context": "https://schema.org",
        "@type": SCHEMA_TYPES.get(one.kind, "CreativeWork"),
        "@id": one.address,
        "url": one.address,
        "name": one.title,
        "author": [{"@type": "Person", "name": name} for name in one.authors],
        "datePublished": one.dated,
        "publisher": {"@type": "Organization", "name": one.publisher} if one.publisher else None,
        "isPartOf": {"@type": "CreativeWorkSeries", "name": one.series} if one.series else None,
        "inLanguage": one.language,
        "abstract": one.summary,
        "license": one.licence_address,
        "keywords": list(one.subjects),
        "encoding": [_media(file) for file in one.files],
    }
    written = json.dumps(
        {name: value for name, value in thing.items() if value}, ensure_ascii=False
    )
    return mark_safe(written.translate(SCRIPT))


def answer(one: Citation, how: str) -> HttpResponse:
    """The same for a reference manager."""
    if how not in FORMATS:
        raise Http404
    write, kind = FORMATS[how]
    name = f'attachment; filename="entrepairs-{one.key}.{how}"'
    return HttpResponse(write(one), content_type=kind, headers={"Content-Disposition": name})
