"""Roles that an organisation offers to its people: offered, held with their yes, ended."""

import datetime as dt
from dataclasses import asdict, dataclass
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.core.identity import id_of
from entrepairs.core.sql_functions import call_function
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import NotPossible, action, refused_in_words
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.notices import actions as notices
from entrepairs.people.models import Organisation, Person
from entrepairs.roles.models import DeclinedRole, HeldRole
from entrepairs.roles.notice_kinds import ROLE

MINE = "/me/roles/"  # where its person answers and ends it


@dataclass(frozen=True, slots=True)
class RoleTerms:
    """What is offered: which role, how, how much of the week, from when to when."""

    role_id: int
    statute_id: int
    since: dt.date
    until: dt.date | None = None
    hours: Decimal | None = None
    share: int | None = None


def _refuse_second() -> NotPossible:
    return NotPossible(_("This role is already offered to this person, and waits for an answer."))


def _refuse_twice() -> NotPossible:
    return NotPossible(_("You already hold this role at that time. Ask for a correction instead."))


OFFER_ROLE = Verb(
    "roles",
    "offer_role",
    gettext_lazy("You offered %(who)s a role in an organisation"),
    gettext_lazy("%(who)s offered you a role in an organisation"),
)


@action
def offer_role(
    *,
    organisation: Organisation,
    person: Person,
    terms: RoleTerms,
    instead_of: HeldRole | None = None,
    follows: bool = False,
    once: UUID | None,
    by: Person | int,
) -> HeldRole:
    """By who coordinates the organisation. It counts nowhere before the person's yes.

    `instead_of`: the role that it corrects, or `follows` from its first day on.
    """
    note_deed(OFFER_ROLE, by=by, about=person, object_key=organisation.key, once=once)
    with refused_in_words({"role_one_offered": _refuse_second}):
        offer = HeldRole.objects.create(
            organisation=organisation,
            person=person,
            offered_by_id=id_of(by),
            instead_of=instead_of,
            follows=follows,
            **asdict(terms),
        )
    notices.tell(person=person, kind=ROLE, about=f"{offer.key}:offered", path=MINE, by=by)
    return offer


ACCEPT_ROLE = Verb(
    "roles", "accept_role", gettext_lazy("You said yes to a role in an organisation"), NOT_TOLD
)


@action
def accept_role(*, offer: HeldRole, once: UUID | None, by: Person | int) -> None:
    """I hold it from its first day on; what it corrects is put right."""
    note_deed(ACCEPT_ROLE, by=by, object_key=offer.organisation.key, once=once)
    with refused_in_words({"role_held_once": _refuse_twice}):
        if not call_function("accept_role", offer.pk):
            raise NotPossible(_("This offer is no longer waiting for an answer."))


DECLINE_ROLE = Verb(
    "roles", "decline_role", gettext_lazy("You said no to a role in an organisation"), NOT_TOLD
)


@action
def decline_role(*, offer: HeldRole, once: UUID | None, by: Person | int) -> None:
    """A silent no: for the organisation, the offer still waits."""
    note_deed(DECLINE_ROLE, by=by, object_key=offer.organisation.key, once=once)
    if not offer.waits or offer.withdrawn_at or DeclinedRole.objects.filter(offer=offer).exists():
        raise NotPossible(_("This offer is no longer waiting for an answer."))
    DeclinedRole.objects.create(offer=offer, person_id=id_of(by))


WITHDRAW_OFFER = Verb(
    "roles",
    "withdraw_offer",
    gettext_lazy("You withdrew the role offered to %(who)s"),
    gettext_lazy("%(who)s withdrew a role offered to you"),
)


@action
def withdraw_offer(*, offer: HeldRole, once: UUID | None, by: Person | int) -> None:
    """By who coordinates the organisation, before a yes."""
    note_deed(
        WITHDRAW_OFFER, by=by, about=offer.person_id, object_key=offer.organisation.key, once=once
    )
    if not call_function("withdraw_role_offer", offer.pk):
        raise NotPossible(_("This offer is no longer waiting for an answer."))


END_ROLE = Verb(
    "roles",
    "end_role",
    gettext_lazy("You ended a role in an organisation"),
    gettext_lazy("%(who)s ended a role that you held"),
)


@action
def end_role(*, role: HeldRole, once: UUID | None, by: Person | int) -> None:
    """Today is its last day. By its person, at once; or by who coordinates, and they are told."""
    theirs = role.person_id if role.person_id != id_of(by) else None
    note_deed(END_ROLE, by=by, about=theirs, object_key=role.organisation.key, once=once)
    if not call_function("end_role", role.pk):
        raise NotPossible(_("This role has already ended."))
    if theirs:
        notices.tell(person=theirs, kind=ROLE, about=f"{role.key}:ended", path=MINE, by=by)
