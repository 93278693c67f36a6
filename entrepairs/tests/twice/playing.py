"""Plays a world with its secrets, and compares what was seen in two of them."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from django.core import mail

from entrepairs import testing
from entrepairs.pairs.actions.invitations import STANDS
from entrepairs.tests.twice.seeing import Seen, look
from entrepairs.tests.twice.world import World, world

Play = Callable[[World], None]
DAYS = (0, STANDS.days + 1, 30) if testing.NIGHT else (0, 30)
AT_ONCE = DAYS if testing.NIGHT else (0,)  # of what nothing later is made of


def play(
    begun: str,
    secrets: Sequence[Play],
    viewers: list[str],
    *,
    next_round: bool = False,
    rows: bool = True,
    days: Sequence[int] = DAYS,
) -> dict[Any, Seen]:
    """What each viewer sees, each day; of what no page shows, their rows too."""
    mail.outbox.clear()
    with world(begun) as here:
        for secret in secrets:
            secret(here)
        if next_round:
            here.open_round()
        seen, day = {}, 0
        for until in days:
            if until > day:
                here.wait(until - day)
                day = until
            here.send_mails()
            for name in viewers:
                seen[name, day] = look(here.people[name], here.known, rows=rows)
        return seen


def compare(one: dict[Any, Seen], other: dict[Any, Seen]) -> str:
    assert one.keys() == other.keys()
    assert all(len(seen.things) > 40 for seen in one.values())  # pages were found
    return "\n".join(
        f"{name}, day {day}: {difference}"
        for (name, day), seen in one.items()
        for difference in seen.differences(other[name, day])
    )


def twice(first: Callable[[], Any], second: Callable[[], Any]) -> str:
    """Both on one date: pages say until when something waits."""
    for _try in range(2):
        began = dt.datetime.now(dt.UTC).date()
        found = compare(first(), second())
        if dt.datetime.now(dt.UTC).date() == began:
            break
    return found
