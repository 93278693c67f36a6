"""The worker of rounds, outside the web: reads, compares, writes all of it or nothing.

Each step is a transaction of its own, so that the progress is seen; what was found is written in
the last one, if the round still waits for this very attempt. A job that is killed leaves a round
without anything, and is done again.
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.db.models.functions import Now

from entrepairs.core import hats
from entrepairs.pairs.models import Invitation
from entrepairs.rounds import figures, hard_constraints, load, outcomes, solve
from entrepairs.rounds import hints as helping
from entrepairs.rounds.hard_constraints import Two
from entrepairs.rounds.models import Hint, Round, Suggestion
from entrepairs.suggestions.waiting_times import Wait, waits_by_group

State = Round.State
# The others say something of another person: who lives a little too far, who speaks Arabic.
OF_ONESELF = {Hint.Change.TELL, Hint.Change.TURN}
logger = logging.getLogger(__name__)


class Stopped(Exception):
    """Cancelled, ended, or begun again meanwhile: what this attempt finds is for nobody."""


@contextmanager
def at_work() -> Iterator[None]:
    with transaction.atomic(), hats.system("a round is worked out for all who are in it"):
        yield


def work_out_round(round_id: int, attempt: int) -> None:
    """Find who might meet whom, and what would help the others."""
    try:
        found = _find_pairs(round_id, attempt)
        _write_found(round_id, attempt, found)
    except Stopped:
        return
    except solve.NotUsable:
        logger.exception("round %s", round_id)
        _mark_failed(round_id, attempt, "not_usable")
    except Exception:
        _mark_failed(round_id, attempt, "unforeseen")
        raise


def count_waiting(round_id: int) -> None:
    """How many wait, and why some cannot be met: before anything is worked out."""
    with at_work():
        one = Round.objects.filter(pk=round_id, state=State.OPEN).first()
        known = load.read_round(one) if one else None
    if known is None:
        return
    reasons = solve.causes_of_alone(known)
    with at_work():
        now = Round.objects.filter(pk=round_id, state=State.OPEN)
        now.update(
            figures=figures.figures_by_tens(figures.waiting_figures(known.who_wait, reasons))
        )


def measure_waits(round_id: int) -> None:
    """Keeps with a released round who was invited, and how long people had waited, by groups."""
    with at_work():
        one = Round.objects.select_for_update().filter(pk=round_id, state=State.RELEASED).first()
        if one is None or "waits" in one.figures:
            return
        asked = set(Invitation.objects.filter(round_id=one.pk).values_list("to", flat=True))
        waits = {
            who: Wait((one.ended_at - since).days, who in asked)
            for who, room, since in load.people_in_rounds(one.organisation_id)
            if one.ended_at and (room > 0 or who in asked)
        }
        Round.objects.filter(pk=one.pk).update(
            figures=one.figures | {"waits": waits_by_group(waits)}
        )


def _find_pairs(round_id: int, attempt: int) -> load.Found:
    with at_work():
        known = load.read_round(_own_attempt(round_id, attempt))
    tell = _tell_progress(round_id, attempt)
    tell(0.1)
    return solve.best_pairs(known, telling=lambda part: tell(0.1 + 0.8 * part))


def _own_attempt(round_id: int, attempt: int, *, hold: bool = False) -> Round:
    rows = Round.objects.select_for_update() if hold else Round.objects
    found = rows.filter(pk=round_id, state=State.COMPUTING, attempt=attempt).first()
    if found is None:
        raise Stopped
    return found


def _tell_progress(round_id: int, attempt: int) -> Callable[[float], None]:
    """Says how far it is, and stops the work when nobody waits for it any more."""

    def tell(part: float) -> None:
        with at_work():
            mine = Round.objects.filter(pk=round_id, state=State.COMPUTING, attempt=attempt)
            if not mine.update(percent=round(100 * part), beat_at=Now()):
                raise Stopped

    return tell


def _write_found(round_id: int, attempt: int, found: load.Found) -> None:
    """All of it, or nothing. The database is asked the constraints once more, and decides."""
    with at_work():
        mine = _own_attempt(round_id, attempt, hold=True)
        pairs = hard_constraints.still_possible(found.pairs, mine)
        outcomes.keep_suggested(mine, _replace_suggestions(mine, pairs), found.components)
        _replace_hints(mine, pairs, found.hints)
        Round.objects.filter(pk=mine.pk).update(
            state=State.READY,
            percent=100,
            beat_at=Now(),
            figures=_figures_to_read(mine, pairs, found),
            gap=found.gap,
        )


def _replace_suggestions(round: Round, pairs: Sequence[Two]) -> list[Suggestion]:
    """What was set aside stays so: another coordinator may have had it worked out meanwhile."""
    former = Suggestion.objects.filter(round=round)
    rows = former.exclude(set_aside_at=None).values_list("one", "other", "set_aside_at")
    aside = {(one, other): at for one, other, at in rows}
    former.delete()
    return Suggestion.objects.bulk_create(
        [
            Suggestion(round=round, one_id=two[0], other_id=two[1], set_aside_at=aside.get(two))
            for two in pairs
        ],
        1000,
    )


def _replace_hints(round: Round, pairs: Sequence[Two], hints: Sequence[load.ForOne]) -> None:
    """For those who are in no pair that the database allows."""
    Hint.objects.filter(round=round).delete()
    met = {who for pair in pairs for who in pair}
    Hint.objects.bulk_create(
        [
            Hint(
                round=round,
                organisation_id=round.organisation_id,
                person_id=one.person,
                change=one.change if one.change in OF_ONESELF else Hint.Change.NOTHING,
            )
            for one in hints
            if one.person not in met
        ],
        1000,
    )


def _figures_to_read(round: Round, pairs: Sequence[Two], found: load.Found) -> dict[str, Any]:
    alone = [helping.name_of_change(one) for one in found.hints if one.alone]
    said = figures.waiting_figures(found.people, alone)
    readable = hard_constraints.readable_by_coordinators(pairs, round.organisation_id)
    met = {who for pair in readable for who in pair}
    said |= figures.found_figures(found.people, len(met), said)
    return figures.figures_by_tens(said)


def _mark_failed(round_id: int, attempt: int, trouble: str) -> None:
    with at_work():
        mine = Round.objects.filter(pk=round_id, state=State.COMPUTING, attempt=attempt)
        mine.update(state=State.FAILED, trouble=trouble)
