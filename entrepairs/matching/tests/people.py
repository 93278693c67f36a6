"""Small networks, for the tests: people of whom only what matters is told."""

from dataclasses import replace
from typing import Any

import numpy as np

from entrepairs.matching.limits import ALL_MEANS
from entrepairs.matching.people_arrays import People, Words
from entrepairs.matching.score import Scorer
from entrepairs.matching.weights import Weights

# Words 0 and 1 are headings; 2, 3 and 4 are under 0, 5 under 1; 6, 7 and 8 are kinds of support,
# headings of themselves.
HEADING = np.array([0, 1, 0, 0, 0, 1, 6, 7, 8])


def words(told: dict[int, dict[int, int]] | None, size: int) -> Words:
    return Words.of([(told or {}).get(i, {}) for i in range(size)])


def people(size: int, **told: Any) -> People:
    """`size` people who all wish to meet someone; the rest is told by name, words as {person:
    {word: audience}}."""
    known: dict[str, Any] = {
        name: words(told.pop(name, None), size)
        for name in ("experience", "needs", "offers", "unspoken", "organisation")
    }
    values: dict[str, Any] = (
        {
            "key": np.arange(size),
            "heading": HEADING,
            "road": -1,
            "facility": -1,
            "languages": 0,
            "times": 0,
            "latitude": np.nan,
            "longitude": np.nan,
            "reach": np.inf,
            "means": ALL_MEANS,
            "traits": 0,
            "refuses": 0,
            "refused_times": 0,
            "wishing": True,
            "room": 1,
            "waiting": 0,
            "apart": np.zeros((0, 2), np.int64),
        }
        | {f"{name}_seen": 4 for name in ("road", "facility", "languages", "times", "place")}
        | told
    )
    kinds = dict.fromkeys(
        ("languages", "times", "means", "traits", "refuses", "refused_times"), np.uint64
    )
    kinds |= {name: np.int8 for name in values if name.endswith("_seen")}  # type: ignore[misc]
    arrays: dict[str, Any] = {
        name: value
        if name in ("heading", "apart")
        else np.broadcast_to(np.array(value, kinds.get(name)), size).copy()
        for name, value in values.items()
    }
    return People(**known, **arrays)


def scorer(size: int, weights: Weights | None = None, **told: Any) -> Scorer:
    return Scorer(people(size, **told), weights)


def mutual(of: Scorer, a: int = 0, b: int = 1) -> float:
    return float(of.mutual(np.array([a]), np.array([b]))[0])


HIDDEN = ("road", "facility", "languages", "times")


def without_hidden(p: People, least: int) -> People:
    """The same people, had they never told what is for fewer than `least`. Limits are not facets
    one sees: they stay."""
    changed: dict[str, Any] = {}
    for name in ("experience", "needs", "offers"):
        told: Words = getattr(p, name)
        keep = told.audience >= least
        start = np.concatenate([[0], np.cumsum(keep)])[told.start]
        changed[name] = Words(start, told.word[keep], told.audience[keep])
    nothing = {"road": -1, "facility": -1, "languages": 0, "times": 0}
    for name in HIDDEN:
        value = getattr(p, name)
        changed[name] = np.where(
            getattr(p, f"{name}_seen") >= least, value, np.array(nothing[name], value.dtype)
        )
    hidden = p.place_seen < least
    changed["latitude"] = np.where(hidden, np.nan, p.latitude)
    return replace(p, **changed)
