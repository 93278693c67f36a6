"""Reporting something, signed in or by a secret address, and asking that others read it again."""

import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.core.fields import EncryptedTextField, new_key
from entrepairs.core.secret_links import digest, secret_from, through_secret
from entrepairs.core.sql_functions import call_function
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import NotPossible, action
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.people.models import Person
from entrepairs.safeguarding.models import Ruling
from entrepairs.safeguarding.reportable import Reported

ROOM = "safeguarding"
FILE = "select file_report(%s::text, %s::jsonb, %s::text[], %s::text)"
OWN_WORDS = 0  # what file_report() says of them


@dataclass(frozen=True, slots=True)
class ReportWords:
    """What the form asks: why, in which words, what they would like, and what they show."""

    why: str
    more: str = ""
    wants_removed: bool = False
    wants_talk: bool = False
    show_before: bool = False


def encrypted(words: str) -> str:
    return EncryptedTextField().get_prep_value(words) or ""


REPORT = Verb(ROOM, "report", gettext_lazy("You reported something"), NOT_TOLD)


@action
def file_report(
    *, reported: Reported, words: ReportWords, once: UUID | None, by: Person | int | None
) -> str:
    """Gives its key, or, without an account, the secret of its address. It is kept as it stands
    now: the database says whose it is, and in which words. Nobody but who sent it reads that they
    did."""
    key, secret = new_key(), ""
    if by is None:
        secret = secret_from(f"report:{once}")
    else:
        note_deed(REPORT, by=by, object_key=key, once=once)
    shown = list(reported.before) if words.show_before else []
    values: list[Any] = [key, json.dumps(_told(reported, words)), shown]
    with connection.cursor() as cursor:
        if by is None and _sent_before(secret):
            return secret
        cursor.execute(FILE, [*values, digest(secret) if secret else None])
        _refuse(cursor.fetchone()[0])
    return secret or key


def _refuse(number: int | None) -> None:
    if number is None:
        raise NotPossible(_("This is not here any more, or not as it was."))
    if number == OWN_WORDS:
        raise NotPossible(_("These words are yours: you can change or delete them yourself."))


def _told(reported: Reported, words: ReportWords) -> dict[str, Any]:
    return {
        "kind": reported.kind,
        "thing": reported.thing,
        "path": reported.path,
        "place": encrypted(reported.place),
        "stood": encrypted(reported.words),
        "why": words.why,
        "more": encrypted(words.more),
        "wants_removed": words.wants_removed,
        "wants_talk": words.wants_talk,
    }


def _sent_before(secret: str) -> bool:
    with through_secret(secret):
        return bool(call_function("my_reports"))


APPEAL = Verb(ROOM, "appeal", gettext_lazy("You asked that others read a decision again"), NOT_TOLD)


@action
def appeal_ruling(
    *, ruling: Ruling, words: str, once: UUID | None, by: Person | int | None
) -> None:
    """Two others rule on it: none who did before."""
    if by is not None:
        note_deed(APPEAL, by=by, object_key=ruling.key, once=once)
    if not call_function("appeal_ruling", ruling.pk, encrypted(words)):
        raise NotPossible(_("This decision can no longer be read again."))
