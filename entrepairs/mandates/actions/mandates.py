"""Mandates: proposed by an organisation, held with the person's own yes, ended."""

import datetime as dt
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.core.identity import id_of
from entrepairs.core.sql_functions import call_function
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import NotPossible, action, refused_in_words
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.mandates.models import DeclinedMandate, Mandate, Seat, Term
from entrepairs.mandates.notice_kinds import MANDATE
from entrepairs.notices import actions as notices
from entrepairs.people.models import Organisation, Person

MINE = "/mandates/"  # where its person answers and ends it


def _refuse_second() -> NotPossible:
    return NotPossible(_("This seat is already proposed to this person, and waits for an answer."))


def _refuse_outside() -> NotPossible:
    return NotPossible(_("The first day is not in the term. Choose a day of the term."))


def _refuse_held() -> NotPossible:
    return NotPossible(_("Somebody else holds this seat on these days."))


def _refuse_twice() -> NotPossible:
    return NotPossible(_("You hold another seat of this body. End that mandate first."))


PROPOSE_MANDATE = Verb(
    "mandates",
    "propose_mandate",
    gettext_lazy("You proposed a mandate to %(who)s"),
    gettext_lazy("%(who)s proposed a mandate to you"),
)


@action
def propose_mandate(
    *,
    organisation: Organisation,
    seat: Seat,
    term: Term,
    person: Person,
    since: dt.date,
    once: UUID | None,
    by: Person | int,
) -> Mandate:
    """By who coordinates an organisation, to one of its people. It holds nothing before their yes.

    Its last day is that of the term, which the database writes.
    """
    note_deed(PROPOSE_MANDATE, by=by, about=person, object_key=seat.body.key, once=once)
    refusals = {"mandate_one_proposed": _refuse_second, "mandate_in_its_term": _refuse_outside}
    with refused_in_words(refusals):
        mandate = Mandate.objects.create(
            body=seat.body,
            seat=seat,
            term=term,
            person=person,
            since=since,
            until=term.until,
            organisation=organisation,
            proposed_by_id=id_of(by),
        )
    notices.tell(person=person, kind=MANDATE, about=f"{mandate.key}:proposed", path=MINE, by=by)
    return mandate


ACCEPT_MANDATE = Verb(
    "mandates", "accept_mandate", gettext_lazy("You said yes to a mandate"), NOT_TOLD
)


@action
def accept_mandate(*, mandate: Mandate, once: UUID | None, by: Person | int) -> None:
    """I hold it from its first day on, and the network reads my name there."""
    note_deed(ACCEPT_MANDATE, by=by, object_key=mandate.body.key, once=once)
    refusals = {"mandate_seat_held_once": _refuse_held, "mandate_one_seat_of_a_body": _refuse_twice}
    with refused_in_words(refusals):
        if not call_function("accept_mandate", mandate.pk):
            raise NotPossible(_("This proposal is no longer waiting for an answer."))


DECLINE_MANDATE = Verb(
    "mandates", "decline_mandate", gettext_lazy("You said no to a mandate"), NOT_TOLD
)


@action
def decline_mandate(*, mandate: Mandate, once: UUID | None, by: Person | int) -> None:
    """A silent no: for the organisation, the proposal still waits."""
    note_deed(DECLINE_MANDATE, by=by, object_key=mandate.body.key, once=once)
    answered = DeclinedMandate.objects.filter(mandate=mandate).exists()
    if not mandate.waits or mandate.withdrawn_at or answered:
        raise NotPossible(_("This proposal is no longer waiting for an answer."))
    DeclinedMandate.objects.create(mandate=mandate, person_id=id_of(by))


WITHDRAW_MANDATE = Verb(
    "mandates",
    "withdraw_mandate",
    gettext_lazy("You withdrew the mandate that was for %(who)s"),
    gettext_lazy("%(who)s withdrew a mandate that was for you"),
)


@action
def withdraw_mandate(*, mandate: Mandate, once: UUID | None, by: Person | int) -> None:
    """By who coordinates the organisation, before a yes."""
    about = mandate.person_id
    note_deed(WITHDRAW_MANDATE, by=by, about=about, object_key=mandate.body.key, once=once)
    if not call_function("withdraw_mandate", mandate.pk):
        raise NotPossible(_("This proposal is no longer waiting for an answer."))


END_MANDATE = Verb(
    "mandates",
    "end_mandate",
    gettext_lazy("You ended a mandate"),
    gettext_lazy("%(who)s ended a mandate that you held"),
)


@action
def end_mandate(*, mandate: Mandate, once: UUID | None, by: Person | int) -> None:
    """Today is its last day. By its person, at once; or by who coordinates, and they are told."""
    theirs = mandate.person_id if mandate.person_id != id_of(by) else None
    note_deed(END_MANDATE, by=by, about=theirs, object_key=mandate.body.key, once=once)
    if not call_function("end_mandate", mandate.pk):
        raise NotPossible(_("This mandate has already ended."))
    if theirs:
        notices.tell(person=theirs, kind=MANDATE, about=f"{mandate.key}:ended", path=MINE, by=by)
