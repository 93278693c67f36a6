"""Actions of those who prepare an event: opening its call, changing, closing, reopening it."""

import datetime as dt
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import F, Max
from django.db.models.functions import Least
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.calls.models import Call, DecisionLetter, Question, SubmissionKind
from entrepairs.events.models import Event
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import (
    FOREIGN_KEY_VIOLATION,
    NotPossible,
    action,
    refused_in_words,
)
from entrepairs.ledger.verbs import NOT_TOLD, Verb

# What most calls ask for: its names, its minutes, and what it becomes in the programme.
USUAL_KINDS = (
    ("Communication", "Talk", 20, "talk"),
    ("Atelier", "Workshop", 90, "workshop"),
    ("Affiche", "Poster", None, "talk"),
)

OPEN = Verb("calls", "open_call", gettext_lazy("You opened a call for contributions"), NOT_TOLD)


@action
def open_call(*, event: Event, values: Mapping[str, Any], once: UUID | None, by: int) -> Call:
    """With the kinds most calls ask for; they are changed and removed like the others."""
    note_deed(OPEN, by=by, object_key=event.key, once=once)
    if Call.objects.filter(event=event).exists():
        raise NotPossible
    call = Call.objects.create(event=event, **values)
    SubmissionKind.objects.bulk_create(
        SubmissionKind(
            call=call, order=order, name_fr=fr, name_en=en, minutes=minutes, becomes=becomes
        )
        for order, (fr, en, minutes, becomes) in enumerate(USUAL_KINDS)
    )
    return call


CHANGE = Verb(
    "calls", "change_call", gettext_lazy("You changed a call for contributions"), NOT_TOLD
)


@action
def change_call(*, call: Call, values: Mapping[str, Any], once: UUID | None, by: int) -> None:
    note_deed(CHANGE, by=by, object_key=call.event.key, once=once)
    _update_call(call, **values)


CLOSE = Verb("calls", "close_call", gettext_lazy("You closed a call for contributions"), NOT_TOLD)


@action
def close_call(*, call: Call, once: UUID | None, by: int) -> None:
    """At this moment. One that was not open yet has then been open for no time."""
    note_deed(CLOSE, by=by, object_key=call.event.key, once=once)
    now = timezone.now()
    _update_call(call, closes_at=now, opens_at=Least(F("opens_at"), now))


REOPEN = Verb(
    "calls", "reopen_call", gettext_lazy("You opened a call for contributions again"), NOT_TOLD
)


@action
def reopen_call(*, call: Call, until: dt.datetime, once: UUID | None, by: int) -> None:
    note_deed(REOPEN, by=by, object_key=call.event.key, once=once)
    now = timezone.now()
    if until <= now:
        raise ValidationError(_("This date is in the past. Choose a later one."), code="past")
    _update_call(call, closes_at=until, opens_at=Least(F("opens_at"), now))


def _update_call(call: Call, **columns: Any) -> None:
    if not Call.objects.filter(pk=call.pk).update(**columns):
        raise NotPossible


@action
def save_part(*, call: Call, part: SubmissionKind | Question, once: UUID | None, by: int) -> None:
    """A kind or a question, with its new values; one that is new comes last."""
    note_deed(CHANGE, by=by, object_key=call.event.key, once=once)
    if part.pk is None:
        part.call = call
        last = type(part)._default_manager.filter(call=call).aggregate(last=Max("order"))["last"]
        part.order = 0 if last is None else last + 1
    part.save()


@action
def remove_part(*, call: Call, part: SubmissionKind | Question, once: UUID | None, by: int) -> None:
    """Unless it has been chosen or answered, be it in a draft that nobody else sees."""
    note_deed(CHANGE, by=by, object_key=call.event.key, once=once)
    with refused_in_words({FOREIGN_KEY_VIOLATION: _used}), connection.cursor() as cursor:
        if not part.delete()[0]:
            raise NotPossible
        # The database looks at once for what hangs on it: Django found what is visible only.
        cursor.execute("set constraints all immediate")
        cursor.execute("set constraints all deferred")


def _used() -> NotPossible:
    return NotPossible(_("Someone has already used this: change its text instead."))


CHANGE_LETTERS = Verb(
    "calls", "change_letters", gettext_lazy("You changed the reply sent to authors"), NOT_TOLD
)


@action
def write_letters(
    *, call: Call, letters: Mapping[str, Mapping[str, str]], once: UUID | None, by: int
) -> None:
    """By outcome, the words in both languages. Empty: what Entrepairs proposes."""
    note_deed(CHANGE_LETTERS, by=by, object_key=call.event.key, once=once)
    rows = [
        DecisionLetter(call=call, outcome=outcome, **words) for outcome, words in letters.items()
    ]
    DecisionLetter.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["call", "outcome"],
        update_fields=["words_fr", "words_en"],
    )
