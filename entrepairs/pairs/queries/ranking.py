"""Whom I might suit: the words to look for, worked out from what I told, and the ranking itself in ranking.sql."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.db import connection
from django.utils import timezone

from entrepairs.pairs.actions.proposals import QUIET
from entrepairs.people import slots
from entrepairs.people.models import Facet
from entrepairs.vocabulary import queries as vocabulary

WORDS = 24  # the rarest of one's words: what is looked for
EACH = 40  # people taken for a word, in the network and in each organisation, on each side of where the list starts
COMPARED = 40  # people compared in full
NEAR = 0.3  # another word under the same heading, for one under the same word
ONE_SIDED = 0.2  # what only one could bring to the other

# What I look for is met by an offer, what I can bring by a need.
TURNED = {Facet.Kind.EXPERIENCE: "experience", Facet.Kind.NEED: "offer", Facet.Kind.OFFER: "need"}
MASKS = {
    "morning": slots.pack((day, 0) for day in slots.DAYS),
    "afternoon": slots.pack((day, 1) for day in slots.DAYS),
    "evening": slots.pack((day, 2) for day in slots.DAYS),
    "weekend": slots.pack((day, third) for day in slots.WEEKEND for third in range(3)),
}


@dataclass(frozen=True, slots=True)
class Ranked:
    """One possible peer: what may not be the reason given, when the two cannot meet, how far apart they live."""

    person_id: int
    unspoken: frozenset[str]  # keys of experiences
    no_times: frozenset[str]
    km: float | None
    score: float  # for ordering; never shown


@cache
def statement() -> str:
    return (Path(__file__).parent.parent / "ranking.sql").read_text()


def turn(me: int) -> float:
    """Where in the list of people to start looking, between 0 and 1: mine, and another every week."""
    year, week, _ = timezone.localdate().isocalendar()
    digest = hashlib.sha256(f"{me}:{year}:{week}".encode()).digest()
    return int.from_bytes(digest[:6], "big") / 2**48


def ranked(me: int, mine: Iterable[Facet], *, limit: int, offset: int = 0) -> list[Ranked]:
    """The best possible peers of `me`, who told `mine`; one query, under my own hat."""
    with connection.cursor() as cursor:
        cursor.execute(statement(), parameters(me, list(mine)) | {"limit": limit, "offset": offset})
        return [
            Ranked(person, frozenset(unspoken), frozenset(no_times), km, score)
            for person, unspoken, no_times, km, score in cursor.fetchall()
        ]


def parameters(me: int, mine: list[Facet]) -> dict[str, Any]:
    words = [f for f in mine if f.kind in TURNED and f.concept_id is not None]
    terms = [vocabulary.concept(f.concept_id) for f in words if f.concept_id is not None]
    free = next((f for f in mine if f.kind == Facet.Kind.AVAILABILITY), None)
    where = next((f.place and f for f in mine if f.kind == Facet.Kind.PLACE), None)
    place = where.place if where else None
    return {
        "sides": [TURNED[Facet.Kind(f.kind)] for f in words],
        "concepts": [term.id for term in terms],
        "roots": [term.parent_id or term.id for term in terms],
        "languages": [f.concept_id for f in mine if f.kind == Facet.Kind.LANGUAGE],
        "slots": free.slots if free else None,
        "latitude": place.latitude if place else None,
        "longitude": place.longitude if place else None,
        "radius": where.radius_km if where else None,
        "times": list(MASKS),
        "masks": list(MASKS.values()),
        "quiet": QUIET,
        "turn": turn(me),
        "words": WORDS,
        "each": EACH,
        "compared": COMPARED,
        "near": NEAR,
        "one_sided": ONE_SIDED,
    }
