"""Scenes of reviews, made for tests."""

from uuid import uuid4

from entrepairs.core import hats
from entrepairs.people.models import Person
from entrepairs.plans.models import Plan
from entrepairs.reviews.actions import Said, answer_review, open_review
from entrepairs.reviews.models import Review


def review_opened(plan: Plan) -> Review:
    with hats.person(plan.holder_id):
        return open_review(plan=plan, once=uuid4(), by=plan.holder_id)


def answered(
    review: Review, by: Person, choice: int | None, words: str = "", question: str = "respect"
) -> None:
    with hats.person(by.pk):
        row = Review.objects.select_related("plan__circle").get(pk=review.pk)
        answer_review(review=row, said={question: Said(choice, words)}, once=uuid4(), by=by)
