"""Readers that others wrote, one for each format that leaves this house. Each says what it finds
wrong; what it cannot read, it raises."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.robotparser import RobotFileParser

import feedparser
import html5lib
import mutagen
import pybtex.database
import rispy
import webvtt
from citeproc.source.json import CiteProcJSON
from icalendar import Calendar
from jsonschema import Draft7Validator, FormatChecker
from lxml import etree
from PIL import Image
from pyld import jsonld
from pypdf import PdfReader

from entrepairs import library, schedules
from entrepairs.schedules.tests.exchange_schema import SCHEMA

SCHEDULE_XML = Path(schedules.__file__).parent / "tests" / "data" / "schedule.xsd"
SITEMAP = Path(library.__file__).parent / "tests" / "data" / "sitemap.xsd"
JSON_LD = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
LONGEST_LINE = 75  # octets of a line of iCalendar
CHAPTERS = {
    "type": "object",
    "required": ["version", "chapters"],
    "properties": {
        "chapters": {"type": "array", "items": {"required": ["startTime", "title"]}},
    },
}


def read_page(body: bytes) -> Iterator[str]:
    text = body.decode()
    parser = html5lib.HTMLParser()
    parser.parse(text)
    lines = text.splitlines()
    for (line, _column), code, about in parser.errors:
        yield f"{code} {about} in {lines[line - 1].strip()[:120]!r}"
    for told in JSON_LD.findall(text):
        yield from read_json_ld(told.encode())


def read_json_ld(body: bytes) -> Iterator[str]:
    """With what schema.org says of its own context: each word is one of its own."""

    def load(address: str, _options: Any) -> dict[str, Any]:
        assert address.startswith(("https://schema.org", "http://schema.org")), address
        context = {"@vocab": "https://schema.org/"}
        return {"document": {"@context": context}, "documentUrl": address, "contextUrl": None}

    expanded = jsonld.expand(json.loads(body), {"documentLoader": load})
    if not expanded:
        yield "JSON-LD that says nothing"
    for node in expanded:
        if "@type" not in node:
            yield f"something of no type: {str(node)[:100]}"


def read_calendar(body: bytes) -> Iterator[str]:
    calendar = Calendar.from_ical(body)
    assert isinstance(calendar, Calendar)
    entries = [one for one in calendar.walk() if one.name == "VEVENT"]
    for one in calendar.walk():
        yield from (f"{one.name}: {error}" for error in one.errors)
    for one in entries:
        yield from (f"without {name}" for name in ("UID", "DTSTAMP", "DTSTART") if name not in one)
    if len({(str(one["UID"]), str(one.get("RECURRENCE-ID"))) for one in entries}) != len(entries):
        yield "an entry is there twice"
    for line in body.removesuffix(b"\r\n").split(b"\r\n"):
        if len(line) > LONGEST_LINE or b"\n" in line or b"\r" in line:
            yield f"a line of {len(line)} octets"


def read_feed(body: bytes) -> Iterator[str]:
    read = feedparser.parse(body)
    if read.bozo:
        yield str(read.bozo_exception)
    if read.version not in {"atom10", "rss20"}:
        yield f"a feed of version {read.version!r}"
    if not read.feed.get("title"):
        yield "a feed without a title"
    for entry in read.entries:
        yield from (f"an entry without {n}" for n in ("id", "title", "link") if not entry.get(n))
        if not entry.get("published_parsed") and not entry.get("updated_parsed"):
            yield "an entry without a date"


def by_schema(path: Path) -> Callable[[bytes], Iterator[str]]:
    def read(body: bytes) -> Iterator[str]:
        schema = etree.XMLSchema(etree.parse(path))
        if not schema.validate(etree.fromstring(body)):
            yield str(schema.error_log)

    return read


def read_sitemap_index(body: bytes) -> Iterator[str]:
    root = etree.fromstring(body)
    if etree.QName(root).localname != "sitemapindex" or not len(root):
        yield "no parts"
    yield from ("a part without its address" for one in root if not one.findtext("{*}loc"))


def read_schedule_json(body: bytes) -> Iterator[str]:
    found = Draft7Validator(SCHEMA, format_checker=FormatChecker()).iter_errors(json.loads(body))
    yield from (f"{error.json_path}: {error.message[:120]}" for error in found)


def read_chapters(body: bytes) -> Iterator[str]:
    yield from (error.message for error in Draft7Validator(CHAPTERS).iter_errors(json.loads(body)))


def read_json(body: bytes) -> Iterator[str]:
    yield from () if json.loads(body) else ("JSON that says nothing",)


def read_oai(body: bytes) -> Iterator[str]:
    """Answers as the protocol frames them; test_oai.py has a harvester take it whole."""
    root = etree.fromstring(body)
    for error in root.iterfind("{*}error"):
        if error.get("code") != "badVerb":  # what the bare address answers, as it must
            yield f"{error.get('code')}: {error.text}"
    if root.find("{*}responseDate") is None:
        yield "an answer without its moment"


def read_bibtex(body: bytes) -> Iterator[str]:
    read = pybtex.database.parse_string(body.decode(), "bibtex")
    titles = [one.fields.get("title") for one in read.entries.values()]
    if len(titles) != 1 or not all(titles):
        yield f"{len(titles)} entries of BibTeX"


def read_ris(body: bytes) -> Iterator[str]:
    read = rispy.loads(body.decode())
    if len(read) != 1 or not (read[0].get("title") or read[0].get("primary_title")):
        yield f"{len(read)} entries of RIS"
    yield from (f"no tag of RIS: {tag}" for one in read for tag in one.get("unknown_tag", {}))


def read_csl(body: bytes) -> Iterator[str]:
    told = json.loads(body)
    read = CiteProcJSON(told)
    if len(read) != 1 or not told[0].get("title"):
        yield f"{len(read)} things of CSL"


def read_text(body: bytes) -> Iterator[str]:
    """One reference in words, to copy."""
    if not body.decode().strip():
        yield "no words"


def read_pdf(body: bytes) -> Iterator[str]:
    read = PdfReader(io.BytesIO(body), strict=True)
    if not any(page.extract_text().strip() for page in read.pages):
        yield "a PDF without words"
    if not (read.metadata and read.metadata.title):
        yield "a PDF without a title"


def read_captions(body: bytes) -> Iterator[str]:
    read = webvtt.from_string(body.decode())
    if not read.captions:
        yield "captions without words"
    yield from ("a cue that ends before it starts" for c in read.captions if c.start >= c.end)


def read_table(body: bytes) -> Iterator[str]:
    rows = list(csv.reader(io.StringIO(body.decode("utf-8-sig"), newline=""), strict=True))
    if len({len(row) for row in rows}) != 1:
        yield "lines of different lengths"


def read_picture(body: bytes) -> Iterator[str]:
    with Image.open(io.BytesIO(body)) as picture:
        picture.verify()
    yield from ()


def read_sound(body: bytes) -> Iterator[str]:
    read: Any = mutagen.File(io.BytesIO(body))
    if read is None or not read.info.length:
        yield "a sound of no length"


def read_robots(body: bytes) -> Iterator[str]:
    robots = RobotFileParser()
    robots.parse(body.decode().splitlines())
    if not robots.can_fetch("any", "/") or not robots.site_maps():
        yield "robots are sent away, or not told where the map of the site is"


# By what the address ends with, else by what the answer says that it is.
BY_ADDRESS: dict[str, Callable[[bytes], Iterator[str]]] = {
    "/schedule.json": read_schedule_json,
    "/schedule.xml": by_schema(SCHEDULE_XML),
    "/sitemap.xml": read_sitemap_index,
    "/chapters.json": read_chapters,
    "/robots.txt": read_robots,
    "/oai": read_oai,
}
SITEMAP_PART = re.compile(r"/sitemap-\d+\.xml")
BY_KIND: dict[str, Callable[[bytes], Iterator[str]]] = {
    "text/plain": read_text,
    "text/html": read_page,
    "text/calendar": read_calendar,
    "application/atom+xml": read_feed,
    "application/rss+xml": read_feed,
    "application/ld+json": read_json_ld,
    "application/json": read_json,
    "application/manifest+json": read_json,
    "application/pdf": read_pdf,
    "application/x-bibtex": read_bibtex,
    "application/x-research-info-systems": read_ris,
    "application/vnd.citationstyles.csl+json": read_csl,
    "text/vtt": read_captions,
    "text/csv": read_table,
    "image/png": read_picture,
    "image/x-icon": read_picture,
    "audio/wav": read_sound,
    "audio/x-wav": read_sound,
}


def faults_of(path: str, kind: str, body: bytes) -> list[str]:
    """What its reader finds wrong; of a kind that nobody here reads, that."""
    reader = BY_KIND.get(kind.partition(";")[0])
    for end, one in BY_ADDRESS.items():
        if path.endswith(end):
            reader = one
    if SITEMAP_PART.fullmatch(path):
        reader = by_schema(SITEMAP)
    if reader is None:
        return [f"nobody reads {kind}"]
    try:
        return list(reader(body))
    except Exception as error:
        return [f"{type(error).__name__}: {error}"]
