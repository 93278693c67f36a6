"""The sample network: believable, and the same for the same seed.

Part of the front door: it knows every room, no room knows it.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext_lazy

from entrepairs.ledger.verbs import NOT_TOLD, Verb

SIMULATE = Verb("simulation", "simulate", gettext_lazy("You built a sample network"), NOT_TOLD)

# progress("people", 300) gives something whose value is called with how many more are done.
Progress = Callable[[str, int], AbstractContextManager[Callable[[int], object]]]


def no_progress(label: str, total: int) -> AbstractContextManager[Callable[[int], object]]:
    return nullcontext(lambda done: None)


@dataclass(frozen=True)
class Built:
    people: int
    pairs: int
    messages: int
    meetings: int


class AlreadyBuilt(Exception):
    """There are people here already: a sample network is only ever built in an empty one."""


def build(
    *,
    people: int = 300,
    months: int = 12,
    seed: int = 1,
    until: datetime | None = None,
    progress: Progress = no_progress,
) -> Built:
    """Builds a network of `people` persons over `months`, in one transaction: all or nothing."""
    from django.utils import timezone

    from entrepairs.core import hats
    from entrepairs.people.models import Person
    from entrepairs.simulation import (
        answers,
        events,
        lives,
        persons,
        recordings,
        rounds,
        six,
        unanswered,
        wishes,
    )
    from entrepairs.simulation.texts import Chance
    from entrepairs.suggestions import refresh

    until = until or last_morning(timezone.localtime())
    since = until - timedelta(days=30 * months)
    with hats.system("a sample network is built in an empty database"):
        if Person.objects.exists():
            raise AlreadyBuilt
        chance = Chance(seed)
        world = persons.build_people(people, chance, since, until, progress)
        built = lives.build_lives(world, chance, until, progress, seed)
        six.build_six(world, chance, until)
        events.build_events(world, seed, until)
        recordings.build_recording(world, seed, until)
        to_read = rounds.build_rounds(world, seed, until)
        unanswered.build_invitations(world, seed, until)
        wishes.build_receipts()
        _write_ledger(world, people, months, seed)
    _update_statistics()
    refresh.refresh_index()
    with hats.system("a sample network is built in an empty database"):
        answers.build_outcomes(world.organisations[0], seed, until)
    rounds.work_out(to_read, people)
    _publish_figures(until)
    _update_statistics()
    return built


def last_morning(now: datetime) -> datetime:
    """The last eight o'clock that has been: nothing of what happened here is still to come."""
    morning = now.replace(hour=8, minute=0, second=0, microsecond=0)
    return morning if morning <= now else morning - timedelta(days=1)


def _write_ledger(world: Any, people: int, months: int, seed: int) -> None:
    """What the six did; and what tells a sample network from a real one."""
    from entrepairs.ledger.actions import note_deed
    from entrepairs.simulation.deeds import build_deeds

    build_deeds(world)
    note_deed(SIMULATE, by=None, object_key=f"{people}-{months}-{seed}")


def _publish_figures(until: datetime) -> None:
    from entrepairs.simulation.observatory import publish_quarters

    publish_quarters(until)


def _update_statistics() -> None:
    """So that the planner knows what has just been poured in."""
    from django.db import connections

    with connections["owner"].cursor() as cursor:
        cursor.execute("analyze")
