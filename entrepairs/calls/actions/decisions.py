"""Decided, one or several at once; told to everyone together; put in the programme, once."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Max, QuerySet
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _

from entrepairs.calls import decision_letters
from entrepairs.calls.actions.submissions import mail_soon
from entrepairs.calls.models import (
    Call,
    Submission,
    SubmissionAuthor,
    SubmissionDecision,
    SubmissionKind,
    Submitter,
)
from entrepairs.calls.secret_links import path_of
from entrepairs.core import hats
from entrepairs.events import search_entries
from entrepairs.events.actions.events import touch
from entrepairs.events.actions.speakers import named
from entrepairs.events.models import Event, Session, Speaker, Talk, TalkSpeaker
from entrepairs.events.steps import deed, one_step
from entrepairs.notices import actions as notices
from entrepairs.notices.models import Notice

Outcome = SubmissionDecision.Outcome


@one_step
def decide(
    *,
    call: Call,
    keys: Sequence[str],
    outcome: str,
    kind: SubmissionKind | None,
    once: UUID | None,
    by: int,
) -> int:
    """How many. Those whose authors were told, and those that I sent, stay as they are."""
    deed(verb="decide", key=call.event.key, once=once, by=by)
    wanted = Submission.objects.filter(call=call, key__in=keys, state=Submission.State.SENT)
    mine = Submitter.objects.filter(person=by).values("submission")
    rows = list(wanted.exclude(pk__in=mine))
    known = {
        one.submission_id: one for one in SubmissionDecision.objects.filter(submission__in=rows)
    }
    done = 0
    for row in rows:
        other = kind if outcome == Outcome.ACCEPTED and kind and kind.pk != row.kind_id else None
        before = known.get(row.pk)
        if before is None:
            SubmissionDecision.objects.create(submission=row, outcome=outcome, kind=other)
        elif before.told_at is None or before.outcome == Outcome.WAITING != outcome:
            changed = {"outcome": outcome, "kind": other, "at": Now(), "told_at": None, "words": ""}
            SubmissionDecision.objects.filter(pk=before.pk).update(**changed)
        else:
            continue
        done += 1
    return done


def untold(call: Call) -> QuerySet[SubmissionDecision]:
    """Decided, and not told."""
    waiting = SubmissionDecision.objects.filter(
        submission__call=call, submission__state=Submission.State.SENT, told_at__isnull=True
    )
    return waiting.select_related("submission__kind", "kind").order_by("outcome", "submission_id")


@one_step
def tell_everyone(*, call: Call, once: UUID | None, by: int) -> int:
    """Each reads it on the page of what they sent; a notice or a mail leads there. How many were told."""
    deed(verb="tell_decisions", key=call.event.key, once=once, by=by)
    own, now = decision_letters.written(call), timezone.now()
    rows = list(untold(call))
    for row in rows:
        row.words, row.told_at = (
            decision_letters.letter_for(row.submission, row, call.event, own),
            now,
        )
    if not rows:
        raise ValidationError(_("Nobody waits to be told."), code="nobody")
    SubmissionDecision.objects.bulk_update(rows, ["words", "told_at"])
    _lead_there(rows)
    return len(rows)


def _lead_there(rows: Iterable[SubmissionDecision]) -> None:
    with hats.system("authors are told, and whoever tells them may not see who they are"):
        keys = {row.submission_id: row for row in rows}
        for sent in Submitter.objects.filter(
            submission__in=keys, person__isnull=False
        ).select_related("submission"):
            about = f"{sent.submission.key}:{keys[sent.submission_id].outcome}"
            path = path_of(sent.submission.key)
            notices.tell(
                person=sent.person_id or 0,
                kind=Notice.Kind.DECISION,
                about=about,
                path=path,
                again=True,
            )
    mail_soon()


def to_place(call: Call) -> QuerySet[SubmissionDecision]:
    """Accepted, told, its authors come, and not in the programme yet."""
    coming = SubmissionDecision.objects.filter(
        submission__call=call, submission__state=Submission.State.SENT, outcome=Outcome.ACCEPTED
    )
    return coming.filter(
        told_at__isnull=False, submission__comes_at__isnull=False, talk__isnull=True
    )


@one_step
def place(
    *, call: Call, keys: Sequence[str] | None, session: Session | None, once: UUID | None, by: int
) -> list[Talk]:
    """In that session; else each in one of its own, without room nor hours yet. None: all that wait. Never twice."""
    deed(verb="place", key=call.event.key, once=once, by=by)
    event = call.event
    touch(event)
    waiting = to_place(call) if keys is None else to_place(call).filter(submission__key__in=keys)
    rows = list(
        waiting.select_related("submission__kind", "kind")
        .select_for_update(of=("self",))
        .order_by("submission_id")
    )
    talks = [_talk_of(event, row, session) for row in rows]
    search_entries.keep(event, {talk.session_id for talk in talks})
    return talks


def _talk_of(event: Event, row: SubmissionDecision, session: Session | None) -> Talk:
    submission = row.submission
    kind: Any = row.kind or submission.kind
    language = (
        submission.language if submission.language in decision_letters.LANGUAGES else event.language
    )
    language = language if language in decision_letters.LANGUAGES else "fr"
    words = {f"title_{language}": submission.title, f"about_{language}": submission.summary}
    if session is None:
        title = {f"title_{language}": submission.title}
        session = Session.objects.create(
            event=event, kind=kind.becomes, order=_after(Session, event=event), **title
        )
    spoken = submission.language if submission.language != event.language else ""
    talk = Talk.objects.create(
        event=event, session=session, order=_after(Talk, session=session), language=spoken, **words
    )
    for order, speaker in enumerate(_speakers(event, submission)):
        TalkSpeaker.objects.create(talk=talk, speaker=speaker, order=order)
    SubmissionDecision.objects.filter(pk=row.pk).update(talk=talk)
    return talk


def _after(model: Any, **of: Any) -> int:
    last: int | None = model.objects.filter(**of).aggregate(last=Max("order"))["last"]
    return 0 if last is None else last + 1


def _speakers(event: Event, submission: Submission) -> list[Speaker]:
    """Those who present it, else all its authors; a person only when that person said yes."""
    authors = list(SubmissionAuthor.objects.filter(submission=submission))
    authors = [author for author in authors if author.presents] or authors
    found = named(event, [author.name for author in authors])
    by_name = {author.name.strip().casefold(): author for author in authors}
    for speaker in found:
        author = by_name[speaker.name.casefold()]
        columns: dict[str, Any] = {}
        if not speaker.affiliation and not speaker.country:
            columns = {"affiliation": author.affiliation, "country": author.country}
        if author.linked and speaker.person_id is None:
            columns["person_id"] = author.person_id
        if columns:
            Speaker.objects.filter(pk=speaker.pk).update(**columns)
    return found
