"""Reads of the pages of a call. Each answer holds what the person who asks may see."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import (
    BigIntegerField,
    BooleanField,
    CharField,
    Count,
    Exists,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
)
from django.db.models.expressions import RawSQL
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from entrepairs.calls.models import (
    Answer,
    Call,
    Question,
    Reader,
    Review,
    ReviewAssignment,
    Submission,
    SubmissionAuthor,
    SubmissionDecision,
    SubmissionKind,
)
from entrepairs.calls.reader_assignment import EACH
from entrepairs.events import organiser_queries
from entrepairs.events.models import Event, Talk
from entrepairs.people.models import Membership, Person

MANY = 20  # people suggested


def call_of(event: Event) -> Call | None:
    call = Call.objects.filter(event=event).first()
    if call is not None:
        call.event = event
    return call


def kinds_and_questions(call: Call) -> tuple[list[SubmissionKind], list[Question]]:
    return list(call.kinds.all()), list(call.questions.all())


# For those who submit


def my_submissions() -> QuerySet[Submission]:
    """Those of the person who asks, or of the holder of the secret that is shown."""
    rows = Submission.objects.filter(pk__in=RawSQL("select unnest(my_submissions())", ()))
    return rows.select_related("call__event", "kind", "decision__kind", "decision__talk")


def authors_and_answers(
    submission: Submission,
) -> tuple[list[SubmissionAuthor], list[Answer]]:
    """As far as the person who asks sees them."""
    return list(submission.authors.all()), list(submission.answers.select_related("question"))


def words_of_readers(submission: Submission) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("select words_for_authors(%s)", [submission.pk])
        return [row[0] for row in cursor.fetchall()]


# For those who prepare the event


@dataclass(frozen=True, slots=True)
class Progress:
    sent: int
    withdrawn: int
    decided: int
    untold: int
    coming: int
    to_place: int


def find_prepared_call(person: int, key: str) -> Call:
    """The call of an event that this person prepares; else there is no such page."""
    prepared = organiser_queries.events_prepared_by(person).filter(key=key)
    return get_object_or_404(Call.objects.select_related("event"), event__in=prepared.values("pk"))


def count_progress(call: Call) -> Progress:
    """In one query."""
    sent = Q(state="sent")
    told = sent & Q(decision__told_at__isnull=False)
    coming = told & Q(decision__outcome="accepted", comes_at__isnull=False)
    row = (
        Submission.objects.filter(call=call)
        .exclude(state=Submission.State.DRAFT)
        .aggregate(
            sent=Count("pk", filter=sent),
            withdrawn=Count("pk", filter=Q(state="withdrawn")),
            decided=Count("pk", filter=sent & Q(decision__isnull=False)),
            untold=Count(
                "pk", filter=sent & Q(decision__isnull=False, decision__told_at__isnull=True)
            ),
            coming=Count("pk", filter=coming),
            to_place=Count("pk", filter=coming & Q(decision__talk__isnull=True)),
        )
    )
    return Progress(**row)


def talks_left_behind(call: Call) -> QuerySet[Talk]:
    """In the programme still, though its authors withdrew it."""
    withdrawn = SubmissionDecision.objects.filter(
        submission__call=call, submission__state=Submission.State.WITHDRAWN
    )
    return Talk.objects.filter(pk__in=withdrawn.values("talk")).order_by("pk")


def titles_with_few_reviews(call: Call, keys: Sequence[str]) -> list[str]:
    """Of these, each with how many of its reviews are there; none where nobody reads."""
    if not Reader.objects.filter(call=call, accepted_at__isnull=False).exists():
        return []
    rows = list_judged(call).filter(key__in=keys, n_reviews__lt=EACH)
    rows = rows.exclude(decision__outcome=SubmissionDecision.Outcome.ACCEPTED)
    words = _("%(title)s: %(count)s of %(each)s reviews")
    return [
        words % {"title": row.title, "count": row.n_reviews, "each": EACH}
        for row in rows.order_by("pk")
    ]


def count_lacking_readers(call: Call) -> int:
    """Sent, undecided, and with fewer readers than each is to have."""
    rows = list_judged(call).filter(state=Submission.State.SENT, decision__isnull=True)
    return rows.filter(n_readers__lt=EACH).count()


def list_judged(call: Call) -> QuerySet[Any]:
    """Submissions by others, with how many read and have reviewed each.

    The reviews that the person who asks may see come with them.
    """
    rows = Submission.objects.filter(call=call).exclude(state=Submission.State.DRAFT)
    rows = rows.exclude(pk__in=RawSQL("select unnest(my_submissions())", ()))
    readings = (
        ReviewAssignment.objects.filter(refused_at__isnull=True)
        .select_related("review")
        .order_by("key")
    )
    by_whom = readings.annotate(
        who=RawSQL("reader_named(calls_reviewassignment.reader_id)", (), CharField())
    )
    return (
        rows.select_related("kind", "decision__kind", "decision__talk")
        .annotate(
            n_readers=RawSQL("readers_of(calls_submission.id)", (), BigIntegerField()),
            n_reviews=RawSQL("reviews_in(calls_submission.id)", (), BigIntegerField()),
        )
        .prefetch_related(Prefetch("readings", by_whom), "authors")
    )


STATES = ("undecided", "accepted", "waiting", "refused", "untold", "coming", "withdrawn")


def filter_judged(call: Call, state: str, kind: str) -> QuerySet[Any]:
    rows = list_judged(call).order_by("-sent_at", "-pk")
    if kind:
        rows = rows.filter(Q(kind__key=kind) | Q(decision__kind__key=kind))
    wanted: dict[str, Q] = {
        "undecided": Q(state="sent", decision__isnull=True),
        "untold": Q(state="sent", decision__isnull=False, decision__told_at__isnull=True),
        "coming": Q(state="sent", comes_at__isnull=False),
        "withdrawn": Q(state="withdrawn"),
        **{
            outcome: Q(state="sent", decision__outcome=outcome)
            for outcome in SubmissionDecision.Outcome.values
        },
    }
    return rows.filter(wanted[state]) if state in wanted else rows


# Readers


def list_readers(call: Call) -> QuerySet[Any]:
    given = Count("readings", filter=Q(readings__refused_at__isnull=True))
    done = Count("readings__review")
    who = RawSQL("reader_named(calls_reader.id)", (), CharField())
    return call.readers.annotate(given=given, done=done, who=who).order_by("pk")


def people_who_may_read(call: Call) -> QuerySet[Person]:
    """Visible people, but those who read already and those who could see from whom contributions
    are."""
    people = Person.objects.filter(~Exists(Reader.objects.filter(call=call, person=OuterRef("pk"))))
    return people.filter(RawSQL("not saw_names(%s, people_person.id)", (call.pk,), BooleanField()))


def organisers_who_may_read(call: Call) -> list[Person]:
    circle = Membership.objects.current().filter(circle=call.event.circle_id)
    found = people_who_may_read(call).filter(pk__in=circle.values("person"))
    return list(found.order_by("folded", "pk")[:MANY])


def list_assignments(reader: Reader) -> QuerySet[ReviewAssignment]:
    rows = ReviewAssignment.objects.filter(reader=reader, refused_at__isnull=True)
    return rows.select_related("submission__kind", "submission__decision", "review").order_by(
        "given_at", "pk"
    )


def readers_of_person(person: int) -> QuerySet[Any]:
    """Where this person reads, or is asked to."""
    unread = Q(readings__refused_at__isnull=True, readings__review__isnull=True)
    rows = Reader.objects.filter(person=person, declined_at__isnull=True, ended_at__isnull=True)
    rows = rows.select_related("call__event").annotate(left=Count("readings", filter=unread))
    return rows.order_by("-asked_at", "-pk")


def other_reviews(assignment: ReviewAssignment) -> list[Review]:
    """Those of the other readers: none until the person who asks has given theirs."""
    same = Review.objects.filter(reading__submission=assignment.submission_id)
    return list(same.exclude(reading=assignment).order_by("reading__key"))
