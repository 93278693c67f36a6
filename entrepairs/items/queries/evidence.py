"""Items of a body by criterion of the certification: what was answered, and what is seen of it."""

from dataclasses import dataclass, field

from django.db.models import Prefetch

from entrepairs.items.criteria import read_criteria, say_criterion
from entrepairs.items.models import Evidence, Item, Stage, Step
from entrepairs.mandates.models import Body

EFFECTS = (Step.DONE, Step.SEEN)


@dataclass(slots=True)
class ShownItem:
    """An item with its last answer and what was done and seen."""

    item: Item
    answer: Stage | None = None
    effects: list[Stage] = field(default_factory=list)


@dataclass(slots=True)
class ShownCriterion:
    """A criterion with the items that show how it is met."""

    name: str
    items: list[ShownItem] = field(default_factory=list)


def criteria_of(body: Body) -> list[str]:
    """Those of the file, then those that this delegation copied, to be chosen again."""
    known = list(read_criteria().known)
    copied = Evidence.objects.filter(item__body=body).exclude(criterion__in=known)
    return [*known, *copied.order_by("criterion").values_list("criterion", flat=True).distinct()]


def evidence_of(body: Body) -> list[ShownCriterion]:
    """In the order of their words; an item stands under each of its criteria. Two queries."""
    stages = Prefetch("item__stages", Stage.objects.filter(undone_at=None).order_by("day", "pk"))
    rows = Evidence.objects.filter(item__body=body, item__merged_into=None)
    rows = rows.select_related("item").defer("item__vector", "item__marks").order_by("item__pk")
    found: dict[str, ShownCriterion] = {}
    for row in rows.prefetch_related(stages):
        words = say_criterion(row.criterion)
        found.setdefault(words, ShownCriterion(words)).items.append(_shown(row.item))
    return sorted(found.values(), key=lambda one: one.name)


def _shown(item: Item) -> ShownItem:
    shown = ShownItem(item)
    for stage in item.stages.all():
        if stage.kind in (Step.ANSWERED, Step.DECIDED):
            shown.answer = stage
        elif stage.kind in EFFECTS:
            shown.effects.append(stage)
    return shown
