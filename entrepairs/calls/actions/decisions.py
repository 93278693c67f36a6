"""Actions of those who prepare an event: deciding, telling all authors together, placing."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

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
from entrepairs.calls.notice_kinds import DECISION
from entrepairs.calls.queries import titles_with_few_reviews
from entrepairs.calls.secret_links import path_of
from entrepairs.core import hats
from entrepairs.events import search_entries
from entrepairs.events.actions.events import touch_event
from entrepairs.events.actions.rows import next_order
from entrepairs.events.actions.speakers import find_or_add_speakers
from entrepairs.events.models import Event, Session, Speaker, Talk, TalkSpeaker
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import NotPossible, action
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.notices import actions as notices

Outcome = SubmissionDecision.Outcome

DECIDE = Verb("calls", "decide", gettext_lazy("You made decisions about contributions"), NOT_TOLD)


@action
def decide_submissions(
    *,
    call: Call,
    keys: Sequence[str],
    outcome: str,
    kind: SubmissionKind | None,
    once: UUID | None,
    by: int,
    with_few_reviews: bool = False,
) -> None:
    """Leaves what was told as it is, and what the person who decides has sent.

    `with_few_reviews`: they know that some are accepted before all their reviews are there.
    """
    note_deed(DECIDE, by=by, object_key=call.event.key, once=once)
    if outcome not in Outcome.values:
        raise ValidationError(_("Choose what you decide."))
    if not keys:
        raise ValidationError(_("Select at least one contribution."))
    asks = outcome == Outcome.ACCEPTED and not with_few_reviews
    if asks and (few := titles_with_few_reviews(call, keys)):
        raise NotPossible(
            _("Not decided: some reviews are missing. %(which)s") % {"which": ", ".join(few)}
        )
    mine = Submitter.objects.filter(person=by).values("submission")
    wanted = Submission.objects.filter(call=call, key__in=keys, state=Submission.State.SENT)
    rows = list(wanted.exclude(pk__in=mine))
    known = {
        one.submission_id: one for one in SubmissionDecision.objects.filter(submission__in=rows)
    }
    done = [_decide(row, known.get(row.pk), outcome, kind) for row in rows]
    if not any(done):
        raise NotPossible(
            _("Nothing was decided: their authors were told already, or they are yours.")
        )


def _decide(
    row: Submission, before: SubmissionDecision | None, outcome: str, kind: SubmissionKind | None
) -> bool:
    """Whether it could be: once told, only the waiting list is decided again."""
    other = kind if outcome == Outcome.ACCEPTED and kind and kind.pk != row.kind_id else None
    if before is None:
        SubmissionDecision.objects.create(submission=row, outcome=outcome, kind=other)
        return True
    off_the_waiting_list = before.outcome == Outcome.WAITING and outcome != Outcome.WAITING
    if before.told_at is not None and not off_the_waiting_list:
        return False
    SubmissionDecision.objects.filter(pk=before.pk).update(
        outcome=outcome, kind=other, at=Now(), told_at=None, words=""
    )
    return True


TELL = Verb("calls", "tell_decisions", gettext_lazy("You sent the decisions to authors"), NOT_TOLD)


@action
def tell_authors(*, call: Call, once: UUID | None, by: int) -> None:
    """All who wait. Each reads it on the page of what they sent; a notice or a mail leads there."""
    note_deed(TELL, by=by, object_key=call.event.key, once=once)
    if not call.event.takes_place:
        raise NotPossible(_("Not sent: this event is cancelled, or it is over."))
    own, now = decision_letters.written_for(call), timezone.now()
    rows = list(SubmissionDecision.objects.waiting_to_be_told(call))
    if not rows:
        raise NotPossible(_("Nobody is waiting for an answer."))
    for row in rows:
        row.words = decision_letters.letter_for(row.submission, row, call.event, own)
        row.told_at = now
    SubmissionDecision.objects.bulk_update(rows, ["words", "told_at"])
    _notify_authors(rows)


def _notify_authors(rows: Iterable[SubmissionDecision]) -> None:
    decisions = {row.submission_id: row for row in rows}
    with hats.system("authors are told, and the person who tells them may not see who they are"):
        senders = Submitter.objects.filter(submission__in=decisions, person__isnull=False)
        for sender in senders.select_related("submission"):
            key = sender.submission.key
            notices.tell(
                person=sender.person_id or 0,
                kind=DECISION,
                about=f"{key}:{decisions[sender.submission_id].outcome}",
                path=path_of(key),
                again=True,
            )
    mail_soon()


PLACE = Verb("calls", "place", gettext_lazy("You added contributions to a programme"), NOT_TOLD)


@action
def place_in_programme(
    *, call: Call, keys: Sequence[str] | None, session: Session | None, once: UUID | None, by: int
) -> None:
    """In that session; else each in one of its own, without room nor hours yet. Never twice.

    `keys`: which of those that wait; None for all of them.
    """
    event = call.event
    note_deed(PLACE, by=by, object_key=event.key, once=once)
    touch_event(event)
    waiting = SubmissionDecision.objects.waiting_to_be_placed(call)
    if keys is not None:
        waiting = waiting.filter(submission__key__in=keys)
    rows = waiting.select_related("submission__kind", "kind").select_for_update(of=("self",))
    talks = [_place(event, row, session) for row in rows.order_by("submission_id")]
    if not talks:
        raise NotPossible(_("Nothing waits to be put in the programme."))
    search_entries.index_event(event, {talk.session_id for talk in talks})


def _place(event: Event, row: SubmissionDecision, session: Session | None) -> Talk:
    submission = row.submission
    language = _column_language(event, submission)
    title = {f"title_{language}": submission.title}
    if session is None:
        kind: Any = row.kind or submission.kind
        order = next_order(Session, event=event)
        session = Session.objects.create(event=event, kind=kind.becomes, order=order, **title)
    talk = Talk.objects.create(
        event=event,
        session=session,
        order=next_order(Talk, session=session),
        # Said of a talk only when it is not that of the event.
        language=submission.language if submission.language != event.language else "",
        **title,
        **{f"about_{language}": submission.summary},
    )
    TalkSpeaker.objects.bulk_create(
        TalkSpeaker(talk=talk, speaker=speaker, order=order)
        for order, speaker in enumerate(_find_speakers(event, submission))
    )
    SubmissionDecision.objects.filter(pk=row.pk).update(talk=talk)
    return talk


def _column_language(event: Event, submission: Submission) -> str:
    """The column its words go to, as there are two only."""
    for language in (submission.language, event.language):
        if language in decision_letters.LANGUAGES:
            return language
    return "fr"


def _find_speakers(event: Event, submission: Submission) -> list[Speaker]:
    """Those who present it, else all its authors; a person only when that person said yes."""
    authors = list(SubmissionAuthor.objects.filter(submission=submission))
    authors = [author for author in authors if author.presents] or authors
    found = find_or_add_speakers(event, [author.name for author in authors])
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
