"""Readers: asked, who say yes or no; given two readers a contribution; who review, or say that they cannot."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from entrepairs.calls.models import (
    Call,
    Reader,
    Review,
    ReviewAssignment,
    Submission,
    SubmissionAuthor,
    Submitter,
)
from entrepairs.calls.reader_assignment import share
from entrepairs.calls.transactions import did, refused_as
from entrepairs.core import hats
from entrepairs.events.steps import NotNow, deed, one_step
from entrepairs.notices import actions as notices
from entrepairs.notices.models import Notice
from entrepairs.people.models import Block, Person


@one_step
def ask_reader(*, call: Call, person: Person, once: UUID | None, by: int) -> Reader:
    """A notice asks them; oneself has said yes by this press."""
    deed(verb="ask_reader", key=call.event.key, once=once, by=by)
    if Reader.objects.filter(call=call, person=person).exists():
        raise ValidationError(_("They were asked already."), code="asked")
    reader = Reader.objects.create(call=call, person=person)
    if person.pk == by:
        Reader.objects.filter(pk=reader.pk).update(accepted_at=Now())
    else:
        notices.tell(
            person=person, kind=Notice.Kind.READ, about=reader.key, path=reader.path, by=by
        )
    return reader


@one_step
def answer_as_reader(*, reader: Reader, yes: bool, once: UUID | None, by: int) -> None:
    deed(verb="agree_to_read" if yes else "decline_to_read", key=reader.key, once=once, by=by)
    waiting = Reader.objects.filter(
        pk=reader.pk, person=by, accepted_at__isnull=True, declined_at__isnull=True
    )
    if not waiting.filter(ended_at__isnull=True).update(
        **{"accepted_at" if yes else "declined_at": Now()}
    ):
        raise NotNow


@one_step
def release_reader(*, reader: Reader, once: UUID | None, by: int) -> None:
    """By those who prepare the event, or by the reader. What they have reviewed stays; the rest goes to another at the next sharing."""
    deed(verb="release_reader", key=reader.key, once=once, by=by)
    if not Reader.objects.filter(pk=reader.pk, ended_at__isnull=True).update(ended_at=Now()):
        raise NotNow
    notices.withdraw(kinds=[Notice.Kind.READ], about=reader.key)


@one_step
def share_out(*, call: Call, once: UUID | None, by: int) -> int:
    """How many readings were given. Whoever presses does not learn who wrote what."""
    deed(verb="share_out", key=call.event.key, once=once, by=by)
    return give(call, Submission.objects.filter(call=call))


def give(call: Call, wanted: Any) -> int:
    with hats.system("who wrote is compared with who reads, which nobody may see"):
        Call.objects.select_for_update().get(pk=call.pk)
        still = wanted.filter(state=Submission.State.SENT, decision__isnull=True)
        submissions = list(still.order_by("pk").values_list("pk", flat=True))
        readers = Reader.objects.filter(call=call, accepted_at__isnull=False, ended_at__isnull=True)
        by_number = {
            reader.pk: reader for reader in readers.select_related("person").order_by("pk")
        }
        given, refused = _readings(call)
        pairs = share(submissions, list(by_number), given, refused | _own(submissions, by_number))
        ReviewAssignment.objects.bulk_create(
            ReviewAssignment(submission_id=one, reader_id=reader) for one, reader in pairs
        )
        _tell({by_number[reader] for _, reader in pairs})
    return len(pairs)


def _readings(call: Call) -> tuple[dict[int, set[int]], set[tuple[int, int]]]:
    """Who reads what, and who cannot or does not any more."""
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


def _own(submissions: list[int], readers: Mapping[int, Reader]) -> set[tuple[int, int]]:
    """Who sent it, who is among its authors by their person or by their name, and who has a block with one of them."""
    people: dict[int, set[int]] = defaultdict(set)
    names: dict[int, set[str]] = defaultdict(set)
    for one, person in Submitter.objects.filter(submission__in=submissions, person__isnull=False).values_list("submission", "person"):  # fmt: skip
        people[one].add(person or 0)
    for one, person, name in SubmissionAuthor.objects.filter(submission__in=submissions).values_list("submission", "person", "name"):  # fmt: skip
        people[one].add(person or 0)
        names[one].add(name.casefold())
    ours = [reader.person_id for reader in readers.values()]
    blocks = set(
        Block.objects.filter(Q(person__in=ours) | Q(blocked__in=ours)).values_list(
            "person", "blocked"
        )
    )
    blocks |= {(two, one) for one, two in blocks}
    return {
        (one, number)
        for one in submissions
        for number, reader in readers.items()
        if reader.person_id in people[one]
        or reader.person.name.casefold() in names[one]
        or any((reader.person_id, writer) in blocks for writer in people[one])
    }


def _tell(readers: set[Reader]) -> None:
    for reader in readers:
        about = f"{reader.key}:given"
        notices.tell(
            person=reader.person_id,
            kind=Notice.Kind.READ,
            about=about,
            path=reader.path,
            again=True,
        )


@one_step
def cannot_read(*, reading: ReviewAssignment, once: UUID | None, by: int) -> None:
    """No reason is asked. It goes to another reader at once, if there is one."""
    deed(verb="cannot_read", key=reading.key, once=once, by=by)
    if not ReviewAssignment.objects.filter(
        pk=reading.pk, refused_at__isnull=True, review__isnull=True
    ).update(refused_at=Now()):
        raise NotNow
    with hats.system("another reader is found for it, which whoever gives it back may not see"):
        call = Call.objects.get(submissions=reading.submission_id)
        give(call, Submission.objects.filter(pk=reading.submission_id))


def review(
    *,
    reading: ReviewAssignment,
    advice: str,
    for_organisers: str,
    for_authors: str,
    once: UUID | None,
    by: int,
) -> None:
    """Given, or changed until the decision."""
    refusal = ValidationError(
        _("This contribution has been decided, or withdrawn: your review was not saved.")
    )
    with refused_as(refusal):
        did("review", reading.key, once, by)
        words = {"for_organisers": for_organisers, "for_authors": for_authors}
        if ReviewAssignment.objects.filter(pk=reading.pk, review__isnull=True).exists():
            Review.objects.create(reading=reading, advice=advice, **words)
        elif not Review.objects.filter(reading=reading).update(advice=advice, at=Now(), **words):
            raise refusal
