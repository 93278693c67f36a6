"""What people offer: kept as a draft, sent, changed until the close, withdrawn; and, once accepted, that they come."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection
from django.db.models.functions import Coalesce, Now
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from entrepairs.calls.models import Answer, Call, Submission, SubmissionAuthor, SubmissionKind
from entrepairs.calls.secret_links import holding, key_of, secret_of
from entrepairs.calls.transactions import closed, did, refused_as
from entrepairs.core.fields import EncryptedTextField
from entrepairs.core.jobs import defer
from entrepairs.events.steps import NotNow

MOST = 20  # contributions of one person to one call


@dataclass(frozen=True, slots=True)
class Said:
    """What the form says. `send`: not only kept as a draft."""

    title: str
    summary: str
    kind: SubmissionKind | None
    language: str
    authors: Sequence[Mapping[str, Any]]
    answers: Mapping[int, str] = field(default_factory=dict)
    mail: str = ""
    send: bool = True


def offer(*, call: Call, said: Said, once: UUID, by: int | None) -> str:
    """Gives its key. The same form sent twice is one contribution."""
    key = key_of(once, by)
    try:
        with holding("" if by else secret_of(key)), refused_as(closed()):
            did("offer" if said.send else "keep_offer", key, once, by)
            _not_too_many(call, by)
            _write(_begun(call, key, said.mail), said)
            if by is None:
                mail_soon()
    except IntegrityError as error:
        if "calls_submission_key" not in str(error):
            raise
    return key


def _begun(call: Call, key: str, mail: str) -> int:
    language = (get_language() or "fr")[:2]
    stored = EncryptedTextField().get_prep_value(mail.strip())
    with connection.cursor() as cursor:
        cursor.execute("select begin_submission(%s, %s, %s, %s)", [call.pk, key, stored, language])
        return int(cursor.fetchone()[0])


def _not_too_many(call: Call, by: int | None) -> None:
    if by is not None:
        standing = Submission.objects.filter(call=call, submitter__person=by).exclude(
            state=Submission.State.WITHDRAWN
        )
        if standing.count() >= MOST:
            words = _(
                "You have sent %(count)s contributions to this call: withdraw one before sending another."
            )
            raise ValidationError(words % {"count": MOST}, code="many")


def _write(number: int, said: Said) -> None:
    """Its words; then its authors and answers anew."""
    columns: dict[str, Any] = {
        "title": said.title,
        "summary": said.summary,
        "kind": said.kind,
        "language": said.language,
    }
    if said.send:
        columns |= {"state": Submission.State.SENT, "sent_at": Coalesce("sent_at", Now())}
    columns |= {"answer_in": (get_language() or "fr")[:2], "changed_at": Now()}
    if not Submission.objects.filter(pk=number).update(**columns):
        raise NotNow
    SubmissionAuthor.objects.filter(submission=number).delete()
    rows = [
        SubmissionAuthor(submission_id=number, order=order, **one)
        for order, one in enumerate(said.authors)
    ]
    SubmissionAuthor.objects.bulk_create(rows)
    Answer.objects.filter(submission=number).delete()
    told = {question: text for question, text in said.answers.items() if text}
    Answer.objects.bulk_create(
        Answer(submission_id=number, question_id=q, text=text) for q, text in told.items()
    )


def change_offer(*, submission: Submission, said: Said, once: UUID | None, by: int | None) -> None:
    """Until the close. What was sent stays sent."""
    with refused_as(closed()):
        did("change_offer" if said.send else "keep_offer", submission.key, once, by)
        _write(submission.pk, said)


def withdraw(*, submission: Submission, once: UUID | None, by: int | None) -> None:
    """For good, also after the close. The database forgets from whom it was, and what they answered."""
    with refused_as(ValidationError(str(NotNow()))):
        did("withdraw_offer", submission.key, once, by)
        standing = Submission.objects.filter(pk=submission.pk).exclude(
            state=Submission.State.WITHDRAWN
        )
        standing.update(state=Submission.State.WITHDRAWN)


def confirm(*, submission: Submission, linked: bool, once: UUID | None, by: int | None) -> None:
    """They come. With `linked`, the programme leads to the person who says so."""
    with refused_as(ValidationError(str(NotNow()))):
        did("confirm_offer", submission.key, once, by)
        Submission.objects.filter(pk=submission.pk).update(comes_at=Coalesce("comes_at", Now()))
        if by is not None:
            SubmissionAuthor.objects.filter(submission=submission, person=by).update(linked=linked)


def mail_soon() -> None:
    from entrepairs.calls.jobs import tell_authors_soon

    defer(tell_authors_soon, alone="events_tell_authors_soon")
