"""Telling one thing, or everything of one kind; changing who sees it; taking it back.

Each facet stands with a consent receipt in the ledger: a new one when it is told or its audience
changes, ended when it is taken back.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from entrepairs.core.identity import id_of
from entrepairs.ledger.actions import give_consents, note_deed, withdraw_consents
from entrepairs.ledger.transactions import NotPossible, action
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.people.models import Facet, Person
from entrepairs.vocabulary.models import Concept, Place


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said with a concept: to whom, and in which own words."""

    audience: int
    note: str = ""


TELL = Verb("people", "tell", _("You added: %(what)s"), NOT_TOLD)


@action
def tell_facet(
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
    facet = Facet(
        person_id=id_of(by),
        kind=kind,
        audience=audience,
        note=note,
        means=means,
        concept_id=concept.pk if isinstance(concept, Concept) else concept,
        slots=slots,
        place=place,
        radius_km=radius_km,
    )
    note_deed(TELL, by=by, object_key=facet.what, once=once)
    mine = _lock_facets(facet.person_id)
    before = mine.filter(kind=kind, concept=facet.concept_id, means=means).first()
    if before:
        facet.pk, facet.told_at = before.pk, before.told_at
        facet.save()
    else:
        facet.save(force_insert=True)
    if before is None or before.audience != audience:
        _give_receipts(facet.person_id, [facet])
    return facet


@action
def tell_facets(
    *, by: Person | int, kind: str, answers: Mapping[int, Answer], once: UUID | None = None
) -> None:
    """Everything of one kind, by concept: what is not among the answers is taken back."""
    me = id_of(by)
    note_deed(TELL, by=me, object_key=kind, once=once)
    before = {facet.concept_id: facet for facet in _lock_facets(me).filter(kind=kind)}
    _take_back(me, [facet for concept, facet in before.items() if concept not in answers])
    new = [
        Facet(person_id=me, kind=kind, concept_id=number, audience=said.audience, note=said.note)
        for number, said in answers.items()
        if number not in before
    ]
    shown_to_others = [
        before[number]
        for number, said in answers.items()
        if number in before and _save_answer(before[number], said)
    ]
    Facet.objects.bulk_create(new)
    _give_receipts(me, [*shown_to_others, *new])


CHANGE = Verb("people", "change", _("You changed this, or who can see it: %(what)s"), NOT_TOLD)


@action
def change_facet(
    *,
    facet: Facet,
    by: Person | int,
    audience: int | None = None,
    note: str | None = None,
    once: UUID | None = None,
) -> Facet:
    """Other people may see it, or it is said in other words."""
    note_deed(CHANGE, by=by, object_key=facet.what, once=once)
    mine = _lock_facet(facet, by)
    answer = Answer(
        mine.audience if audience is None else audience, mine.note if note is None else note
    )
    if _save_answer(mine, answer):
        _give_receipts(mine.person_id, [mine])
    return mine


UNTELL = Verb("people", "untell", _("You removed: %(what)s"), NOT_TOLD)


@action
def take_back_facet(*, facet: Facet, by: Person | int, once: UUID | None = None) -> None:
    note_deed(UNTELL, by=by, object_key=facet.what, once=once)
    _take_back(id_of(by), [_lock_facet(facet, by)])


def _lock_facets(me: int) -> QuerySet[Facet]:
    """My facets.

    Their person is locked: two writings of one person's facets wait for each other.
    """
    Person.objects.select_for_update(no_key=True).get(pk=me)
    return Facet.objects.filter(person=me)


def _lock_facet(facet: Facet, by: Person | int) -> Facet:
    found = _lock_facets(id_of(by)).filter(pk=facet.pk).first()
    if found is None:
        raise NotPossible
    return found


def _save_answer(facet: Facet, answer: Answer) -> bool:
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


def _give_receipts(me: int, told: Iterable[Facet]) -> None:
    give_consents(person=me, audiences={facet.what: facet.audience for facet in told})
