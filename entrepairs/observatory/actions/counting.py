"""Asking not to be counted in figures, and being counted again."""

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.core.identity import id_of
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import NotPossible, action
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.observatory.models import Uncounted
from entrepairs.people.models import Person

STOP = Verb(
    "observatory", "stop_being_counted", gettext_lazy("You asked not to be counted"), NOT_TOLD
)


@action
def stop_being_counted(*, once: UUID | None, by: Person | int) -> None:
    """From the next publication on: what is published names nobody, and stays."""
    note_deed(STOP, by=by, once=once)
    if Uncounted.objects.filter(person=id_of(by)).exists():
        raise NotPossible(_("You have already asked not to be counted."))
    Uncounted.objects.create(person_id=id_of(by))


AGAIN = Verb(
    "observatory", "be_counted_again", gettext_lazy("You are counted again in figures"), NOT_TOLD
)


@action
def be_counted_again(*, once: UUID | None, by: Person | int) -> None:
    note_deed(AGAIN, by=by, once=once)
    if not Uncounted.objects.filter(person=id_of(by)).delete()[0]:
        raise NotPossible(_("You are counted already."))
