"""Where somebody does not want to be: their settings, dated, without a reason, told to nobody."""

from uuid import UUID

from django.utils.translation import gettext_lazy

from entrepairs.core.identity import id_of
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import NotPossible, action
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.people.models import Organisation, Person
from entrepairs.plans.models import KeptApart, StaysOut

KEEP_APART = Verb(
    "plans",
    "keep_apart",
    gettext_lazy("You chose not to be in a circle with an organisation"),
    NOT_TOLD,
)


@action
def keep_apart(*, organisation: Organisation, once: UUID | None, by: Person | int) -> None:
    note_deed(KEEP_APART, by=by, once=once)
    KeptApart.objects.get_or_create(person_id=id_of(by), organisation=organisation)


END_APART = Verb(
    "plans",
    "end_apart",
    gettext_lazy("You may be in a circle with an organisation again"),
    NOT_TOLD,
)


@action
def end_apart(*, apart: KeptApart, once: UUID | None, by: Person | int) -> None:
    note_deed(END_APART, by=by, once=once)
    if not KeptApart.objects.filter(pk=apart.pk).delete()[0]:
        raise NotPossible


COME_BACK = Verb(
    "plans", "end_stays_out", gettext_lazy("You may be invited to a circle again"), NOT_TOLD
)


@action
def end_stays_out(*, stays_out: StaysOut, once: UUID | None, by: Person | int) -> None:
    note_deed(COME_BACK, by=by, once=once)
    if not StaysOut.objects.filter(pk=stays_out.pk).delete()[0]:
        raise NotPossible
