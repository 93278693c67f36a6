"""All that a person can see: each page they find and its headers, their rows, their mails."""

import re
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.apps import apps
from django.core import mail
from django.db import connection
from django.test import Client

from entrepairs.conftest import sign_in
from entrepairs.core import hats
from entrepairs.people.models import Person

FIRST = (
    "/today/", "/me/", "/me/activity/", "/me/views/", "/me/sharing/", "/me/blocks/", "/pairs/",
    "/pairs/invitations/", "/pairs/suggestions/", "/pairs/looking/", "/mirror/", "/meetings/",
    "/meetings/?when=note", "/meetings/?when=past", "/rounds/", "/notices/", "/organisations/",
    "/people/", "/search/?q=eve", "/search/?q=amel", "/healthz",
)  # fmt: skip
# Public, the same for all, or about nobody else, and many; and what ends the visit.
NOT_READ = re.compile(
    r"^/(static|vocabulary|demo|source|styleguide|language|enter|leave|help|account|library|about"
    r"|legal|privacy|accessibility|welcome|site\.webmanifest|events)\b"
    r"|quick-exit|^/me/(step|welcome|tell)|\.pdf$"  # a PDF has the second in which it was made
)
# One is read of each kind of page, but each of these: they are about one person.
OF_ONE = re.compile(r"^/pairs/|/people/[a-z0-9]+/$")
LINK = re.compile(r'(?:href|action|src)="([^"#]+)')
MOST = 260
# What differs at each reading, and tells of nothing else.
CHANCE = (
    (re.compile(r'(?:csrfmiddlewaretoken" value|nonce)="[^"]+"'), "TOKEN"),
    (re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"), "ONCE"),
    (re.compile(r"session:[0-9a-f]{20}"), "SESSION"),
    (re.compile(r"X-CSRFToken[^}]+"), "TOKEN"),
    (re.compile(r'name="seed" value="[^"]+"'), "SEED"),
    (re.compile(r"\b(?=[a-z]*\d)[a-z0-9]{14}\b|(?<=[/\"':])[a-z0-9]{14}(?=[/\"'@])"), "KEY"),
    (re.compile(r"\b\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:?\d\d)?|\b\d{8}T\d{6}Z?"), "MOMENT"),
    (re.compile(r"\b\d{1,2}:\d\d\b"), "HOUR"),
    (re.compile(r"/(?:stop|feed|calendar)/[^/\s\"]+"), "/SECRET"),
)
HEADERS_OF_CHANCE = {"Date", "Expires", "Set-Cookie", "ETag", "Last-Modified", "Server-Timing"}
# In rows: numbers and moments follow the order in which things were made.
TELLING_TYPES = ("boolean", "smallint", "character varying", "text")


@dataclass(frozen=True)
class Seen:
    """What one person sees at one moment, by where."""

    things: dict[str, Any]

    def differences(self, other: "Seen") -> list[str]:
        """Where two worlds differ, with the first words that do."""
        found = []
        for where in sorted(self.things.keys() | other.things.keys()):
            one, two = self.things.get(where, "nothing"), other.things.get(where, "nothing")
            if one != two:
                found.append(f"{where}: {first_difference(str(one), str(two))}")
        return found


def first_difference(one: str, two: str) -> str:
    at = next((n for n, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), -1)
    start = max(at - 60, 0)
    return f"…{one[start : at + 120]!r} / …{two[start : at + 120]!r}"


def plain(text: str) -> str:
    for pattern, word in CHANCE:
        text = pattern.sub(word, text)
    return text


def look(person: Person, others: Iterable[Person], *, rows: bool) -> Seen:
    """Rows and mails first: reading a page marks what was told as seen."""
    things = {f"row {table}": found for table, found in (rows_of(person) if rows else {}).items()}
    things |= {"mails": mails_to(person)}
    client = sign_in(Client(headers={"accept-language": "en"}), person)
    profiles = [f"/people/{one.key}/" for one in others]
    for address, answer in crawl(client, (*FIRST, *profiles)):
        things.setdefault(f"page {plain(address)}", []).append(answer)
    return Seen({where: sorted(found, key=str) for where, found in things.items()})


def crawl(client: Client, first: Iterable[str]) -> list[tuple[str, Any]]:
    """The pages that these lead to, with what each answers and its headers."""
    waiting = deque(first)
    met = {kind_of(address) for address in waiting}
    found: list[tuple[str, Any]] = []
    while waiting:
        address = waiting.popleft()
        answer: Any = client.get(address)
        body = b"" if answer.streaming else answer.content
        words = body.decode("utf-8", "replace")
        found.append((address, (answer.status_code, headers_of(answer, words), plain(words))))
        for link in [*LINK.findall(words), answer.get("Location", "")]:
            path = reach(address, link.replace("&amp;", "&"))
            if path and kind_of(path) not in met:
                met.add(kind_of(path))
                waiting.append(path)
    assert len(found) < MOST
    return found


def kind_of(address: str) -> str:
    return address if OF_ONE.search(address) else re.sub(r"=[^&]*", "=", plain(address))


def headers_of(answer: Any, words: str) -> dict[str, str]:
    """Of the length, what is left once the words are plain: an hour may have one digit or two."""
    found = {k: plain(v) for k, v in answer.items() if k not in HEADERS_OF_CHANCE}
    if found.get("Content-Length") == str(len(words.encode())):
        found["Content-Length"] = str(len(plain(words)))
    return found


def reach(here: str, link: str) -> str:
    """The address on this site, or nothing."""
    parts = urlsplit(urljoin(f"http://testserver{here}", link))
    if parts.netloc != "testserver" or NOT_READ.search(parts.path):
        return ""
    return parts.path + (f"?{parts.query}" if parts.query else "")


def mails_to(person: Person) -> list[tuple[str, str]]:
    address = f"{person.name.lower()}@mail.example"
    return [
        (plain(str(one.subject)), plain(str(one.body))) for one in mail.outbox if address in one.to
    ]


def rows_of(person: Person) -> dict[str, Any]:
    """How many rows of each table they can read, and the words and marks in them."""
    seen = {}
    with hats.person(person.pk), connection.cursor() as cursor:
        cursor.execute(
            "select table_name, array_agg(column_name::text order by column_name) filter "
            "(where data_type = any(%s)) from information_schema.columns "
            "where table_schema = 'public' group by 1",
            [list(TELLING_TYPES)],
        )
        columns = dict(cursor.fetchall())
        for model in apps.get_models():
            table = model._meta.db_table
            if not model.__module__.startswith("entrepairs.") or table.startswith("vocabulary_"):
                continue
            cursor.execute("select has_table_privilege('entrepairs_person', %s, 'select')", [table])
            if cursor.fetchone()[0]:
                # Encrypted with a new start each time: what a page shows of it is compared there.
                told = [c for c in columns.get(table) or [] if c not in encrypted(model)]
                row = ", ".join(f'"{column}"' for column in told) or "1"
                cursor.execute(f'select {row} from "{table}"')
                seen[table] = sorted(plain(str(line)) for line in cursor.fetchall())
    return seen


def encrypted(model: Any) -> set[str]:
    return {f.column for f in model._meta.concrete_fields if "Encrypted" in type(f).__name__}
