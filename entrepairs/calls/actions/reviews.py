"""Actions around readers: asked, given submissions, who review them or give them back."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db.models import Q, QuerySet
from django.db.models.functions import Now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.calls.models import (
    Call,
    Reader,
    Review,
    ReviewAssignment,
    Submission,
    SubmissionAuthor,
    Submitter,
)
from entrepairs.calls.notice_kinds import READ
from entrepairs.calls.reader_assignment import assign_evenly
from entrepairs.core import hats
from entrepairs.core.sql_functions import call_function
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import NotPossible, action
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.notices import actions as notices
from entrepairs.people.models import Block, Person

ASK = Verb(
    "calls", "ask_reader", gettext_lazy("You asked someone to review contributions"), NOT_TOLD
)


@action
def ask_reader(*, call: Call, person: Person, once: UUID | None, by: int) -> Reader:
    """A notice asks them; oneself has said yes by this press."""
    note_deed(ASK, by=by, object_key=call.event.key, once=once)
    if Reader.objects.filter(call=call, person=person).exists():
        raise NotPossible(_("They were asked already."))
    if call_function("saw_names", call.pk, person.pk):
        raise NotPossible(
            _(
                "Since the first contribution arrived, the organisers can see who sent each "
                "one. They can no longer review without knowing. Ask someone else."
            )
        )
    reader = Reader.objects.create(call=call, person=person)
    if person.pk == by:
        Reader.objects.filter(pk=reader.pk).update(accepted_at=Now())
    else:
        notices.tell(person=person, kind=READ, about=reader.key, path=reader.path, by=by)
    return reader


AGREE = Verb("calls", "agree_to_read", gettext_lazy("You agreed to review contributions"), NOT_TOLD)
DECLINE = Verb(
    "calls", "decline_to_read", gettext_lazy("You declined to review contributions"), NOT_TOLD
)


@action
def answer_as_reader(*, reader: Reader, yes: bool, once: UUID | None, by: int) -> None:
    note_deed(AGREE if yes else DECLINE, by=by, object_key=reader.key, once=once)
    waiting = Reader.objects.filter(
        pk=reader.pk,
        person=by,
        accepted_at__isnull=True,
        declined_at__isnull=True,
        ended_at__isnull=True,
    )
    if not waiting.update(**{"accepted_at" if yes else "declined_at": Now()}):
        raise NotPossible


RELEASE = Verb(
    "calls",
    "release_reader",
    gettext_lazy("You ended a review of contributions, yours or someone else’s"),
    NOT_TOLD,
)


@action
def release_reader(*, reader: Reader, once: UUID | None, by: int) -> None:
    """By those who prepare the event, or by the reader.

    What they have reviewed stays; the rest goes to another when submissions are next shared out.
    """
    note_deed(RELEASE, by=by, object_key=reader.key, once=once)
    if not Reader.objects.filter(pk=reader.pk, ended_at__isnull=True).update(ended_at=Now()):
        raise NotPossible


SHARE_OUT = Verb(
    "calls", "share_out", gettext_lazy("You shared out contributions between reviewers"), NOT_TOLD
)


@action
def share_out(*, call: Call, once: UUID | None, by: int) -> None:
    """The person who presses does not learn who wrote what."""
    note_deed(SHARE_OUT, by=by, object_key=call.event.key, once=once)
    _check_prepares(call)
    if not _assign_readers(call, Submission.objects.filter(call=call)):
        raise NotPossible(
            _(
                "Nothing could be assigned. Ask one more person to review, or there is "
                "nothing left to assign."
            )
        )


def _check_prepares(call: Call) -> None:
    """Asked before the hat that sees who wrote: that one may do everything."""
    if not call_function("i_prepare", call.event_id):
        raise NotPossible


def _assign_readers(call: Call, wanted: QuerySet[Submission]) -> int:
    """How many of these submissions went to one more reader: none for what is cancelled or over."""
    with hats.system("who wrote is compared with who reads, which nobody may see"):
        if not call_function("takes_place", call.event_id):
            return 0
        Call.objects.select_for_update().get(pk=call.pk)
        undecided = wanted.filter(state=Submission.State.SENT, decision__isnull=True)
        submissions = list(undecided.order_by("pk").values_list("pk", flat=True))
        standing = Reader.objects.filter(
            call=call, accepted_at__isnull=False, ended_at__isnull=True
        )
        readers = {one.pk: one for one in standing.select_related("person").order_by("pk")}
        given, refused = _find_assignments(call)
        never = refused | _find_forbidden(submissions, readers)
        pairs = assign_evenly(submissions, list(readers), given, never)
        ReviewAssignment.objects.bulk_create(
            ReviewAssignment(submission_id=submission, reader_id=reader)
            for submission, reader in pairs
        )
        _tell_readers({readers[reader] for _submission, reader in pairs})
    return len(pairs)


def _find_assignments(call: Call) -> tuple[dict[int, set[int]], set[tuple[int, int]]]:
    """The readers of each submission; and pairs that cannot be again.

    These are what was given back, and what a reader who stopped had not reviewed.
    """
    given: dict[int, set[int]] = defaultdict(set)
    never = set()
    rows = ReviewAssignment.objects.filter(submission__call=call).select_related("reader", "review")
    for row in rows:
        over = row.reader.ended_at is not None and not hasattr(row, "review")
        if row.refused_at is not None or over:
            never.add((row.submission_id, row.reader_id))
        else:
            given[row.submission_id].add(row.reader_id)
    return given, never


def _find_forbidden(submissions: list[int], readers: Mapping[int, Reader]) -> set[tuple[int, int]]:
    """Pairs of a submission and a reader who must not judge it.

    The reader sent it, is among its authors, by person or by name, or is across a block from one.
    """
    writers: dict[int, set[int]] = defaultdict(set)
    names: dict[int, set[str]] = defaultdict(set)
    senders = Submitter.objects.filter(submission__in=submissions, person__isnull=False)
    for submission, person in senders.values_list("submission", "person"):
        writers[submission].add(person or 0)
    authors = SubmissionAuthor.objects.filter(submission__in=submissions)
    for submission, person, name in authors.values_list("submission", "person", "name"):
        writers[submission].add(person or 0)
        names[submission].add(name.casefold())
    blocks = _find_blocks(reader.person_id for reader in readers.values())
    return {
        (submission, number)
        for submission in submissions
        for number, reader in readers.items()
        if reader.person_id in writers[submission]
        or reader.person.name.casefold() in names[submission]
        or any((reader.person_id, writer) in blocks for writer in writers[submission])
    }


def _find_blocks(people: Iterable[int]) -> set[tuple[int, int]]:
    """Both ways round: who is across a block from one of these people."""
    ours = list(people)
    rows = Block.objects.filter(Q(person__in=ours) | Q(blocked__in=ours))
    blocks = set(rows.values_list("person", "blocked"))
    return blocks | {(blocked, person) for person, blocked in blocks}


def _tell_readers(readers: set[Reader]) -> None:
    for reader in readers:
        notices.tell(
            person=reader.person_id,
            kind=READ,
            about=f"{reader.key}:given",
            path=reader.path,
            again=True,
        )


GIVE_BACK = Verb(
    "calls",
    "cannot_read",
    gettext_lazy("You handed back a contribution without reviewing it"),
    NOT_TOLD,
)


@action
def give_back_unread(*, assignment: ReviewAssignment, once: UUID | None, by: int) -> None:
    """No reason is asked. It goes to another reader at once, if there is one."""
    note_deed(GIVE_BACK, by=by, object_key=assignment.key, once=once)
    unread = ReviewAssignment.objects.filter(
        pk=assignment.pk, refused_at__isnull=True, review__isnull=True
    )
    if not unread.update(refused_at=Now()):
        raise NotPossible
    with hats.system("another reader is found for it, which anyone who gives it back may not see"):
        call = Call.objects.get(submissions=assignment.submission_id)
        _assign_readers(call, Submission.objects.filter(pk=assignment.submission_id))


REVIEW = Verb("calls", "review", gettext_lazy("You reviewed a contribution"), NOT_TOLD)


@action
def review_submission(
    *,
    assignment: ReviewAssignment,
    advice: str,
    for_organisers: str,
    for_authors: str,
    once: UUID | None,
    by: int,
) -> None:
    """Given, or changed until the decision."""
    note_deed(REVIEW, by=by, object_key=assignment.key, once=once)
    if not _may_review(assignment):
        raise NotPossible(
            _("This contribution has been decided, or withdrawn: your review was not saved.")
        )
    words = {"advice": advice, "for_organisers": for_organisers, "for_authors": for_authors}
    Review.objects.update_or_create(
        reading=assignment, defaults={**words, "at": Now()}, create_defaults=words
    )


def _may_review(assignment: ReviewAssignment) -> bool:
    """The database knows: that it was decided is hidden from its reader until it is told."""
    return bool(call_function("i_may_review", assignment.pk))
