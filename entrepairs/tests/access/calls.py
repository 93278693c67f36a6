"""The rows of a call for contributions that could leak."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from entrepairs.calls import models as calls_models

NOW = timezone.now()
AGO = NOW - timedelta(days=100)
type Rows = dict[str, Any]


def calls(rows: Rows) -> None:
    """Claire and David prepare the event; David reads for its call as well, Eve is a reader from
    elsewhere, Nadia said no."""
    for name in ("published", "draft"):
        dates = {"opens_at": AGO, "closes_at": NOW + timedelta(days=10)}
        rows[f"{name}_call"] = calls_models.Call.objects.create(
            event=rows[f"{name}_event"], **dates
        )
    call = rows["published_call"]
    rows["call_kind"] = calls_models.SubmissionKind.objects.create(call=call, name_fr="Affiche")
    used = calls_models.SubmissionKind.objects.create(call=call, name_fr="Communication")
    rows["call_question"] = calls_models.Question.objects.create(call=call, words_fr="Repas")
    questions = [
        calls_models.Question.objects.create(call=call, words_fr=f"{n}", for_readers=bool(n))
        for n in range(2)
    ]
    rows["draft_kind"] = calls_models.SubmissionKind.objects.create(
        call=rows["draft_call"], name_fr="Affiche"
    )
    rows["letter"] = calls_models.DecisionLetter.objects.create(
        call=call, outcome="refused", words_fr="mots"
    )
    for name, answered in (
        ("david", {"accepted_at": AGO}),
        ("eve", {"accepted_at": AGO}),
        ("nadia", {"declined_at": AGO}),
        ("omar", {}),
    ):
        rows[f"{name}_as_reader"] = calls_models.Reader.objects.create(
            call=call, person=rows[name], **answered
        )
    rows["other_kind"] = used
    submissions(rows, questions)
    reviews(rows)


def submissions(rows: Rows, questions: list[calls_models.Question]) -> None:
    """One is in preparation; one is of a stranger, who has no account."""
    sent: Any = {
        "amel": "sent",
        "bruno": "sent",
        "claire": "sent",
        "farid": "draft",
        "a_stranger": "sent",
    }
    for name, state in sent.items():
        one = rows[f"{name}_offers"] = calls_models.Submission.objects.create(
            call=rows["published_call"],
            kind=rows["other_kind"],
            state=state,
            title="mots",
            summary="mots",
            sent_at=AGO if state == "sent" else None,
        )
        person = rows.get(name)
        rows[f"{name}_submits"] = calls_models.Submitter.objects.create(
            submission=one, person=person
        )
        rows[f"{name}_as_author"] = calls_models.SubmissionAuthor.objects.create(
            submission=one, name=name, person=person
        )
        for n, question in enumerate(questions):
            answer = calls_models.Answer.objects.create(
                submission=one, question=question, text="mots"
            )
            rows[f"{name}_answers_{'readers' if n else 'organisers'}"] = answer


def reviews(rows: Rows) -> None:
    """Who reads whose, and what is decided: Bruno has been told, Claire has not."""
    for name, readers in {
        "amel": ("david", "eve"),
        "bruno": ("david",),
        "a_stranger": ("eve",),
    }.items():
        for reader in readers:
            rows[f"{reader}_reads_{name}"] = calls_models.ReviewAssignment.objects.create(
                submission=rows[f"{name}_offers"], reader=rows[f"{reader}_as_reader"]
            )
    for reader, name in (("eve", "amel"), ("david", "bruno")):
        rows[f"{reader}_reviews_{name}"] = calls_models.Review.objects.create(
            reading=rows[f"{reader}_reads_{name}"], advice="accept"
        )
    for name, told in (("bruno", NOW), ("claire", None)):
        rows[f"decision_for_{name}"] = calls_models.SubmissionDecision.objects.create(
            submission=rows[f"{name}_offers"],
            outcome="accepted",
            told_at=told,
            kind=None if told else rows["call_kind"],
        )
