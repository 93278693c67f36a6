"""How near the people of a list of suggestions are, to be drawn: what its sentences tell, and
nothing else."""

from collections.abc import Iterable
from dataclasses import dataclass

from entrepairs.pairs.queries.possible import Possible
from entrepairs.people.models import Person
from entrepairs.suggestions.reasons import Nearness, where_in_words
from entrepairs.vocabulary.town_map import TownMap, draw_towns, towns_of

LOOKS = {Nearness.SAME_TOWN: "here", Nearness.NEAR: "near"}


@dataclass(frozen=True, slots=True)
class Zone:
    """Those of whom the list says the same: its words, and who, in the order of the list."""

    words: str
    look: str
    people: list[Person]


@dataclass(frozen=True, slots=True)
class Picture:
    """Zones, the nearest first; and a map of the towns that sentences name, of those who did so
    because the reader has not said where they are."""

    zones: list[Zone]
    map: TownMap | None


def draw_nearness(people: Iterable[Possible]) -> Picture | None:
    """Nothing when fewer than two sentences tell where somebody is."""
    told = [(one.person, reason.where) for one in people for reason in one.reasons if reason.where]
    zones = []
    for near in (*Nearness, None):
        here = [(who, where) for who, where in told if where.near is near and not where.town]
        if here:
            words = where_in_words(here[0][1])
            zones.append(
                Zone(words, LOOKS.get(near, "") if near else "", [who for who, _where in here])
            )
    towns = draw_towns(towns_of(where.town for _who, where in told))
    return Picture(zones, towns) if len(told) > 1 and (zones or towns) else None
