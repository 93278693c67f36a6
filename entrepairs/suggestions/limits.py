"""Limits: what those of one person say, all together. Pure functions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from entrepairs.matching.limits import ALL_MEANS, MEANS, clash_by_limits
from entrepairs.people import slots
from entrepairs.people.models import Facet
from entrepairs.vocabulary import queries as vocabulary
from entrepairs.vocabulary.queries import Term

type Trait = tuple[str, str]  # of a person: what another's limit may be about

TIMES = {
    "morning": slots.pack_times((day, 0) for day in slots.DAYS),
    "afternoon": slots.pack_times((day, 1) for day in slots.DAYS),
    "evening": slots.pack_times((day, 2) for day in slots.DAYS),
    "weekend": slots.pack_times((day, third) for day in slots.WEEKEND for third in range(3)),
}


SAME_ORGANISATION: Trait = ("organisation", "same")


def number_things[Thing](things: Iterable[Thing]) -> dict[Thing, int]:
    """Each thing once, with its place."""
    return {thing: place for place, thing in enumerate(dict.fromkeys(things))}


def bits_of[Thing](things: Iterable[Thing], places: Mapping[Thing, int]) -> int:
    """These things as bits; what has no place is left out."""
    return sum({1 << places[thing] for thing in things if thing in places})


@dataclass(frozen=True, slots=True)
class Limits:
    """What the limits of one person say."""

    keys: frozenset[str] = frozenset()
    conflicts: frozenset[str] = frozenset()  # limits of another with which no meeting is possible
    unspoken: frozenset[str] = frozenset()  # experiences that are never given as a reason
    statutes: frozenset[str] = frozenset()  # nobody who is a peer under one of these
    no_times: frozenset[str] = frozenset()  # parts of the week
    refused: int = 0  # ways of meeting, as bits
    same_organisation: bool = False  # nobody from an organisation they share

    @property
    def means(self) -> int:
        """The ways of meeting that are left, as bits."""
        return ALL_MEANS & ~self.refused

    @property
    def traits(self) -> list[Trait]:
        """What another's limits may be about: these limits themselves."""
        return [("limit", key) for key in sorted(self.keys)]

    @property
    def refuses(self) -> list[Trait]:
        """What these limits are about in another person."""
        found = [("limit", key) for key in sorted(self.conflicts)]
        found += [("statute", key) for key in sorted(self.statutes)]
        return [*found, SAME_ORGANISATION] if self.same_organisation else found

    def clash_with(self, other: "Limits") -> bool:
        """As far as limits alone tell: no way is left to meet, or one is what the other refuses."""
        places = number_things([*self.refuses, *other.refuses])
        return bool(
            clash_by_limits(
                bits_of(self.refuses, places),
                bits_of(self.traits, places),
                self.means,
                bits_of(other.refuses, places),
                bits_of(other.traits, places),
                other.means,
            )
        )


def limits_of(facets: Sequence[Facet]) -> Limits:
    """What the limits among these facets say."""
    found = terms_of(facets, Facet.Kind.LIMIT)

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


def terms_of(facets: Iterable[Facet], kind: str) -> list[Term]:
    return [
        vocabulary.concept(f.concept_id)
        for f in facets
        if f.kind == kind and f.concept_id is not None
    ]


def mask_times(no_times: Iterable[str]) -> int:
    """These parts of the week as a bitmap."""
    bitmap = 0
    for part in no_times:
        bitmap |= TIMES[part]
    return bitmap


def week_without(bitmap: int, no_times: Iterable[str]) -> int:
    """A bitmap of the week less these parts of it."""
    return bitmap & ~mask_times(no_times)
