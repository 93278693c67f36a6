"""Walks from page to page: every link that somebody is shown, a few pages of each address."""

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from typing import Any, NamedTuple

from django.test import Client
from django.urls import Resolver404, resolve

ELSEWHERE = ("/static/", "/leave/")
LINK = re.compile(r'<a\b[^>]*\bhref="(/[^"#]*)')
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
