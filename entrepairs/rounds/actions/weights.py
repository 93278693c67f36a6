"""Choosing the weights of an organisation: by those who coordinate it, as the policies say."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.core.identity import id_of
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import NotPossible, action
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.matching.bounds import BOUNDS
from entrepairs.people.models import Organisation, Person
from entrepairs.suggestions.models import Weights, WeightsChange

How = WeightsChange.How

CHOOSE_WEIGHTS = Verb(
    "rounds",
    "choose_weights",
    gettext_lazy("You chose the matching settings of an organisation"),
    NOT_TOLD,
)


@action
def choose_weights(
    *,
    organisation: Organisation,
    values: Mapping[str, float],
    learning: str,
    once: UUID | None,
    by: Person | int,
) -> None:
    """From now on, this counts for the organisation's people, and in its rounds."""
    me = id_of(by)
    note_deed(CHOOSE_WEIGHTS, by=me, object_key=organisation.key, once=once)
    chosen = {name: float(values[name]) for name in BOUNDS}
    _write_weights(organisation, chosen, How.HAND, me, learning=learning)


ACCEPT_WEIGHTS = Verb(
    "rounds",
    "accept_weights",
    gettext_lazy("You accepted new matching settings suggested by past answers"),
    NOT_TOLD,
)


@action
def accept_weights(*, organisation: Organisation, once: UUID | None, by: Person | int) -> None:
    """The weights that the answers suggest."""
    me = id_of(by)
    note_deed(ACCEPT_WEIGHTS, by=me, object_key=organisation.key, once=once)
    own = Weights.objects.filter(organisation=organisation, suggested__isnull=False).first()
    if own is None:
        raise NotPossible(_("There is no suggestion any more."))
    suggested = {name: float(own.suggested[name]) for name in BOUNDS}
    up_to = own.suggested["up_to"]
    _write_weights(organisation, suggested, How.ACCEPTED, me, learnt_up_to=up_to)


SET_ASIDE_WEIGHTS = Verb(
    "rounds",
    "set_aside_weights",
    gettext_lazy("You declined matching settings suggested by past answers"),
    NOT_TOLD,
)


@action
def set_weights_aside(*, organisation: Organisation, once: UUID | None, by: Person | int) -> None:
    """The suggestion goes; another may come from other answers."""
    me = id_of(by)
    note_deed(SET_ASIDE_WEIGHTS, by=me, object_key=organisation.key, once=once)
    suggested = Weights.objects.filter(organisation=organisation, suggested__isnull=False)
    done = [
        Weights.objects.filter(pk=own.pk).update(
            suggested=None, learnt_up_to=own.suggested["up_to"], changed_by=me
        )
        for own in suggested
    ]
    if not any(done):
        raise NotPossible(_("There is no suggestion any more."))


RESET_WEIGHTS = Verb(
    "rounds",
    "reset_weights",
    gettext_lazy("You set an organisation back to the matching settings of the network"),
    NOT_TOLD,
)


@action
def reset_weights(*, organisation: Organisation, once: UUID | None, by: Person | int) -> None:
    """Back to those of the network, whatever they become."""
    me = id_of(by)
    note_deed(RESET_WEIGHTS, by=me, object_key=organisation.key, once=once)
    if not Weights.objects.filter(organisation=organisation).delete()[0]:
        raise NotPossible(_("The organisation has no settings of its own."))
    values = Weights.objects.get(organisation__isnull=True).values
    _note_change(organisation, values, How.RESET, me)


def _write_weights(
    organisation: Organisation, values: Mapping[str, float], how: str, me: int, **more: Any
) -> None:
    now = {**values, **more, "changed_by_id": me}
    changed = Weights.objects.filter(organisation=organisation)
    if not changed.update(**now, suggested=None, changed_at=timezone.now()):
        Weights.objects.bulk_create([Weights(organisation=organisation, **now)])
    _note_change(organisation, values, how, me)


def _note_change(
    organisation: Organisation, values: Mapping[str, float], how: str, me: int
) -> None:
    WeightsChange.objects.bulk_create(
        [WeightsChange(organisation=organisation, how=how, by_id=me, values=dict(values))]
    )
