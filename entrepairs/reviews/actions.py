"""The review of a year in a plan: opened by its holder, written by each, closed."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models.functions import Now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.core.identity import id_of
from entrepairs.core.sql_functions import call_function
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import NotPossible, action, refused_in_words
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.notices import actions as notices
from entrepairs.people.circles import hold_open
from entrepairs.people.models import Person
from entrepairs.plans.actions.plans import check_holds
from entrepairs.plans.models import Participant, Plan, Relation
from entrepairs.reviews.models import Review, ReviewAnswer
from entrepairs.reviews.notice_kinds import REVIEW


@dataclass(frozen=True, slots=True)
class Said:
    choice: int | None
    words: str


def _one_is_open() -> NotPossible:
    return NotPossible(_("A review is open already."))


OPEN = Verb("reviews", "open", gettext_lazy("You opened the review of a year"), NOT_TOLD)


@action
def open_review(*, plan: Plan, once: UUID | None, by: Person | int) -> Review:
    """By the person whose plan it is. Peers and services in it are asked."""
    note_deed(OPEN, by=by, object_key=plan.circle.key, once=once)
    check_holds(plan.circle, by)
    with refused_in_words({"review_one_open": _one_is_open}):
        made = Review.objects.create(plan=plan)
    asked = Participant.objects.filter(plan=plan, relation__in=[Relation.PEER, Relation.SERVICE])
    notices.tell(
        person=set(asked.values_list("person", flat=True)),
        kind=REVIEW,
        about=f"{plan.circle.key}:{made.key}",
        path=f"/reviews/{plan.circle.key}/",
        by=by,
    )
    return made


ANSWER = Verb("reviews", "answer", gettext_lazy("You wrote in the review of a year"), NOT_TOLD)


@action
def answer_review(
    *, review: Review, said: Mapping[str, Said], once: UUID | None, by: Person | int
) -> None:
    """Under my name, from where I look. Everyone in the plan reads it at once; I may change it
    until the review is closed."""
    me, circle = id_of(by), review.plan.circle
    note_deed(ANSWER, by=me, object_key=circle.key, once=once)
    hold_open(circle, _("Your text was not saved. %(why)s"))
    viewpoint = call_function("my_viewpoint", review.plan_id)
    if viewpoint is None or not Review.objects.filter(pk=review.pk, closed_at=None).exists():
        raise NotPossible(_("This review is closed. Nothing more is written in it."))
    for question, one in said.items():
        ReviewAnswer.objects.update_or_create(
            review=review,
            question=question,
            person_id=me,
            defaults={"choice": one.choice, "words": one.words.strip(), "written_at": Now()},
            create_defaults={
                "viewpoint": viewpoint,
                "choice": one.choice,
                "words": one.words.strip(),
            },
        )


CLOSE = Verb("reviews", "close", gettext_lazy("You closed the review of a year"), NOT_TOLD)


@action
def close_review(*, review: Review, once: UUID | None, by: Person | int) -> None:
    """Nothing more is written in it; everyone in the plan still reads it."""
    note_deed(CLOSE, by=by, object_key=review.plan.circle.key, once=once)
    if not Review.objects.filter(pk=review.pk, closed_at=None).update(closed_at=Now()):
        raise NotPossible(_("This review is closed. Nothing more is written in it."))
