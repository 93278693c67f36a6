"""Walks from page to page: every link that somebody is shown, a few pages of each address."""

import gzip
import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from itertools import pairwise
from typing import Any, NamedTuple

from django.templatetags.static import static
from django.test import Client
from django.urls import Resolver404, resolve

FONT = "ui/fonts/atkinson-hyperlegible-next-latin-wght-normal.woff2"
ELSEWHERE = ("/static/", "/leave/")
NAMED = re.compile(r'<[^>]*?\sid="([^"]+)"')
HEADING = re.compile(r"<h([1-6])\b")
LINK = re.compile(r'<a\b[^>]*\bhref="(/[^"#]*)')
# What a browser asks for at once beside the page; pictures that may wait are asked for later.
ASKED = re.compile(
    r'<(?:link\b[^>]*\brel="(?:stylesheet|icon|preload)"[^>]*\bhref'
    r'|(?:script|img\b(?![^>]*\bloading="lazy"))\b[^>]*\bsrc)="(/[^"]+)"'
)
HEADERS = 330  # of each answer, in bytes
FIRST_VISIT = 100_000
BEGINNINGS = ("/", "/help/", "/events/", "/library/")


class Seen(NamedTuple):
    """A page that answered, and the page that led to it."""

    on: str
    to: str
    answer: Any

    @property
    def is_page(self) -> bool:
        return str(self.answer.get("Content-Type", "")).startswith("text/html")

    @property
    def text(self) -> str:
        return str(self.answer.content.decode())


def kind_of(link: str) -> str:
    """The address without what stands in its places, as the rooms wrote it."""
    path = link.split("?")[0]
    try:
        return resolve(path).route
    except Resolver404:
        return path


def walk(client: Client, of_a_kind: int) -> Iterator[Seen]:
    """In the order in which somebody would meet them."""
    waiting = [("", beginning) for beginning in BEGINNINGS]
    seen, kinds = set(BEGINNINGS), Counter[str]()
    while waiting:
        on, to = waiting.pop(0)
        found = Seen(on, to, client.get(to, follow=True))
        yield found
        if not found.is_page:
            continue
        for link in map(unescape, LINK.findall(found.text)):
            kind = kind_of(link)
            if link in seen or link.startswith(ELSEWHERE) or kinds[kind] >= of_a_kind:
                continue
            kinds[kind] += 1
            seen.add(link)
            waiting.append((to, link))


def first_weight(client: Client, page: str, known: dict[str, int]) -> int:
    """Bytes of a first visit, as gzip makes them, with the font that every page is written in."""
    asked = {*map(unescape, ASKED.findall(page)), static(FONT)}
    for address in asked - set(known):
        answer = client.get(address)
        body = answer.getvalue()
        is_text = str(answer["Content-Type"]).startswith(("text/", "image/svg"))
        known[address] = HEADERS + len(gzip.compress(body) if is_text else body)
    return HEADERS + len(gzip.compress(page.encode())) + sum(known[one] for one in asked)


def disorders(page: str) -> Iterator[str]:
    """Names given twice, headings that skip a level, a second description, a script for nothing."""
    yield from (f"#{name} twice" for name, n in Counter(NAMED.findall(page)).items() if n > 1)
    # A dialog has its own headings; it stands behind the page.
    levels = [int(level) for level in HEADING.findall(page.partition("<dialog")[0])]
    if levels.count(1) != 1:
        yield f"{levels.count(1)} titles"
    yield from (
        f"h{lower} after h{upper}" for upper, lower in pairwise(levels) if lower > upper + 1
    )
    if (told := page.count('<meta name="description"')) > 1:
        yield f"{told} descriptions"
    if ("data-hx-" in page) != ("htmx-2.min.js" in page):
        yield "htmx without a part to fetch, or a part without it"
