"""Approvals of an association: dated, public, written by who coordinates it."""

import datetime as dt
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import NotPossible, action, refused_in_words
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.people.models import Organisation, Person
from entrepairs.sittings.models import Approval


def _refuse_twice() -> NotPossible:
    return NotPossible(_("An approval until that day is here already."))


ADD_APPROVAL = Verb(
    "sittings", "add_approval", gettext_lazy("You added an approval of an association"), NOT_TOLD
)


@action
def add_approval(
    *,
    organisation: Organisation,
    level: str,
    number: str,
    until: dt.date,
    once: UUID | None,
    by: Person | int,
) -> Approval:
    note_deed(ADD_APPROVAL, by=by, object_key=organisation.key, once=once)
    with refused_in_words({"approval_once": _refuse_twice}):
        return Approval.objects.create(
            organisation=organisation, level=level, number=number, until=until
        )


REMOVE_APPROVAL = Verb(
    "sittings",
    "remove_approval",
    gettext_lazy("You deleted an approval of an association"),
    NOT_TOLD,
)


@action
def remove_approval(*, approval: Approval, once: UUID | None, by: Person | int) -> None:
    note_deed(REMOVE_APPROVAL, by=by, object_key=approval.organisation.key, once=once)
    if not Approval.objects.filter(pk=approval.pk).delete()[0]:
        raise NotPossible
