"""Those who prepare an event open its call, say what they ask for, close it, open it again."""

import datetime as dt
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import F, Max
from django.db.models.functions import Least
from django.utils import timezone
from django.utils.translation import gettext as _

from entrepairs.calls.models import Call, DecisionLetter, Question, Submission, SubmissionKind
from entrepairs.calls.transactions import still_used
from entrepairs.events.models import Event
from entrepairs.events.steps import NotNow, deed, one_step

CALL = ("words_fr", "words_en", "opens_at", "closes_at", "longest")


@one_step
def open_call(*, event: Event, told: Mapping[str, Any], once: UUID | None, by: int) -> Call:
    """With the kinds most calls ask for; they are changed and removed like the others."""
    deed(verb="open_call", key=event.key, once=once, by=by)
    if Call.objects.filter(event=event).exists():
        raise NotNow
    call = Call.objects.create(event=event, **{name: told[name] for name in CALL})
    usual = (("Communication", "Talk", 20, "talk"), ("Atelier", "Workshop", 90, "workshop"), ("Affiche", "Poster", None, "talk"))  # fmt: skip
    SubmissionKind.objects.bulk_create(
        SubmissionKind(
            call=call, order=order, name_fr=fr, name_en=en, minutes=minutes, becomes=becomes
        )
        for order, (fr, en, minutes, becomes) in enumerate(usual)
    )
    return call


@one_step
def change_call(*, call: Call, told: Mapping[str, Any], once: UUID | None, by: int) -> None:
    deed(verb="change_call", key=call.event.key, once=once, by=by)
    _only_mine(Call.objects.filter(pk=call.pk).update(**{name: told[name] for name in CALL}))


@one_step
def close_call(*, call: Call, once: UUID | None, by: int) -> None:
    """Now."""
    deed(verb="close_call", key=call.event.key, once=once, by=by)
    now = timezone.now()
    _only_mine(
        Call.objects.filter(pk=call.pk).update(closes_at=now, opens_at=Least(F("opens_at"), now))
    )


@one_step
def reopen_call(*, call: Call, until: dt.datetime, once: UUID | None, by: int) -> None:
    if until <= timezone.now():
        raise ValidationError(_("That is over already: choose a later day."), code="past")
    deed(verb="reopen_call", key=call.event.key, once=once, by=by)
    _only_mine(
        Call.objects.filter(pk=call.pk).update(
            closes_at=until, opens_at=Least(F("opens_at"), timezone.now())
        )
    )


@one_step
def save_part(
    *,
    call: Call,
    part: SubmissionKind | Question,
    told: Mapping[str, Any],
    once: UUID | None,
    by: int,
) -> None:
    """A kind or a question: a new one comes last."""
    deed(verb="change_call", key=call.event.key, once=once, by=by)
    for name, value in told.items():
        setattr(part, name, value)
    if part.pk is None:
        part.call = call
        last = type(part)._default_manager.filter(call=call).aggregate(last=Max("order"))["last"]
        part.order = 0 if last is None else last + 1
    part.save()


@one_step
def remove_part(*, call: Call, part: SubmissionKind | Question, once: UUID | None, by: int) -> None:
    deed(verb="change_call", key=call.event.key, once=once, by=by)
    used = (
        Submission.objects.filter(kind=part.pk)
        if isinstance(part, SubmissionKind)
        else part.answers.all()
    )
    with still_used():
        if used.exists():
            raise ValidationError(
                _("Somebody has used it already: change its words instead."), code="used"
            )
        part._meta.model._default_manager.filter(pk=part.pk)._raw_delete("default")


@one_step
def write_letters(
    *, call: Call, told: Mapping[str, Mapping[str, str]], once: UUID | None, by: int
) -> None:
    """Outcome → the words in both languages. Empty: what Entrepairs proposes."""
    deed(verb="change_letters", key=call.event.key, once=once, by=by)
    rows = [DecisionLetter(call=call, outcome=outcome, **words) for outcome, words in told.items()]
    DecisionLetter.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["call", "outcome"],
        update_fields=["words_fr", "words_en"],
    )


def _only_mine(changed: int) -> None:
    if not changed:
        raise NotNow
