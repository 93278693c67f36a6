"""What other weights would change: figures over an organisation's people, none under eleven."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import connection

from entrepairs.core import hats
from entrepairs.core.small_counts import LEAST, round_to_tens
from entrepairs.core.sql_files import read_sql

STEP = 5  # per cent: shares are told no finer


@dataclass(frozen=True, slots=True)
class Preview:
    """`kept`: which share of those shown first to a person would still be. `parts`: the mean of
    each component, before and after."""

    people: int  # by tens, at least: one sees oneself whose wish stands, save those across a block
    kept: int | None = None  # per cent
    first_changes: int | None = None  # per cent of the people; None: of too few to be told
    parts: tuple[tuple[str, int, int], ...] = ()


@cache
def read_statement() -> str:
    return read_sql("rounds", "queries/weight_preview.sql")


def preview_weights(
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
        cursor.execute(read_statement(), asked)
        everybody, people, kept, changes, means = cursor.fetchone()
    if people < LEAST:
        return None
    some = (
        changes if changes == 0 or LEAST <= changes <= people - LEAST or changes == people else None
    )
    return Preview(
        round_to_tens(everybody),
        _round_share(kept),
        None if some is None else _round_share(some / people),
        _means_of_components(json.loads(means or "{}")),
    )


def _means_of_components(means: dict[str, Any]) -> tuple[tuple[str, int, int], ...]:
    now, then = means.get("now", {}), means.get("then", {})
    return tuple((name, round(100 * now[name]), round(100 * then.get(name, 0))) for name in now)


def _round_share(share: float | None) -> int:
    return round(100 * (share or 0) / STEP) * STEP
