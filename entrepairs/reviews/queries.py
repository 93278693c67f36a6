"""Reviews as pages show them: three viewpoints side by side, each as it was written."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import CharField, OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import RawSQL

from entrepairs.people.models import Person
from entrepairs.plans.models import Participant, Plan
from entrepairs.reviews.models import Review, ReviewAnswer, Viewpoint
from entrepairs.reviews.questions import Question, read_questions


def reviews_of(plan: Plan) -> QuerySet[Any]:
    """Newest first; each with from where the person who asks looks at it."""
    mine = RawSQL("my_viewpoint(reviews_review.plan_id)", (), output_field=CharField())
    rows = Review.objects.filter(plan=plan).annotate(from_where=mine)
    return rows.select_related("plan__circle").order_by("-opened_at", "-pk")


@dataclass(frozen=True, slots=True)
class ShownAnswer:
    answer: ReviewAnswer
    name: str  # nothing: they have left


@dataclass(slots=True)
class Row:
    """One question, and what is said of it from each side. There is no figure over them."""

    question: Question
    by_viewpoint: dict[str, list[ShownAnswer]] = field(
        default_factory=lambda: {one.value: [] for one in Viewpoint}
    )


def read_review(review: Review) -> list[Row]:
    """One query: who has left the plan is named to nobody."""
    here = Participant.objects.filter(plan=review.plan_id).values("person")
    there = Q(pk__in=here) | Q(pk__in=Plan.objects.filter(pk=review.plan_id).values("holder"))
    name = Person.objects.filter(there, pk=OuterRef("person_id")).values("name")
    answers = ReviewAnswer.objects.filter(review=review).annotate(name=Subquery(name))
    rows = {key: Row(question) for key, question in read_questions().items()}
    for row in answers.order_by("pk"):
        if row.question in rows and (row.choice or row.words):
            shown = ShownAnswer(row, row.name or "")
            rows[row.question].by_viewpoint[row.viewpoint].append(shown)
    return list(rows.values())


def my_answers(review: Review, me: int) -> dict[str, ReviewAnswer]:
    rows = ReviewAnswer.objects.filter(review=review, person=me)
    return {row.question: row for row in rows}
