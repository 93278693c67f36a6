"""Citations: in words, as BibTeX, RIS and CSL-JSON; and what machines read in a page."""

import datetime as dt
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from entrepairs.library.licences import licence_named
from entrepairs.library.models import Author, File, Resource

BIBTEX = str.maketrans(
    {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
    | {c: f"\\{c}" for c in "&%$#_"}
    # BibTeX counts every brace, also after a backslash: one alone would swallow the rest.
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
# Of a recording, sound or image is not known.
DCMI_TYPES = {"link": "InteractiveResource", "talk": "Event", "recording": ""}
SCRIPT = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


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
class Citation:
    """What a citation says of a resource, or of what was said at an event."""

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
        title=one_line(str(resource.title)),
        authors=tuple(one_line(author.name) for author in authors),
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
    )


def citation_of_talk(
    *,
    key: str,
    title: str,
    names: Sequence[str],
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
        authors=tuple(map(one_line, names)),
        year=str(day.year),
        dated=day.isoformat(),
        publisher=one_line(publisher),
        series=one_line(event),
        language=language,
        summary=summary,
        address=address,
        licence_address="",
    )


def one_line(text: str) -> str:
    """On one line, without what would begin another field of the file."""
    return " ".join(CONTROL.sub(" ", text).split())


def worded_reference(cited: Citation) -> SafeString:
    """As at the end of an article: authors, year, title, publisher, address."""
    names = format_html_join(", ", "<bdi>{}</bdi>", ((name,) for name in cited.authors))
    year = f" ({cited.year})" if cited.authors and cited.year else cited.year
    start = format_html("{}{}. ", names, year) if names or year else ""
    rest = "".join(f" {part}." for part in (cited.series, cited.publisher) if part)
    return format_html(
        "{}<cite><bdi>{}</bdi></cite>.{} {}", start, cited.title, rest, cited.address
    )


def to_bibtex(cited: Citation) -> str:
    fields = {
        "author": " and ".join(f"{{{name.translate(BIBTEX)}}}" for name in cited.authors),
        "title": f"{{{cited.title.translate(BIBTEX)}}}",
        "year": cited.year,
        "publisher": cited.publisher.translate(BIBTEX),
        WITHIN.get(cited.kind, SERIES)[0]: cited.series.translate(BIBTEX),
        "language": cited.language,
        "url": cited.address,
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value and value != "{}"]
    return (
        f"@{BIBTEX_TYPES.get(cited.kind, 'misc')}{{entrepairs-{cited.key},\n"
        + ",\n".join(lines)
        + "\n}\n"
    )


def to_ris(cited: Citation) -> str:
    lines = [("TY", RIS_TYPES.get(cited.kind, "GEN")), ("ID", cited.key), ("TI", cited.title)]
    lines += [("AU", name) for name in cited.authors]
    lines += [("PY", cited.year), ("DA", cited.dated.replace("-", "/")), ("PB", cited.publisher)]
    lines += [(WITHIN.get(cited.kind, SERIES)[1], cited.series)]
    lines += [
        ("LA", cited.language),
        ("UR", cited.address),
        *(("KW", one_line(subject)) for subject in cited.subjects),
    ]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in lines if value) + "ER  - \r\n"


def to_csl(cited: Citation) -> str:
    item: dict[str, Any] = {
        "id": cited.key,
        "type": CSL_TYPES.get(cited.kind, "document"),
        "title": cited.title,
        "author": [{"literal": name} for name in cited.authors],
        "issued": {"date-parts": [[int(part) for part in cited.dated.split("-")]]}
        if cited.dated
        else None,
        "publisher": cited.publisher,
        WITHIN.get(cited.kind, SERIES)[2]: cited.series,
        "language": cited.language,
        "abstract": cited.summary,
        "URL": cited.address,
    }
    return json.dumps(
        [{name: value for name, value in item.items() if value}], ensure_ascii=False, indent=2
    )


FORMATS = {
    "bib": (to_bibtex, "application/x-bibtex; charset=utf-8"),
    "ris": (to_ris, "application/x-research-info-systems; charset=utf-8"),
    "json": (to_csl, "application/vnd.citationstyles.csl+json; charset=utf-8"),
}


def dublin_core(cited: Citation) -> list[tuple[str, str]]:
    """The elements of unqualified Dublin Core, for the page and for harvesters."""
    pairs = [("title", cited.title), *(("creator", name) for name in cited.authors)]
    pairs += [("subject", subject) for subject in cited.subjects]
    pairs += [
        ("description", cited.summary),
        ("publisher", cited.publisher),
        ("date", cited.dated),
        ("type", dcmi_type(cited)),
    ]
    pairs += [
        ("format", media_type)
        for media_type in dict.fromkeys(file.media_type for file in cited.files)
    ]
    pairs += [("identifier", file.address) for file in cited.files]
    pairs += [
        ("identifier", cited.address),
        ("language", cited.language),
        ("relation", cited.series),
    ]
    return [(name, value) for name, value in [*pairs, ("rights", cited.licence_address)] if value]


def dcmi_type(cited: Citation) -> str:
    return DCMI_TYPES.get(cited.kind, "Text")


def media_object(file: Copy) -> dict[str, Any]:
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


def schema_org(cited: Citation) -> SafeString:
    """JSON-LD: a block of data, which is not run. Nothing in it ends the block."""
    described = {
        "@context": "https://schema.org",
        "@type": SCHEMA_TYPES.get(cited.kind, "CreativeWork"),
        "@id": cited.address,
        "url": cited.address,
        "name": cited.title,
        "author": [{"@type": "Person", "name": name} for name in cited.authors],
        "datePublished": cited.dated,
        "publisher": {"@type": "Organization", "name": cited.publisher}
        if cited.publisher
        else None,
        "isPartOf": {"@type": "CreativeWorkSeries", "name": cited.series} if cited.series else None,
        "inLanguage": cited.language,
        "abstract": cited.summary,
        "license": cited.licence_address,
        "keywords": list(cited.subjects),
        "encoding": [media_object(file) for file in cited.files],
    }
    written = json.dumps(
        {name: value for name, value in described.items() if value}, ensure_ascii=False
    )
    return mark_safe(written.translate(SCRIPT))


def citation_response(cited: Citation, how: str) -> HttpResponse:
    """A file for a reference manager."""
    if how not in FORMATS:
        raise Http404
    write, kind = FORMATS[how]
    name = f'attachment; filename="entrepairs-{cited.key}.{how}"'
    return HttpResponse(write(cited), content_type=kind, headers={"Content-Disposition": name})
