"""The figures that a job worked out, arranged as tables tell them, in whole per cents and days."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from entrepairs.vocabulary import queries as vocabulary


@dataclass(frozen=True, slots=True)
class Point:
    """One group of pairs: their score (from `low` to `high`, per cent), which share of yeses it
    predicted and had, and between which bounds that share lies."""

    low: int
    high: int
    pairs: int
    predicted: int
    observed: int
    least: int
    most: int


def make_points(bins: Iterable[Mapping[str, Any]]) -> list[Point]:
    return [_make_point(found) for found in bins]


def _make_point(found: Mapping[str, Any]) -> Point:
    least, most = found["interval"]
    low, high, predicted, observed = (
        round(100 * found[name]) for name in ("low", "high", "predicted", "observed")
    )
    return Point(
        low=low,
        high=high,
        pairs=found["pairs"],
        predicted=predicted,
        observed=observed,
        least=round(100 * least),
        most=round(100 * most),
    )


@dataclass(frozen=True, slots=True)
class Line:
    """How long a group waited; None: it would tell of fewer than eleven."""

    name: str
    people: int
    met: int | None  # per cent
    waited: int | None  # days, the median
    met_waited: int | None
    still_waiting: int | None


def make_lines(waiting: Iterable[Mapping[str, Any]]) -> dict[str, list[Line]]:
    """By experience, and by place."""
    found: dict[str, list[Line]] = {"experience": [], "place": []}
    for group in waiting:
        met = group["met"]
        days = [
            None if group[name] is None else round(group[name])
            for name in ("waited", "met_waited", "still_waiting")
        ]
        name = _name_of_group(group["kind"], group["group"])
        found[group["kind"]].append(
            Line(name, group["people"], None if met is None else round(100 * met), *days)
        )
    return found


def _name_of_group(kind: str, group: str) -> str:
    if not group:
        return _("Others")
    return vocabulary.concept(int(group)).label if kind == "experience" else group
