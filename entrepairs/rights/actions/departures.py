"""Leaving the network, coming back, and asking to be erased without a second way in."""

import datetime as dt
from uuid import UUID

from django.db.models.functions import Now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.core.identity import id_of
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import NotPossible, action
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.notices import actions as notices
from entrepairs.people import hooks
from entrepairs.people.actions.persons import pause_person, resume_person
from entrepairs.people.models import Person
from entrepairs.rights.actions.requests import close_own, open_request
from entrepairs.rights.models import DataRequest, Departure
from entrepairs.rights.notice_kinds import ERASURE

COME_BACK_WITHIN = dt.timedelta(days=30)  # as the policies of departures
ERASED_AFTER = dt.timedelta(days=3)


def _depart(me: int, kind: Departure.Kind, after: dt.timedelta) -> None:
    if Departure.objects.filter(person=me).exists():
        raise NotPossible(_("This is already under way."))
    Departure.objects.create(person_id=me, kind=kind, asked_at=Now(), due_at=Now() + after)


LEAVE = Verb("rights", "leave", gettext_lazy("You left the network"), NOT_TOLD)


@action
def leave_network(*, once: UUID | None, by: Person | int) -> None:
    """Out of every circle and organisation at once; the name goes after 30 days."""
    me = id_of(by)
    note_deed(LEAVE, by=me, once=once)
    Departure.objects.filter(person=me, kind=Departure.Kind.IDLE).delete()
    _depart(me, Departure.Kind.LEAVE, COME_BACK_WITHIN)
    for leave_all in reversed(hooks.on_leave):
        leave_all(me)
    pause_person(by=me)


COME_BACK = Verb("rights", "come_back", gettext_lazy("You came back to the network"), NOT_TOLD)


@action
def come_back(*, once: UUID | None, by: Person | int) -> None:
    """The profile is visible again, with all that it tells. Circles are not: one asks again."""
    me = id_of(by)
    note_deed(COME_BACK, by=me, once=once)
    mine = Departure.objects.filter(person=me, kind=Departure.Kind.LEAVE)
    if not mine.delete()[0]:
        raise NotPossible(_("The 30 days are over: your account is empty."))
    resume_person(by=me)


ASK_ERASURE = Verb(
    "rights",
    "ask_erasure",
    gettext_lazy("You asked for everything about you to be erased"),
    NOT_TOLD,
)


@action
def ask_erasure(*, once: UUID | None, by: Person | int) -> None:
    """For somebody who has no second way to show who they are: three days to call it off."""
    me = id_of(by)
    note_deed(ASK_ERASURE, by=me, once=once)
    Departure.objects.filter(person=me).exclude(kind=Departure.Kind.ERASE).delete()
    _depart(me, Departure.Kind.ERASE, ERASED_AFTER)
    close_own(me, DataRequest.Kind.ERASE)
    open_request(me, DataRequest.Kind.ERASE)
    notices.tell(person=me, kind=ERASURE, about="erasure:asked", path="/me/data/", again=True)


CALL_OFF = Verb(
    "rights", "call_off", gettext_lazy("You called off the erasure of your data"), NOT_TOLD
)


@action
def call_off_erasure(*, once: UUID | None, by: Person | int) -> None:
    """Nothing was erased yet, and nothing will be."""
    me = id_of(by)
    note_deed(CALL_OFF, by=me, once=once)
    if not Departure.objects.filter(person=me, kind=Departure.Kind.ERASE).delete()[0]:
        raise NotPossible
    close_own(me, DataRequest.Kind.ERASE)


KEEP = Verb("rights", "keep_account", gettext_lazy("You kept your account"), NOT_TOLD)


@action
def keep_account(*, once: UUID | None, by: Person | int) -> None:
    """Whose account was to be erased, because they had not come for long."""
    me = id_of(by)
    note_deed(KEEP, by=me, once=once)
    if not Departure.objects.filter(person=me, kind=Departure.Kind.IDLE).delete()[0]:
        raise NotPossible
