"""Opening a round, having it worked out, cancelling, releasing. By those who coordinate."""

import secrets
from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.core import hats, jobs, small_counts
from entrepairs.core.identity import id_of
from entrepairs.core.sql_functions import call_function
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import NotPossible, action, refused_in_words
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.notices import actions as notices
from entrepairs.pairs.actions.invitations import LIST, STANDS
from entrepairs.pairs.models import Invitation
from entrepairs.pairs.notice_kinds import INVITATION
from entrepairs.people.models import Circle, Organisation, Person
from entrepairs.rounds import hard_constraints, outcomes
from entrepairs.rounds.hard_constraints import Two
from entrepairs.rounds.jobs import count_round, find_pairs, measure_round
from entrepairs.rounds.models import Hint, Round, Suggestion

# A job that gave no sign of life for so long has stopped; another takes it up in ten minutes.
SILENT = timedelta(minutes=15)
State = Round.State


def _round_stands() -> NotPossible:
    return NotPossible(
        _(
            "This organisation already has a matching round. Send its invitations or "
            "cancel it first."
        )
    )


OPEN_ROUND = Verb("rounds", "open_round", gettext_lazy("You opened a matching round"), NOT_TOLD)


@action
def open_round(
    *,
    organisation: Organisation,
    kind: str,
    circle: Circle | None,
    once: UUID | None,
    by: Person | int,
) -> Round:
    """One at a time in an organisation. Nobody is asked, and nothing compared; a job counts."""
    me = id_of(by)
    mine = Round(
        organisation=organisation,
        form=kind,
        circle=circle,
        seed=secrets.randbits(62),
        opened_by_id=me,
    )
    note_deed(OPEN_ROUND, by=me, object_key=mine.key, once=once)
    with refused_in_words({"round_one_at_a_time": _round_stands}):
        mine.save()
    jobs.defer(count_round, round_id=mine.pk)
    return mine


WORK_OUT_ROUND = Verb(
    "rounds", "work_out_round", gettext_lazy("You started a matching round"), NOT_TOLD
)


@action
def work_out_round(*, round: Round, once: UUID | None, by: Person | int) -> Round:
    """A job works it out, or does so again. Its findings replace the former ones at the end."""
    me = id_of(by)
    note_deed(WORK_OUT_ROUND, by=me, object_key=round.key, once=once)
    now = _hold_round(round)
    if now.state == State.COMPUTING and not has_stopped(now):
        raise NotPossible(_("The calculation is already running."))
    Round.objects.filter(pk=now.pk).update(
        state=State.COMPUTING, attempt=now.attempt + 1, percent=0, beat_at=Now(), trouble=""
    )
    now.attempt += 1
    jobs.defer(find_pairs, round_id=now.pk, attempt=now.attempt)
    return now


def has_stopped(round: Round) -> bool:
    """The job gave no sign of life for a long time: the round can be started again."""
    return round.beat_at is None or round.beat_at < timezone.now() - SILENT


def _hold_round(round: Round) -> Round:
    """The round as it is now, held; NotPossible when it has ended, or one does not coordinate."""
    now = Round.objects.select_for_update().filter(pk=round.pk, state__in=Round.STANDING).first()
    if now is None:
        raise NotPossible(_("This matching round has ended."))
    return now


CANCEL_ROUND = Verb(
    "rounds", "cancel_round", gettext_lazy("You cancelled a matching round"), NOT_TOLD
)


@action
def cancel_round(*, round: Round, once: UUID | None, by: Person | int) -> None:
    """Nobody is invited, and what was found is forgotten. A job at work on it stops by itself."""
    me = id_of(by)
    note_deed(CANCEL_ROUND, by=me, object_key=round.key, once=once)
    now = _hold_round(round)
    call_function("forget_what_round_found", now.pk)
    Round.objects.filter(pk=now.pk).update(state=State.CANCELLED, ended_at=Now(), percent=0)


LEAVE_OUT = Verb(
    "rounds", "leave_out", gettext_lazy("You left out a suggestion of a matching round"), NOT_TOLD
)


