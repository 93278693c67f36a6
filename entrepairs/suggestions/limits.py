"""What somebody's limits say, all together. Pure functions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from entrepairs.people import slots
from entrepairs.people.models import Facet
from entrepairs.vocabulary import queries as vocabulary
from entrepairs.vocabulary.queries import Term

MEANS = {"phone": 1, "video": 2, "in_writing": 4, "in_person": 8}
EVERY_MEANS = 15
TIMES = {
    "morning": slots.pack_times((day, 0) for day in slots.DAYS),
    "afternoon": slots.pack_times((day, 1) for day in slots.DAYS),
    "evening": slots.pack_times((day, 2) for day in slots.DAYS),
    "weekend": slots.pack_times((day, third) for day in slots.WEEKEND for third in range(3)),
}


@dataclass(frozen=True, slots=True)
class Limits:
    """What some limits say."""

    keys: frozenset[str] = frozenset()
    conflicts: frozenset[str] = frozenset()  # limits of another with which no meeting is possible
    unspoken: frozenset[str] = frozenset()  # experiences that are never given as a reason
    statutes: frozenset[str] = frozenset()  # nobody who is a peer under one of these
    no_times: frozenset[str] = frozenset()  # parts of the week
    refused: int = 0  # ways of meeting, as bits
    same_organisation: bool = False  # nobody from an organisation they share

    def clashes(self, other: "Limits") -> bool:
        """No way is left for these two to meet, or one cannot be where the other is."""
        apart = self.conflicts & other.keys or other.conflicts & self.keys
        return bool(apart) or (self.refused | other.refused) == EVERY_MEANS


def limits_of(facets: Sequence[Facet]) -> Limits:
    """What the limits among these facets say."""
    found = terms(facets, Facet.Kind.LIMIT)

    def every(name: str) -> frozenset[str]:
        return frozenset(value for term in found for value in term.data.get(name, ()))

    return Limits(
        keys=frozenset(term.key for term in found),
        conflicts=every("conflicts_with"),
        unspoken=every("excludes_experiences"),
        statutes=every("excludes_statutes"),
        no_times=every("excludes_times"),
        refused=sum(MEANS[way] for way in every("excludes_means")),
        same_organisation=any(term.data.get("same_organisation") for term in found),
    )


def terms(facets: Iterable[Facet], kind: str) -> list[Term]:
    return [
        vocabulary.concept(f.concept_id)
        for f in facets
        if f.kind == kind and f.concept_id is not None
    ]


def mask(no_times: Iterable[str]) -> int:
    """These parts of the week as a bitmap."""
    bitmap = 0
    for part in no_times:
        bitmap |= TIMES[part]
    return bitmap


def without(bitmap: int, no_times: Iterable[str]) -> int:
    """A bitmap of the week less these parts of it."""
    return bitmap & ~mask(no_times)
