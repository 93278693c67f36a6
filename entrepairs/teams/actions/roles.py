"""Roles in a team: offered, held with the yes of their person, ended."""

import datetime as dt
from decimal import Decimal
from uuid import UUID

from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.core.identity import id_of
from entrepairs.core.sql_functions import call_function
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import NotPossible, action, refused_in_words
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.notices import actions as notices
from entrepairs.people.circles import current_memberships, end_memberships
from entrepairs.people.models import Circle, Membership, Organisation, Person
from entrepairs.plans.models import StaysOut
from entrepairs.teams.models import OFFER_WAITS, DeclinedTeamRole, TeamRole
from entrepairs.teams.notice_kinds import TEAM


def _refuse_second() -> NotPossible:
    return NotPossible(_("This role is already offered to this person, and waits for an answer."))


# About nobody: a setting of theirs may keep the offer away from them.
OFFER = Verb("teams", "offer_role", gettext_lazy("You offered someone a role in a team"), NOT_TOLD)


@action
def offer_team_role(
    *,
    circle: Circle,
    person: Person,
    role: int,
    statute: int,
    hours: Decimal | None = None,
    last_day: dt.date | None = None,
    organisation: Organisation | None = None,
    once: UUID | None,
    by: Person | int,
) -> TeamRole:
    """By who coordinates. It counts nowhere before the person's yes; whatever keeps them out waits
    like any silence."""
    note_deed(OFFER, by=by, object_key=circle.key, once=once)
    if not Circle.objects.filter(pk=circle.pk, ended_at=None).exists():
        raise NotPossible(_("This team has ended."))
    mine = TeamRole.objects.filter(circle=circle, person=person, role=role, accepted_at=None)
    old = timezone.now() - OFFER_WAITS
    mine.filter(withdrawn_at=None, made_at__lt=old).update(withdrawn_at=Now())
    with refused_in_words({"team_role_one_offered": _refuse_second}):
        offer = TeamRole.objects.create(
            circle=circle,
            person=person,
            role_id=role,
            statute_id=statute,
            hours=hours,
            last_day=last_day,
            organisation=organisation,
            offered_by_id=id_of(by),
        )
    call_function("tell_of_team_role", offer.pk)
    return offer


WITHDRAW = Verb(
    "teams", "withdraw_offer", gettext_lazy("You withdrew a role offered in a team"), NOT_TOLD
)


@action
def withdraw_team_role(*, offer: TeamRole, once: UUID | None, by: Person | int) -> None:
    note_deed(WITHDRAW, by=by, object_key=offer.circle.key, once=once)
    standing = TeamRole.objects.filter(pk=offer.pk, accepted_at=None, withdrawn_at=None)
    if not standing.update(withdrawn_at=Now()):
        raise NotPossible(_("This offer is no longer waiting for an answer."))


ENTER = Verb("teams", "enter", gettext_lazy("You joined a team"), NOT_TOLD)


@action
def enter_team(*, offer: TeamRole, once: UUID | None, by: Person | int) -> None:
    """I hold the role from now on."""
    note_deed(ENTER, by=by, object_key=offer.circle.key, once=once)
    if not call_function("enter_team", offer.pk):
        raise NotPossible(_("You cannot join this team now: ask the person who offers you a role."))


DECLINE = Verb("teams", "decline", gettext_lazy("You declined a role in a team"), NOT_TOLD)


@action
def decline_team_role(
    *, offer: TeamRole, stay_out: bool = False, once: UUID | None, by: Person | int
) -> None:
    """A silent no; with `stay_out`, to this team for good, until I take it back."""
    me = id_of(by)
    note_deed(DECLINE, by=me, object_key=offer.circle.key, once=once)
    if stay_out:
        StaysOut.objects.get_or_create(person_id=me, circle_id=offer.circle_id)
    else:
        DeclinedTeamRole.objects.create(offer=offer, person_id=me)


END = Verb(
    "teams",
    "end_role",
    gettext_lazy("You ended the role of %(who)s in a team"),
    gettext_lazy("%(who)s ended your role in a team"),
)


@action
def end_team_role(*, membership: Membership, once: UUID | None, by: Person | int) -> None:
    """By who coordinates: now, and the person is told."""
    circle, them = membership.circle, membership.person_id
    note_deed(END, by=by, about=them, object_key=circle.key, once=once)
    if not current_memberships(circle).filter(pk=membership.pk).update(until=Now()):
        raise NotPossible(_("This role has already ended."))
    notices.tell(person=them, kind=TEAM, about=f"{circle.key}:ended", path=circle.path, again=True)


LEAVE = Verb("teams", "leave", gettext_lazy("You left a team"), NOT_TOLD)


@action
def leave_team(
    *, circle: Circle, stay_out: bool = False, once: UUID | None, by: Person | int
) -> None:
    """At once, in all my roles. With `stay_out`, no offer of it reaches me until I say so."""
    me = id_of(by)
    note_deed(LEAVE, by=me, object_key=circle.key, once=once)
    if stay_out:
        StaysOut.objects.get_or_create(person_id=me, circle=circle)
    if not end_memberships(circle=circle, person=me):
        raise NotPossible
