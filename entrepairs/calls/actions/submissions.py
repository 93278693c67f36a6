"""Actions of authors: keeping a draft, sending, changing, withdrawing, and coming."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models.functions import Coalesce, Now
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from entrepairs.calls.models import Answer, Call, Submission, SubmissionAuthor, SubmissionKind
from entrepairs.calls.secret_links import holding, key_of, secret_of
from entrepairs.core.fields import EncryptedTextField
from entrepairs.core.jobs import defer
from entrepairs.core.sql_functions import call_function
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.idempotency import OtherWords
from entrepairs.ledger.transactions import NotPossible, SentBefore, action, refused_in_words
from entrepairs.ledger.verbs import NOT_TOLD, Verb

MOST = 20  # contributions of one person to one call
State = Submission.State


@dataclass(frozen=True, slots=True)
class SubmissionValues:
    """What the form says. `send`: not only kept as a draft."""

    title: str
    summary: str
    kind: SubmissionKind | None
    language: str
    authors: Sequence[Mapping[str, Any]]
    answers: Mapping[int, str] = field(default_factory=dict)
    mail: str = ""
    send: bool = True


SUBMIT = Verb("calls", "submit", gettext_lazy("You submitted a contribution to an event"), NOT_TOLD)
KEEP_DRAFT = Verb(
    "calls", "keep_draft", gettext_lazy("You saved a draft of a contribution"), NOT_TOLD
)


@action
def submit_to_call(*, call: Call, values: SubmissionValues, once: UUID, by: int | None) -> str:
    """Gives the key. The same form sent twice is one contribution, also without an account."""
    key = key_of(once, by)
    if by is not None:
        note_deed(SUBMIT if values.send else KEEP_DRAFT, by=by, object_key=key, once=once)
    _check_open(call)
    _check_not_too_many(call, by)
    with holding("" if by else secret_of(key)):
        try:
            with refused_in_words({"calls_submission_key_key": SentBefore}):
                number = _begin_submission(call, key, values.mail)
        except SentBefore:
            one = Submission.objects.filter(key=key).first()
            if one is not None and (one.title, one.summary) != (values.title, values.summary):
                raise OtherWords from None
            return key
        _write_values(number, values)
    if by is None:
        mail_soon()
    return key


def _check_open(call: Call) -> None:
    if call.state != "open":
        raise NotPossible(
            _(
                "The call is not open: what you wrote was not sent. It is still here, below, so "
                "that you can keep it."
            )
        )


def _begin_submission(call: Call, key: str, mail: str) -> int:
    language = (get_language() or "fr")[:2]
    stored = EncryptedTextField().get_prep_value(mail.strip())
    return int(call_function("begin_submission", call.pk, key, stored, language))


def _check_not_too_many(call: Call, by: int | None) -> None:
    if by is None:
        return
    mine = Submission.objects.filter(call=call, submitter__person=by)
    if mine.exclude(state=State.WITHDRAWN).count() >= MOST:
        words = _(
            "You have sent %(count)s contributions to this call: withdraw one before sending "
            "another."
        )
        raise NotPossible(words % {"count": MOST})


def _write_values(number: int, values: SubmissionValues) -> None:
    """Its words; then its authors and answers, which replace the former ones."""
    columns: dict[str, Any] = {
        "title": values.title,
        "summary": values.summary,
        "kind": values.kind,
        "language": values.language,
        "answer_in": (get_language() or "fr")[:2],
        "changed_at": Now(),
    }
    if values.send:
        columns |= {"state": State.SENT, "sent_at": Coalesce("sent_at", Now())}
    if not Submission.objects.filter(pk=number).update(**columns):
        raise NotPossible
    SubmissionAuthor.objects.filter(submission=number).delete()
    SubmissionAuthor.objects.bulk_create(
        SubmissionAuthor(submission_id=number, order=order, **author)
        for order, author in enumerate(values.authors)
    )
    Answer.objects.filter(submission=number).delete()
    Answer.objects.bulk_create(
        Answer(submission_id=number, question_id=question, text=text)
        for question, text in values.answers.items()
        if text
    )


CHANGE = Verb("calls", "change_submission", gettext_lazy("You changed a contribution"), NOT_TOLD)


@action
def change_submission(
    *, submission: Submission, values: SubmissionValues, once: UUID | None, by: int | None
) -> None:
    """Until the close. What was sent stays sent."""
    if by is not None:
        verb = CHANGE if values.send else KEEP_DRAFT
        note_deed(verb, by=by, object_key=submission.key, once=once)
    _check_open(submission.call)
    _write_values(submission.pk, values)


WITHDRAW = Verb(
    "calls", "withdraw_submission", gettext_lazy("You withdrew a contribution"), NOT_TOLD
)


@action
def withdraw_submission(*, submission: Submission, once: UUID | None, by: int | None) -> None:
    """For good, also after the close.

    The database forgets from whom it was, and what they answered.
    """
    if by is not None:
        note_deed(WITHDRAW, by=by, object_key=submission.key, once=once)
    standing = Submission.objects.filter(pk=submission.pk).exclude(state=State.WITHDRAWN)
    standing.update(state=State.WITHDRAWN)


CONFIRM = Verb(
    "calls",
    "confirm_submission",
    gettext_lazy("You confirmed that you will present your contribution"),
    NOT_TOLD,
)


@action
def confirm_coming(
    *, submission: Submission, linked: bool, once: UUID | None, by: int | None
) -> None:
    """Its authors come. With `linked`, the programme leads to the person who says so."""
    if by is not None:
        note_deed(CONFIRM, by=by, object_key=submission.key, once=once)
    Submission.objects.filter(pk=submission.pk).update(comes_at=Coalesce("comes_at", Now()))
    if by is not None:
        SubmissionAuthor.objects.filter(submission=submission, person=by).update(linked=linked)


def mail_soon() -> None:
    from entrepairs.calls.jobs import tell_authors_soon

    defer(tell_authors_soon, alone="calls_tell_authors_soon")
