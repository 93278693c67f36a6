"""The world that is fuzzed: the rows of the access matrix, and who walks through it."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import quote

from django.core.files.base import ContentFile
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from entrepairs import testing
from entrepairs.conftest import sign_in, six_people
from entrepairs.core import hats
from entrepairs.files.storage import storage
from entrepairs.library.models import File
from entrepairs.tests.access.rows import Rows, make_rows

WHO = ("claire", "amel", "bruno", "david", "eve", "farid", "")
CASES = int(os.environ.get("ENTREPAIRS_FUZZ", "200"))
# Each case of an address is a page: a quarter of them for each change.
CASES_OF_ADDRESSES = CASES if testing.NIGHT or "ENTREPAIRS_FUZZ" in os.environ else CASES // 4
FUZZ = settings(
    max_examples=CASES,
    deadline=None,
    database=None,
    derandomize="ENTREPAIRS_FUZZ" not in os.environ,  # in `make test`, the same cases each time
    suppress_health_check=list(HealthCheck),
)


def cases_of(cases: int) -> Callable[[Callable[..., None]], Callable[..., None]]:
    return type(FUZZ)(FUZZ, max_examples=max(cases, 2))


@dataclass
class World:
    rows: Rows
    clients: dict[str, Client]

    def keys(self) -> set[str]:
        """What stands in addresses for what there is."""
        return {key for row in self.rows.values() if (key := getattr(row, "key", ""))}

    def ask(self, who: str, path: str, sent: dict[str, Any] | None = None, **more: Any) -> Any:
        """The answer to this person; what was sent is taken back, and what failed.

        What a page notes when it is read stays: the database forgets with what it takes back how
        it reads, and would think of it again for each page.
        """
        client = self.clients[who]
        cookies = SimpleCookie(client.cookies.output(header="", sep="; "))
        with transaction.atomic():
            answer = client.get(path, **more) if sent is None else client.post(path, sent, **more)
            transaction.set_rollback(sent is not None or answer.status_code >= 500)
        client.cookies = cookies
        return answer


@contextmanager
def open_world() -> Iterator[World]:
    """One for a folder of tests, in a transaction that is rolled back after it."""
    with transaction.atomic():
        network = six_people()
        with hats.system("test"):
            rows = make_rows(network)
            for file in File.objects.exclude(place=""):
                storage().save(file.place, ContentFile(b"x" * (file.size or 1)))
        yield World(rows, {who: client_of(rows, who) for who in WHO})
        transaction.set_rollback(True)


def client_of(rows: Rows, who: str) -> Client:
    client = Client(headers={"accept-language": "en"}, raise_request_exception=False)
    return sign_in(client, rows[who]) if who else client


NASTY = (
    "",
    " ",
    "\x00",
    "a\x00b",
    "1\x00",
    "%",
    "%00",
    "'",
    '"',
    "\\",
    "<x>",
    "-1",
    "0",
    "1",
    "2",
    "007",
    "²",
    "٣",
    "1e999",
    "NaN",
    "99999999999999999999",
    "9223372036854775808",
    "2147483648",
    "0001-01-01",
    "9999-12-31",
    "1899-12-31",
    "2026-02-30",
    "2026-12-01",
    "2026-12-01T10:00:00+00:00",
    "0001-01-01T00:00:00+14:00",
    "24:00",
    "25:99",
    "14:30",
    "null",
    "true",
    "[]",
    "{}",
    "\ud800",
    "\u200b",
    "e\u0301",
    "\u202eabc",
    "é" * 300,
    "x" * 5000,
    "..",
    "../..",
    "//x.example",
    "javascript:x",
    "00000000-0000-0000-0000-000000000000",
    "on",
    "yes",
    "no",
    "fr",
    "en",
    "aaaaaaaaaaaaaa",
    "\r\n",
    "=1+1",
    "a@b.example",
)


@cache  # a strategy looks at itself once, and for long
def nasty() -> st.SearchStrategy[str]:
    return st.sampled_from(NASTY) | st.text(st.characters(), max_size=12)


def in_address(text: str) -> str:
    """As a browser would write it, halves of a letter included."""
    return quote(text.encode("utf-8", "surrogatepass"), safe="")
