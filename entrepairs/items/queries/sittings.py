"""Items and the sittings of their body, as the delegation reads them."""

from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject, Now

from entrepairs.items.models import AT_SITTINGS, Answer, Item, Stage, Step
from entrepairs.items.queries.items import in_order
from entrepairs.mandates.models import Body
from entrepairs.sittings.models import Sitting

TO_COME, PAST = 6, 6  # sittings to choose from
TO_CARRY = 10
MOST = 200  # items of a sitting, with those that could be put on its agenda


@dataclass(frozen=True, slots=True)
class AtSitting:
    """An item at a sitting, and what was answered there."""

    item: Item
    answer: Any = None  # in words


@dataclass(frozen=True, slots=True)
class Agenda:
    """What is on the agenda of a sitting, and what could be put on it."""

    items: list[AtSitting]
    to_put_on: list[Item]


def agenda_of(sitting: Sitting) -> Agenda:
    """Those of the sitting in the order in which they were said, and the newest that somebody
    carries and no agenda has. One query."""
    live = Stage.objects.filter(sitting=sitting, undone_at=None)
    stages = live.filter(item=OuterRef("pk")).order_by("pk")
    here = ArraySubquery(stages.values(told=JSONObject(kind="kind", answer="answer")))
    carried = Q(state=Step.CARRY, merged_into=None, erased_at=None) & ~Q(answer="no")
    of_body = Item.objects.filter(body=sitting.body_id)
    rows: QuerySet[Any] = in_order(of_body.filter(Q(pk__in=live.values("item")) | carried))
    found = list(rows.annotate(here=here)[:MOST])
    shown = [AtSitting(one, _answer(one.here)) for one in found if one.here]
    others = [one for one in found if not one.here]
    shown.sort(key=lambda one: one.item.pk)
    return Agenda(shown, [] if sitting.cancelled_at else others[:TO_CARRY])


def _answer(stages: list[dict[str, str]]) -> Any:
    """The last of the sitting; a decision is one."""
    answers = [stage["answer"] for stage in stages if stage["answer"]]
    return Answer(answers[-1]).label if answers else None


def sittings_for(body: Body, kind: str) -> list[Sitting]:
    """At which this stage may be noted: for an agenda, also those to come."""
    if kind not in AT_SITTINGS:
        return []
    rows = Sitting.objects.filter(body=body, cancelled_at=None).order_by("starts_at", "pk")
    past = list(rows.filter(starts_at__lte=Now()).reverse()[:PAST])
    if kind != Step.AGENDA:
        return past
    return [*rows.filter(starts_at__gt=Now())[:TO_COME], *past]


def open_items(body: Body) -> QuerySet[Item]:
    """Those that were not told back yet."""
    return in_order(
        Item.objects.filter(~Q(state=Step.TOLD), body=body, merged_into=None, erased_at=None)
    )
