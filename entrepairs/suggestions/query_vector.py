"""Query vectors: what a person told, as the numbers by which might_suit() finds others. No query.

One finds others by everything that one told, hidden or not; what others hide is nowhere here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from entrepairs.people.models import Facet
from entrepairs.suggestions.limits import Limits, limits_of, mask_times, terms_of
from entrepairs.suggestions.word_positions import Stand, Words
from entrepairs.vocabulary import queries as vocabulary
from entrepairs.vocabulary.queries import Term

Kind = Facet.Kind
LIMITS = 64  # bits


@dataclass(frozen=True, slots=True)
class Both:
    """Words and the headings they are under, where they stand among the bits of others."""

    words: list[Stand]
    headings: list[Stand]

    @classmethod
    def of(cls, words: Words, kind: str, said: Sequence[Term], weighed: str = "") -> "Both":
        """`weighed`: the kind whose rarity counts, when it is another one."""
        roots = list({term.parent_id or term.id: None for term in said})
        return cls(
            [s for term in said if (s := words.stand_of(kind, term.id, weighed=weighed))],
            [
                s
                for root in roots
                if (s := words.stand_of(kind, root, heading=True, weighed=weighed))
            ],
        )

    @property
    def terms(self) -> list[tuple[int, float, bool]]:
        return [(s.position, s.weight, False) for s in self.words] + [
            (s.position, s.weight, True) for s in self.headings
        ]


@dataclass(frozen=True, slots=True)
class Told:
    """What a person told: each word with where it stands among the bits of others."""

    experience: Both
    needs: Both  # among what others can bring
    offers: Both  # among what others look for; it weighs as what is brought

    def __bool__(self) -> bool:
        return any(both.words for both in (self.experience, self.needs, self.offers))


def told_by(mine: Sequence[Facet], words: Words) -> Told:
    limits = limits_of(mine)
    silent = [
        term
        for term in vocabulary.concepts("experience", retired=True)
        if term.key in limits.unspoken
    ]
    experience = Both.of(words, Kind.EXPERIENCE, terms_of(mine, Kind.EXPERIENCE))
    never = Both.of(words, Kind.EXPERIENCE, silent)
    return Told(
        Both(
            [s for s in experience.words if s not in never.words],
            [s for s in experience.headings if s not in never.headings],
        ),
        Both.of(words, Kind.OFFER, terms_of(mine, Kind.NEED)),
        Both.of(words, Kind.NEED, terms_of(mine, Kind.OFFER), weighed=Kind.OFFER),
    )


def query_vector(mine: Sequence[Facet], words: Words) -> dict[str, Any]:
    """All that might_suit() takes but which lines of the index to read: see index_plan.py."""
    mine_told, limits = told_by(mine, words), limits_of(mine)
    where = next((f for f in mine if f.kind == Kind.PLACE and f.place is not None), None)
    place = where.place if where else None
    steps = [
        int(term.data["step"]) for term in terms_of(mine, Kind.EXPERIENCE) if "step" in term.data
    ]
    return {
        "lived": mine_told.experience.terms,
        "needs": mine_told.needs.terms,
        "offers": mine_told.offers.terms,
        "road": max(steps, default=None),
        "slots": next((f.slots for f in mine if f.kind == Kind.AVAILABILITY), 0) or 0,
        "no_slots": mask_times(limits.no_times),
        "latitude": place.latitude if place else None,
        "longitude": place.longitude if place else None,
        "radius": where.radius_km if where else None,
        "languages": [
            s.position
            for t in terms_of(mine, Kind.LANGUAGE)
            if (s := words.stand_of(Kind.LANGUAGE, t.id))
        ],
        **_limit_bits_of(limits, words),
    }


def _limit_bits_of(limits: Limits, words: Words) -> dict[str, Any]:
    """What my own limits ask of others, and which limits of theirs would keep us apart."""
    every = vocabulary.concepts("limit", retired=True)
    clashing = [
        t
        for t in every
        if t.key in limits.conflicts or limits.keys & set(t.data.get("conflicts_with", ()))
    ]
    return {
        "refused": limits.refused,
        "conflicts": _limit_bits(words, clashing),
        "not_of_mine": _limit_bits(words, [t for t in every if t.data.get("same_organisation")]),
        "nobody_of_mine": limits.same_organisation,
        "not_statutes": sorted(limits.statutes),
    }


def _limit_bits(words: Words, said: Iterable[Term]) -> str:
    """A string of zeros, with ones where these limits stand."""
    found = ["0"] * LIMITS
    for term in said:
        if stand := words.stand_of(Kind.LIMIT, term.id):
            found[stand.position] = "1"
    return "".join(found)