@action
def leave_suggestion_out(*, suggestion: Suggestion, once: UUID | None, by: Person | int) -> None:
    """This one is not to be released. Nobody is asked why, and nobody learns of it."""
    note_deed(LEAVE_OUT, by=by, object_key=suggestion.round.key, once=once)
    if not Suggestion.objects.filter(pk=suggestion.pk).update(set_aside_at=Now()):
        raise NotPossible(_("This matching round has ended."))


PUT_BACK = Verb(
    "rounds", "put_back", gettext_lazy("You put a suggestion of a matching round back in"), NOT_TOLD
)


@action
def put_suggestion_back(*, suggestion: Suggestion, once: UUID | None, by: Person | int) -> None:
    """This one is to be released after all."""
    note_deed(PUT_BACK, by=by, object_key=suggestion.round.key, once=once)
    if not Suggestion.objects.filter(pk=suggestion.pk).update(set_aside_at=None):
        raise NotPossible(_("This matching round has ended."))


RELEASE_ROUND = Verb(
    "rounds",
    "release_round",
    gettext_lazy("You sent the invitations of a matching round"),
    NOT_TOLD,
)


@action
def release_round(*, round: Round, once: UUID | None, by: Person | int) -> None:
    """Invites everybody in what is not set aside, all or none; leaves out, quietly, those whom
    a constraint keeps apart since.

    What the round suggested is forgotten: it is between the two now, and there are only figures.
    """
    me = id_of(by)
    note_deed(RELEASE_ROUND, by=me, object_key=round.key, once=once)
    now = _hold_round(round)
    with hats.system("a round is released: each of two people gets an invitation to answer"):
        pairs = _hold_pairs(now)
        if now.state != State.READY or not pairs:
            raise NotPossible(_("There are no invitations to send."))
        possible = hard_constraints.still_possible(pairs, now)
        _invite_pairs(now, possible)
        Hint.objects.filter(organisation=now.organisation_id).exclude(round=now).delete()
        Suggestion.objects.filter(round=now).delete()
        figures = now.figures | _count_asked(pairs, possible, now.organisation_id)
        Round.objects.filter(pk=now.pk).update(
            state=State.RELEASED, ended_at=Now(), figures=figures
        )
    jobs.defer(measure_round, round_id=now.pk)


def _hold_pairs(round: Round) -> list[Two]:
    """Who is to be asked, held: a line set aside at this moment is in time, or is told so.

    Also people across a block of hers, in no list that she reads: that takes nobody's turn away.
    """
    kept = Suggestion.objects.select_for_update().filter(round=round, set_aside_at__isnull=True)
    return [(one.one_id, one.other_id) for one in kept.order_by("pk")]


def _count_asked(
    pairs: Sequence[Two], possible: Sequence[Two], organisation: int
) -> dict[str, object]:
    """How many pairs were asked and how many left out, of those that all coordinators may read."""
    asked = set(possible)
    left_out = [two for two in pairs if two not in asked]
    told = {
        "asked": hard_constraints.readable_by_coordinators(possible, organisation),
        "left_out": hard_constraints.readable_by_coordinators(left_out, organisation),
    }
    return {"asked": small_counts.hide_small_pairs(told).as_json}


def _invite_pairs(round: Round, pairs: Sequence[Two]) -> None:
    """Two invitations a pair, one for each to answer, and one notice a person."""
    lines = [(one, other) for pair in pairs for one, other in (pair, pair[::-1])]
    expires = timezone.now() + STANDS
    made = Invitation.objects.bulk_create(
        [
            Invitation(
                by_id=by,
                to_id=to,
                round_id=round.pk,
                organisation_id=round.organisation_id,
                expires_at=expires,
            )
            for by, to in lines
        ],
        1000,
    )
    outcomes.release_suggested(round, made)
    notices.tell(
        person=sorted({to for _by, to in lines}),
        kind=INVITATION,
        about=f"round-{round.pk}",
        path=LIST,
    )
