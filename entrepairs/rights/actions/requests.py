"""Requests about one's data: asked here, or on paper and noted by who coordinates; the person's own
yes to what a guardian or a parent asks; calling one off."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db.models.functions import Now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.core.identity import id_of
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import NotPossible, action, refused_in_words
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.notices import actions as notices
from entrepairs.people.models import Person
from entrepairs.rights.models import ANSWER_WITHIN, DataRequest
from entrepairs.rights.notice_kinds import REQUEST

ROOM = "rights"
PAGE = "/me/data/requests/"


@dataclass(frozen=True, slots=True)
class PaperRequest:
    """What a paper asks, as who coordinates notes it; no copy of the paper is kept."""

    kind: str
    standing: str
    came_at: dt.datetime
    words: str = ""


def asked_before() -> NotPossible:
    return NotPossible(_("You have asked this already. Your request is on this page."))


def open_request(person: int, kind: DataRequest.Kind, words: str = "") -> DataRequest:
    """The line of the register of what a person asks here."""
    return DataRequest.objects.create(
        person_id=person,
        kind=kind,
        words=words,
        made_at=Now(),
        asked_at=Now(),
        due_at=Now() + ANSWER_WITHIN,
    )


def close_own(person: int, kind: DataRequest.Kind) -> None:
    """What the person asked here they ask no more."""
    mine = DataRequest.objects.filter(person=person, kind=kind, noted_by=None)
    mine.filter(answered_at=None, called_off_at=None).update(called_off_at=Now())


ASK = Verb(ROOM, "ask_about_data", gettext_lazy("You made a request about your data"), NOT_TOLD)


@action
def ask_about_data(*, kind: str, words: str, once: UUID | None, by: Person | int) -> DataRequest:
    """A correction, or an objection: a copy and an erasure have buttons of their own."""
    note_deed(ASK, by=by, once=once)
    with refused_in_words({"request_once": asked_before}):
        return open_request(id_of(by), DataRequest.Kind(kind), words)


NOTE = Verb(
    ROOM,
    "note_paper_request",
    gettext_lazy("You noted a request on paper: %(who)s"),
    gettext_lazy("%(who)s noted a request about your data"),
)


@action
def note_paper_request(
    *, person: Person, asked: PaperRequest, once: UUID | None, by: Person | int
) -> DataRequest:
    """Its clock runs since the paper came. The person is told at once, and may call it off."""
    row = DataRequest(
        person=person,
        noted_by_id=id_of(by),
        on_paper=True,
        kind=asked.kind,
        standing=asked.standing,
        words=asked.words,
        made_at=Now(),
        asked_at=asked.came_at,
        due_at=asked.came_at + ANSWER_WITHIN,
    )
    note_deed(NOTE, by=by, about=person, object_key=row.key, once=once)
    with refused_in_words({"request_once": asked_before}):
        row.save(force_insert=True)
    notices.tell(person=person, kind=REQUEST, about=f"{row.key}:noted", path=PAGE, by=by)
    return row


YES = Verb(
    ROOM, "agree_to_request", gettext_lazy("You agreed to a request about your data"), NOT_TOLD
)


@action
def agree_to_request(*, request: DataRequest, once: UUID | None, by: Person | int) -> None:
    """What a guardian or a parent asks is done once the person wants it too."""
    note_deed(YES, by=by, object_key=request.key, once=once)
    _say_yes(request, on_paper=False)


PAPER_YES = Verb(
    ROOM,
    "note_paper_yes",
    gettext_lazy("You noted a yes on paper: %(who)s"),
    gettext_lazy("%(who)s noted your yes on paper, to a request about your data"),
)


@action
def note_paper_yes(*, request: DataRequest, once: UUID | None, by: Person | int) -> None:
    """The person signed the sheet; the paper stays with them."""
    note_deed(PAPER_YES, by=by, about=request.person_id, object_key=request.key, once=once)
    _say_yes(request, on_paper=True)
    notices.tell(
        person=request.person_id or 0,
        kind=REQUEST,
        about=f"{request.key}:yes",
        path=PAGE,
        by=by,
    )


def _say_yes(request: DataRequest, *, on_paper: bool) -> None:
    waiting = DataRequest.objects.filter(
        pk=request.pk, yes_at=None, answered_at=None, called_off_at=None
    )
    if not waiting.update(yes_at=Now(), yes_on_paper=on_paper):
        raise NotPossible


CALL_OFF = Verb(
    ROOM, "call_off_request", gettext_lazy("You called off a request about data"), NOT_TOLD
)


@action
def call_off_request(*, request: DataRequest, once: UUID | None, by: Person | int) -> None:
    """By the person it is about, even if another asked, without a reason; or by who noted it."""
    note_deed(CALL_OFF, by=by, object_key=request.key, once=once)
    rows = DataRequest.objects.filter(pk=request.pk, answered_at=None, called_off_at=None)
    if not rows.update(called_off_at=Now()):
        raise NotPossible
