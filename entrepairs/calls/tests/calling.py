"""Scenes of calls: Claire and David prepare a study day in two months; its call is open."""

import datetime as dt
from typing import Any
from uuid import uuid4

from django.test import Client
from django.utils import timezone

from entrepairs.calls.models import (
    Call,
    Question,
    Reader,
    Review,
    ReviewAssignment,
    Submission,
    SubmissionAuthor,
    SubmissionDecision,
    SubmissionKind,
    Submitter,
)
from entrepairs.core import hats
from entrepairs.events.models import Event
from entrepairs.events.tests.making import an_event
from entrepairs.tests.posting import once, text

DAY = dt.timedelta(days=1)
MANY = "Ce que nous avons appris en marchant ensemble."


def an_open_call(network: Any, **columns: Any) -> Call:
    """With a talk, a workshop, a question for readers and one that is not."""
    day = timezone.localdate() + 60 * DAY
    event = an_event(
        network.escale,
        network.people["Claire"],
        network.people["David"],
        starts_on=day,
        ends_on=day,
    )
    return a_call(event, **columns)


def a_call(event: Event, **columns: Any) -> Call:
    now = timezone.now()
    given = {
        "opens_at": now - DAY,
        "closes_at": now + 10 * DAY,
        "words_fr": "Racontez.",
        "longest": 500,
    }
    with hats.system("test"):
        call = Call.objects.create(event=event, **given | columns)
        SubmissionKind.objects.create(
            call=call, name_fr="Communication", name_en="Talk", minutes=20
        )
        SubmissionKind.objects.create(call=call, name_fr="Atelier", becomes="workshop", order=1)
        Question.objects.create(call=call, words_fr="Matériel", for_readers=True)
        Question.objects.create(
            call=call, words_fr="Repas", kind="choice", choices_fr="Oui\nNon", order=1
        )
        return call


def a_submission(call: Call, by: Any = None, *names: str, **columns: Any) -> Submission:
    """Sent; by a person, or without an account when `by` is None."""
    with hats.system("test"):
        given: dict[str, Any] = {
            "state": "sent",
            "sent_at": timezone.now(),
            "title": "Marcher ensemble",
            "summary": MANY,
        }
        given |= {"kind": call.kinds.first(), "language": "fr"}
        one = Submission.objects.create(call=call, **given | columns)
        mail = "" if by else f"{uuid4().hex}@mail.example"
        Submitter.objects.create(submission=one, person=by, mail=mail)
        for order, name in enumerate(names or ("Lise Martin",)):
            SubmissionAuthor.objects.create(
                submission=one,
                name=name,
                order=order,
                affiliation="Université de Lille",
                country="FR",
            )
        for question in call.questions.all():
            one.answers.create(
                question=question, text="Un tableau" if question.for_readers else "Non"
            )
        return one


def a_reader(call: Call, person: Any, **columns: Any) -> Reader:
    with hats.system("test"):
        return Reader.objects.create(
            call=call, person=person, **{"accepted_at": timezone.now(), **columns}
        )


def a_review(submission: Submission, reader: Reader, **columns: Any) -> Review:
    with hats.system("test"):
        reading, _made = ReviewAssignment.objects.get_or_create(
            submission=submission, reader=reader
        )
        return Review.objects.create(
            reading=reading,
            **{
                "advice": "accept",
                "for_authors": "Très clair.",
                "for_organisers": "À garder.",
                **columns,
            },
        )


def a_decision(
    submission: Submission, outcome: str = "accepted", told: bool = True, **columns: Any
) -> SubmissionDecision:
    with hats.system("test"):
        at = timezone.now() if told else None
        return SubmissionDecision.objects.create(
            submission=submission, outcome=outcome, told_at=at, words="Bonjour", **columns
        )


def said(call: Call, **more: Any) -> dict[str, Any]:
    """What the form sends."""
    with hats.system("test"):
        kind, questions = call.kinds.first(), list(call.questions.all())
    form: dict[str, Any] = {
        "title": "Marcher ensemble",
        "kind": kind.key if kind else "",
        "language": "fr",
        "summary": MANY,
        "name_1": "Zoé Le Goff",
        "affiliation_1": "GEM",
        "country_1": "FR",
        "presents_1": "on",
        "mail": "zoe@mail.example",
        "once": str(uuid4()),
        f"q_{questions[0].key}": "Un tableau",
        f"q_{questions[1].key}": "Oui",
    }
    return form | more


def fresh(row: Any) -> Any:
    with hats.system("test"):
        return type(row).objects.get(pk=row.pk)


def coming(call: Call, by: Any = None, *names: str, **columns: Any) -> Submission:
    one = a_submission(call, by, *names, comes_at=timezone.now(), **columns)
    a_decision(one)
    return one


def given(submission: Submission, reader: Reader) -> ReviewAssignment:
    with hats.system("test"):
        return ReviewAssignment.objects.get_or_create(submission=submission, reader=reader)[0]


def readings(call: Call) -> list[tuple[str, str]]:
    with hats.system("test"):
        rows = ReviewAssignment.objects.filter(submission__call=call, refused_at__isnull=True)
        return sorted(rows.values_list("submission__title", "reader__person__name"))


def share_out(client: Client, call: Call) -> Any:
    return client.post(f"{call.event.path}prepare/call/readers/share/", once())


def at(call: Call, end: str = "") -> str:
    return f"{call.event.path}prepare/call/{end}"


def submit(client: Client, call: Call, **more: Any) -> Any:
    return client.post(f"{call.event.path}call/offer/", said(call, **more))


def sent(client: Client, call: Call, **more: Any) -> tuple[Submission, str]:
    answer = submit(client, call, **more)
    assert answer.status_code == 302, text(answer)
    with hats.system("test"):
        return Submission.objects.latest("pk"), answer["Location"]
