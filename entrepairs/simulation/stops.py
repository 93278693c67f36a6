"""Pairs that end by a block, and pairs on a pause."""

from datetime import datetime
from typing import TYPE_CHECKING

from entrepairs.pairs.models import Pause
from entrepairs.people.models import Block
from entrepairs.simulation.pour import pour_rows
from entrepairs.simulation.texts import Chance

if TYPE_CHECKING:
    from entrepairs.simulation.lives import Pair

EVERY = 20  # one pair of so many ends by a block, one is on a pause; few, and never none


def stop_some(pairs: "list[Pair]", chance: Chance, until: datetime) -> None:
    """Before they live: what comes after is left out."""
    for pair in pairs[3::EVERY]:
        pair.until = pair.last = pair.since + (until - pair.since) * chance.uniform(0.3, 0.9)
    for pair in pairs[5::EVERY]:
        pair.until, pair.paused_at = None, pair.since + (until - pair.since) * 0.9
        pair.last = pair.paused_at


def note_stops(pairs: "list[Pair]", chance: Chance) -> None:
    """Who blocked whom, and who asked for the pause."""
    pour_rows(
        Block(key=chance.new_key(), person_id=p.a.pk, blocked_id=p.b.pk, at=p.until)
        for p in pairs[3::EVERY]
        if p.until
    )
    pour_rows(
        Pause(circle_id=p.circle.pk, person_id=p.b.pk, at=p.paused_at)
        for p in pairs[5::EVERY]
        if p.paused_at
    )
