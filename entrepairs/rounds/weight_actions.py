"""Choosing the weights of an organisation: by those who coordinate it, as the policies say."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import NotPossible, one_step
from entrepairs.people.circles import id_of
from entrepairs.people.models import Organisation, Person
from entrepairs.suggestions.models import Weights, WeightsChange
from entrepairs.suggestions.weights import BOUNDS

How = WeightsChange.How


@one_step
def choose(
    *,
    organisation: Organisation,
    values: Mapping[str, float],
    learning: str,
    once: UUID | None,
    by: Person | int,
) -> None:
    """From now on, this counts for the organisation's people, and in its rounds."""
    note_deed(
        verb="choose_weights", room="rounds", by=id_of(by), object_key=organisation.key, once=once
    )
    _write(
        organisation,
        {name: float(values[name]) for name in BOUNDS},
        How.HAND,
        id_of(by),
        learning=learning,
    )


@one_step
def accept(*, organisation: Organisation, once: UUID | None, by: Person | int) -> None:
    """What the answers suggest."""
    note_deed(
        verb="accept_weights", room="rounds", by=id_of(by), object_key=organisation.key, once=once
    )
    own = Weights.objects.filter(organisation=organisation, suggested__isnull=False).first()
    if own is None:
        raise NotPossible(_("There is no suggestion any more."))
    _write(
        organisation,
        {name: float(own.suggested[name]) for name in BOUNDS},
        How.ACCEPTED,
        id_of(by),
        learnt_up_to=own.suggested["up_to"],
    )


@one_step
def set_aside(*, organisation: Organisation, once: UUID | None, by: Person | int) -> None:
    """The suggestion goes; another may come from other answers."""
    me = id_of(by)
    note_deed(
        verb="set_aside_weights", room="rounds", by=me, object_key=organisation.key, once=once
    )
    for own in Weights.objects.filter(organisation=organisation, suggested__isnull=False):
        Weights.objects.filter(pk=own.pk).update(
            suggested=None, learnt_up_to=own.suggested["up_to"], changed_by=me
        )


@one_step
def reset(*, organisation: Organisation, once: UUID | None, by: Person | int) -> None:
    """Back to those of the network, whatever they become."""
    me = id_of(by)
    note_deed(verb="reset_weights", room="rounds", by=me, object_key=organisation.key, once=once)
    if not Weights.objects.filter(organisation=organisation).delete()[0]:
        raise NotPossible(_("The organisation has no weights of its own."))
    values = Weights.objects.get(organisation__isnull=True).values
    _note(organisation, values, How.RESET, me)


def _write(
    organisation: Organisation, values: Mapping[str, float], how: str, me: int, **more: Any
) -> None:
    now = {**values, **more, "changed_by_id": me}
    changed = Weights.objects.filter(organisation=organisation)
    if not changed.update(**now, suggested=None, changed_at=timezone.now()):
        Weights.objects.bulk_create([Weights(organisation=organisation, **now)])
    _note(organisation, values, how, me)


def _note(organisation: Organisation, values: Mapping[str, float], how: str, me: int) -> None:
    WeightsChange.objects.bulk_create(
        [WeightsChange(organisation=organisation, how=how, by_id=me, values=dict(values))]
    )
