"""Opening a round, having it worked out, setting lines aside, cancelling, releasing. All by those who coordinate."""

import secrets
from collections.abc import Collection
from datetime import timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.core import hats, jobs, small_counts
from entrepairs.core.identity import id_of
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import NotPossible, action
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.notices import actions as notices
from entrepairs.notices.models import Notice
from entrepairs.pairs.actions.invitations import LIST, STANDS
from entrepairs.pairs.models import Invitation
from entrepairs.people.models import Circle, Organisation, Person
from entrepairs.rounds import hard_constraints, outcomes
from entrepairs.rounds.jobs import measure_round
from entrepairs.rounds.models import Hint, Round, Suggestion

SILENT = timedelta(
    minutes=15
)  # a job that gave no sign of life for so long has stopped; another takes it up in ten
State = Round.State


OPEN_ROUND = Verb("rounds", "open_round", gettext_lazy("You opened a round"), NOT_TOLD)


@action
def open_round(
    *,
    organisation: Organisation,
    form: str,
    circle: Circle | None,
    once: UUID | None,
    by: Person | int,
) -> Round:
    """One at a time in an organisation. Nobody is asked, and nothing compared, before it is worked out."""
    me = id_of(by)
    mine = Round(
        organisation=organisation,
        form=form,
        circle=circle,
        seed=secrets.randbits(62),
        opened_by_id=me,
    )
    note_deed(OPEN_ROUND, by=me, object_key=mine.key, once=once)
    try:
        with transaction.atomic():
            mine.save()
    except IntegrityError as error:
        raise NotPossible(
            _("A round of this organisation stands already. Release or cancel it first.")
        ) from error
    return mine


WORK_OUT_ROUND = Verb(
    "rounds", "work_out_round", gettext_lazy("You had a round worked out"), NOT_TOLD
)


@action
def work_out(*, round: Round, once: UUID | None, by: Person | int) -> Round:
    """From now on a job works it out, or does so again. What it had found before is replaced at the end."""
    me = id_of(by)
    note_deed(WORK_OUT_ROUND, by=me, object_key=round.key, once=once)
    now = _held(round)
    if now.state == State.COMPUTING and not has_stopped(now):
        raise NotPossible(_("It is being worked out already."))
    Round.objects.filter(pk=now.pk).update(
        state=State.COMPUTING, attempt=now.attempt + 1, percent=0, beat_at=Now(), trouble=""
    )
    now.attempt += 1
    return now


def has_stopped(round: Round) -> bool:
    """The job gave no sign of life for a long time: it can be started anew."""
    return round.beat_at is None or round.beat_at < timezone.now() - SILENT


def _held(round: Round) -> Round:
    """The round as it is now, held until the transaction ends; NotPossible when it has ended, or one does not coordinate."""
    now = Round.objects.select_for_update().filter(pk=round.pk, state__in=Round.STANDING).first()
    if now is None:
        raise NotPossible(_("This round has ended."))
    return now


CANCEL_ROUND = Verb("rounds", "cancel_round", gettext_lazy("You cancelled a round"), NOT_TOLD)


@action
def cancel(*, round: Round, once: UUID | None, by: Person | int) -> None:
    """Nothing is proposed to anybody, and what was found is forgotten. A job at work on it stops by itself."""
    me = id_of(by)
    note_deed(CANCEL_ROUND, by=me, object_key=round.key, once=once)
    now = _held(round)
    with hats.system("what a cancelled round found is forgotten, by whomever it may be read"):
        forget(now)
        Round.objects.filter(pk=now.pk).update(figures={}, gap=None)
    Round.objects.filter(pk=now.pk).update(state=State.CANCELLED, ended_at=Now(), percent=0)


def forget(round: Round) -> None:
    Suggestion.objects.filter(round=round).delete()
    Hint.objects.filter(round=round).delete()


LEAVE_OUT = Verb(
    "rounds", "leave_out", gettext_lazy("You set aside a proposal of a round"), NOT_TOLD
)
PUT_BACK = Verb("rounds", "put_back", gettext_lazy("You put back a proposal of a round"), NOT_TOLD)


@action
def set_aside(*, suggestion: Suggestion, aside: bool, once: UUID | None, by: Person | int) -> None:
    """This one is not to be released; or is, after all. Nobody is asked why, and nobody learns of it."""
    me = id_of(by)
    note_deed(LEAVE_OUT if aside else PUT_BACK, by=me, object_key=suggestion.round.key, once=once)
    if not Suggestion.objects.filter(pk=suggestion.pk).update(
        set_aside_at=Now() if aside else None
    ):
        raise NotPossible(_("This round has ended."))


RELEASE_ROUND = Verb("rounds", "release_round", gettext_lazy("You released a round"), NOT_TOLD)


@action
def release(*, round: Round, once: UUID | None, by: Person | int) -> None:
    """Everybody in what is not set aside is asked, all or none. Whoever may not be proposed any more is left out, quietly.

    What the round suggested is forgotten then: from now on it is between the two, and there are only figures.
    """
    me = id_of(by)
    note_deed(RELEASE_ROUND, by=me, object_key=round.key, once=once)
    now = _held(round)
    with hats.system("a round is released: each of two people gets a proposal to answer"):
        # Also who is across a block of hers, and in no list that she reads: a block of hers takes nobody's turn away.
        # Held: whoever sets one aside at this moment is too late, and told so; or was in time, and it is not released.
        kept = list(
            Suggestion.objects.select_for_update()
            .filter(round=now, set_aside_at__isnull=True)
            .order_by("pk")
        )
        if now.state != State.READY or not kept:
            raise NotPossible(_("There is nothing to release."))
        still = hard_constraints.still(
            [(one.one_id, one.other_id) for one in kept], now.organisation_id
        )
        _ask(now, still)
        Hint.objects.filter(organisation=now.organisation_id).exclude(round=now).delete()
        Suggestion.objects.filter(round=now).delete()
        left_out = [two for one in kept if (two := (one.one_id, one.other_id)) not in set(still)]
        told = {
            "asked": hard_constraints.to_read(still, now.organisation_id),
            "left_out": hard_constraints.to_read(left_out, now.organisation_id),
        }
        figures = {"asked": small_counts.shown_twos(told).as_json}
        Round.objects.filter(pk=now.pk).update(
            state=State.RELEASED, ended_at=Now(), figures=now.figures | figures
        )
    jobs.defer(measure_round, round_id=now.pk)


def _ask(round: Round, pairs: Collection[tuple[int, int]]) -> None:
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
        kind=Notice.Kind.INVITATION,
        about=f"round:{round.key}",
        path=LIST,
    )
