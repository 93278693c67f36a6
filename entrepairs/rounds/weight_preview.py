"""What other weights would change, in figures over an organisation's people: nobody's list, and nothing under eleven."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import connection

from entrepairs.core import hats
from entrepairs.core.small_counts import at_least
from entrepairs.core.sql_files import read_sql

FEW = 11  # no figure about fewer people
STEP = 5  # per cent: shares are told no finer


@dataclass(frozen=True, slots=True)
class Preview:
    """`kept`: which share of those shown first to somebody would still be. Parts: each part's mean, before and after."""

    people: int  # by tens, at least: one sees oneself whose wish stands, save those across a block
    kept: int | None = None  # per cent
    first_changes: int | None = None  # per cent of the people; None: of too few to be told
    parts: tuple[tuple[str, int, int], ...] = ()


@cache
def statement() -> str:
    return read_sql("rounds", "queries/weight_preview.sql")


def preview(
    organisation: int, now: Mapping[str, float], then: Mapping[str, float]
) -> Preview | None:
    """None when fewer than eleven people of the organisation wish to meet someone."""
    asked: dict[str, Any] = {
        "organisation": organisation,
        "now": json.dumps(now),
        "then": json.dumps(then),
    }
    with (
        hats.system("figures over an organisation's people, for who coordinates it"),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement(), asked)
        everybody, people, kept, changes, means = cursor.fetchone()
    if people < FEW:
        return None
    some = changes if changes == 0 or FEW <= changes <= people - FEW or changes == people else None
    return Preview(
        at_least(everybody),
        _coarse(kept),
        None if some is None else _coarse(some / people),
        _parts(json.loads(means or "{}")),
    )


def _parts(means: dict[str, Any]) -> tuple[tuple[str, int, int], ...]:
    now, then = means.get("now", {}), means.get("then", {})
    return tuple((name, round(100 * now[name]), round(100 * then.get(name, 0))) for name in now)


def _coarse(share: float | None) -> int:
    return round(100 * (share or 0) / STEP) * STEP
