"""The figures that a job worked out, arranged to be drawn and to be read as a table."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from entrepairs.vocabulary import queries as vocabulary

WIDE, HIGH, EDGE = 320, 200, 28


@dataclass(frozen=True, slots=True)
class Point:
    """One group of pairs: their score, how many said yes, and between which bounds that lies; where
    it is drawn."""

    low: int
    high: int
    pairs: int
    predicted: int
    observed: int
    least: int
    most: int
    x: float
    y: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Chart:
    points: list[Point]
    width: int = WIDE
    height: int = HIGH


def make_chart(bins: Iterable[Mapping[str, Any]]) -> Chart | None:
    points = [_make_point(found) for found in bins]
    return Chart(points) if points else None


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
        x=x_of(found["predicted"]),
        y=y_of(found["observed"]),
        top=y_of(most),
        bottom=y_of(least),
    )


def x_of(share: float) -> float:
    return round(EDGE + share * (WIDE - 2 * EDGE), 1)


def y_of(share: float) -> float:
    return round(HIGH - EDGE - share * (HIGH - 2 * EDGE), 1)


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
