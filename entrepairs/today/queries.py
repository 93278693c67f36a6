"""Today, in few questions: the lines of lines.sql, then what each needs to be told."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from django.db import connection
from django.utils.translation import get_language

from entrepairs.core.fields import EncryptedTextField
from entrepairs.core.sql_files import read_sql
from entrepairs.pairs.mirror import Mirror, Two
from entrepairs.pairs.queries.mirror_figures import QUARTER
from entrepairs.pairs.queries.possible import REASONED
from entrepairs.people import queries as people
from entrepairs.suggestions.reasons import Reason, find_reasons

BESIDE = {"look", "mirror"}
COUNTED = {"invitation", "agreement"}  # with unread pairs: what the number beside "My peers" counts


@dataclass(slots=True)
class Other:
    """The other person, as far as a line shows them."""

    pk: int | None
    key: str
    name: str


@dataclass(slots=True)
class Line:
    """One thing that waits for me, or that stands beside."""

    kind: str
    at: dt.datetime
    key: str
    place_key: str
    place_name: str
    by: Other
    one: int
    two: int
    words: str
    unspoken: Sequence[str]
    no_times: Sequence[str]
    reasons: list[Reason] = field(default_factory=list)

    @property
    def organisation(self) -> str:
        """Whose round proposes, when it is not the other person."""
        return self.place_name if self.kind == "invitation" else ""

    @property
    def template(self) -> str:
        return f"today/_{self.kind}.html"


@dataclass(slots=True)
class Today:
    duties: list[Line]
    looks: list[Line]
    mirror: Mirror
    waiting_in_pairs: int


@cache
def statement(language: str) -> str:
    """Titles in this language first, where there is one."""
    found = read_sql("today", "queries/lines.sql")
    if language == "fr":
        return found
    return (
        found.replace("title_fr", "title_first")
        .replace("title_en", "title_fr")
        .replace("title_first", "title_en")
    )


def lines() -> list[Line]:
    """Newest first. One query."""
    words = EncryptedTextField()
    with connection.cursor() as cursor:
        cursor.execute(statement((get_language() or "fr")[:2]), {"days": QUARTER.days})
        return [
            Line(
                kind,
                at,
                key,
                place_key,
                place_name,
                Other(pk, person_key or "", name or ""),
                one,
                two,
                words.from_db_value(text, None, connection) or "",
                unspoken or (),
                no_times or (),
            )
            for (
                kind,
                at,
                key,
                place_key,
                place_name,
                pk,
                person_key,
                name,
                one,
                two,
                text,
                unspoken,
                no_times,
            ) in cursor
        ]


def today(me: int) -> Today:
    """All but the meetings. One query, two when someone proposed to get to know me."""
    found = lines()
    duties = [line for line in found if line.kind not in BESIDE]
    mirror = next(line for line in found if line.kind == "mirror")
    give_reasons(me, [line for line in duties if line.kind == "invitation"])
    return Today(
        duties,
        [line for line in found if line.kind == "look"],
        Mirror(minutes=Two(mirror.one, mirror.two)),
        sum(line.kind in COUNTED or (line.kind, line.key) == ("unread", "pair") for line in duties),
    )


def give_reasons(me: int, invitations: list[Line]) -> None:
    if not invitations:
        return
    told = people.facets_of(
        [me, *(line.by.pk for line in invitations if line.by.pk)], kinds=REASONED
    )
    for line in invitations:
        theirs = told[line.by.pk or 0]
        line.reasons = find_reasons(
            line.by.name, told[me], theirs, unspoken=line.unspoken, no_times=line.no_times
        )
