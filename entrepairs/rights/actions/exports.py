"""Asking for a copy of everything that is held about oneself."""

import datetime as dt
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.core.fields import new_key
from entrepairs.core.identity import id_of
from entrepairs.core.secret_links import digest
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import NotPossible, action
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.people.models import Person
from entrepairs.rights.actions.requests import close_own, open_request
from entrepairs.rights.models import DataRequest, Export
from entrepairs.rights.queries import secret_of

KEPT = dt.timedelta(days=7)

ASK = Verb("rights", "ask_export", gettext_lazy("You asked for a copy of your data"), NOT_TOLD)


@action
def ask_export(*, once: UUID | None, by: Person | int) -> Export:
    """One at a time: it takes the place of the former one, whose address opens nothing any more."""
    me = id_of(by)
    note_deed(ASK, by=me, once=once)
    mine = Export.objects.filter(person=me)
    if mine.filter(ready_at=None, failed_at=None).exists():
        raise NotPossible(_("Your copy is already being prepared."))
    mine.delete()
    close_own(me, DataRequest.Kind.ACCESS)  # of one that never came to an end
    open_request(me, DataRequest.Kind.ACCESS)
    key = new_key()
    return Export.objects.create(key=key, person_id=me, digest=digest(secret_of(key)))


REMOVE = Verb(
    "rights", "remove_export", gettext_lazy("You deleted the copy of your data"), NOT_TOLD
)


@action
def remove_export(*, export: Export, once: UUID | None, by: Person | int) -> None:
    """Its address opens nothing any more; its bytes go with the nightly round."""
    note_deed(REMOVE, by=by, once=once)
    if not Export.objects.filter(pk=export.pk, person=id_of(by)).delete()[0]:
        raise NotPossible
    close_own(id_of(by), DataRequest.Kind.ACCESS)
