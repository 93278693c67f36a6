"""What is published, as pages and files show it: each figure with its definition, its doubt and its
former values."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from entrepairs.observatory.definitions import (
    Definition,
    Question,
    definitions,
    questions,
    symmetry,
)
from entrepairs.observatory.models import Figure, Publication, Uncounted

FORMER = 6  # values before this one, as small marks


@dataclass(frozen=True, slots=True)
class Shown:
    """One figure of one publication, and those of the same key before it, newest first."""

    definition: Definition
    figure: Figure
    former: Sequence[Figure]

    @property
    def all(self) -> list[Figure]:
        return [self.figure, *self.former]

    @property
    def was(self) -> list[float]:
        values = [one.value for one in self.former if one.value is not None]
        return [self.definition.place(value) for value in values]


def publications() -> QuerySet[Publication]:
    """Those that the reader may see, the newest first."""
    return Publication.objects.order_by("-until", "-since")


def latest() -> Publication | None:
    """The newest that is open to everyone; else the newest."""
    rows = publications().filter(period__contains="-")
    return rows.filter(published_at__lte=timezone.now()).first() or publications().first()


def read_first() -> list[Publication]:
    """Those that are not open to everyone yet; a stranger sees none."""
    return list(publications().filter(published_at__gt=timezone.now())[:4])


def shown_figures(of: Publication, keys: Iterable[str] = ()) -> dict[str, Shown]:
    """By key, in the order of the definitions: with those of the quarters (or years) before."""
    rows = publications().filter(until__lt=of.until)
    years = (rows.exclude if of.is_year else rows.filter)(period__contains="-")
    former = list(years[:FORMER])
    wanted = Figure.objects.filter(publication__in=[of, *former])
    if keys:
        wanted = wanted.filter(key__in=keys)
    by_key: dict[str, dict[int, Figure]] = {}
    known = {one.pk: one for one in (of, *former)}
    for figure in wanted:
        figure.publication = known[figure.publication_id]
        by_key.setdefault(figure.key, {})[figure.publication_id] = figure
    return {
        key: Shown(
            definition,
            by_key[key][of.pk],
            [by_key[key][one.pk] for one in former if one.pk in by_key[key]],
        )
        for key, definition in definitions().items()
        if of.pk in by_key.get(key, {})
    }


def parts_of(shown: dict[str, Shown]) -> tuple[list[tuple[Question, list[Shown]]], list[Shown]]:
    """The seven questions with their figures, then the figures of symmetry."""
    seven = [
        (question, [shown[one.key] for one in question.figures if one.key in shown])
        for question in questions().values()
    ]
    return seven, [shown[one.key] for one in symmetry() if one.key in shown]


def is_uncounted(person: int) -> bool:
    return Uncounted.objects.filter(person=person).exists()
