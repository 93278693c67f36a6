"""Telling one thing, or everything of one kind; changing who sees it; taking it back.

Each facet stands with a consent receipt in the ledger: a new one when it is told or its audience changes, ended when it
is taken back.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from entrepairs.ledger.actions import give_consents, note_deed, withdraw_consents
from entrepairs.people.circles import id_of
from entrepairs.people.models import Facet, Person
from entrepairs.vocabulary.models import Concept, Place

ROOM = "people"


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said with a concept: to whom, and in which own words."""

    audience: int
    note: str = ""


def _mine(me: int) -> Any:
    """My facets. Whoever writes theirs twice at once does it one after the other."""
    Person.objects.select_for_update(no_key=True).get(pk=me)
    return Facet.objects.filter(person=me)


def _receipts(me: int, told: Iterable[Facet]) -> None:
    give_consents(person=me, audiences={facet.what: facet.audience for facet in told})


@transaction.atomic
def tell(
    *,
    by: Person | int,
    kind: str,
    audience: int,
    concept: Concept | int | None = None,
    note: str = "",
    slots: int | None = None,
    place: Place | None = None,
    radius_km: int | None = None,
    means: str = "",
    once: UUID | None = None,
) -> Facet:
    """One thing; what was told before under the same name is replaced."""
    me = id_of(by)
    facet = Facet(
        person_id=me,
        kind=kind,
        concept_id=concept.pk if isinstance(concept, Concept) else concept,
        audience=audience,
        note=note,
        slots=slots,
        place=place,
        radius_km=radius_km,
        means=means,
    )
    note_deed(verb="tell", room=ROOM, by=me, object_key=facet.what, once=once)
    before = _mine(me).filter(kind=kind, concept=facet.concept_id, means=means).first()
    if before:
        facet.pk, facet.told_at = before.pk, before.told_at
        facet.save()
    else:
        facet.save(force_insert=True)
    if before is None or before.audience != audience:
        _receipts(me, [facet])
    return facet


@transaction.atomic
def tell_many(
    *, by: Person | int, kind: str, answers: Mapping[int, Answer], once: UUID | None = None
) -> None:
    """Everything of one kind, by concept: what is not among the answers is taken back."""
    me = id_of(by)
    note_deed(verb="tell", room=ROOM, by=me, object_key=kind, once=once)
    before = {facet.concept_id: facet for facet in _mine(me).filter(kind=kind)}
    _take_back(me, [facet for concept, facet in before.items() if concept not in answers])
    new, to_receive = [], []
    for concept, answer in answers.items():
        facet = before.get(concept)
        if facet is None:
            facet = Facet(
                person_id=me,
                kind=kind,
                concept_id=concept,
                audience=answer.audience,
                note=answer.note,
            )
            new.append(facet)
            to_receive.append(facet)
        elif _change(facet, answer):
            to_receive.append(facet)
    Facet.objects.bulk_create(new)
    _receipts(me, to_receive)


def _change(facet: Facet, answer: Answer) -> bool:
    """Saves what is different; true when the audience is, and so needs a receipt."""
    other_audience = facet.audience != answer.audience
    if other_audience or facet.note != answer.note:
        facet.audience, facet.note = answer.audience, answer.note
        facet.save(update_fields=["audience", "note"])
    return other_audience


def _take_back(me: int, facets: list[Facet]) -> None:
    if facets:
        Facet.objects.filter(pk__in=[facet.pk for facet in facets]).delete()
        withdraw_consents(person=me, what=[facet.what for facet in facets])


@transaction.atomic
def change_facet(
    *,
    facet: Facet,
    by: Person | int,
    audience: int | None = None,
    note: str | None = None,
    once: UUID | None = None,
) -> Facet:
    """Other people may see it, or it is said in other words."""
    me = id_of(by)
    note_deed(verb="change", room=ROOM, by=me, object_key=facet.what, once=once)
    facet = _mine(me).get(pk=facet.pk)
    answer = Answer(
        facet.audience if audience is None else audience, facet.note if note is None else note
    )
    if _change(facet, answer):
        _receipts(me, [facet])
    return facet


@transaction.atomic
def untell(*, facet: Facet, by: Person | int, once: UUID | None = None) -> None:
    """It is not told any more."""
    me = id_of(by)
    note_deed(verb="untell", room=ROOM, by=me, object_key=facet.what, once=once)
    _take_back(me, [_mine(me).get(pk=facet.pk)])
