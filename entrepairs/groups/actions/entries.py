"""Coming into a group, by one's own act and with the group's yes; leaving it."""

import datetime as dt
from uuid import UUID

from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.core.identity import id_of
from entrepairs.core.sql_functions import call_function
from entrepairs.groups.models import Entry, Refusal
from entrepairs.groups.notice_kinds import DOOR, VISIT
from entrepairs.groups.queries.groups import roles_of, voters_of
from entrepairs.groups.refusals import CO_REFLECTION
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import NotPossible, action, refused_in_words
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.notices import actions as notices
from entrepairs.people.circles import close_circle, current_memberships, end_memberships
from entrepairs.people.models import Circle, Membership, Person

BEFORE_THE_END = dt.timedelta(days=7)  # a visitor is told


def _refuse_second() -> NotPossible:
    return NotPossible(_("This is already waiting for an answer."))


def _check_not_asked_lately(circle: Circle, who: int) -> None:
    """A no is silent: what was taken back counts too, or it could be asked again and again."""
    standing = Entry.objects.filter(circle=circle, person=who, accepted_at=None, withdrawn_at=None)
    if not standing.exists() and call_function("asked_lately", circle.pk, who):
        raise NotPossible(_("This was asked less than 30 days ago. Wait a little."))


ASK = Verb("groups", "ask", gettext_lazy("You asked to join a group"), NOT_TOLD)


@action
def ask_to_enter(
    *, circle: Circle, role: str, words: str, once: UUID | None, by: Person | int
) -> Entry:
    """I would like to come in. One member's yes is enough; a no is never told."""
    me = id_of(by)
    note_deed(ASK, by=me, object_key=circle.key, once=once)
    call_function("clear_the_door", circle.pk, me)
    _check_not_asked_lately(circle, me)
    with refused_in_words({"entry_one_standing": _refuse_second}):
        entry = Entry.objects.create(circle=circle, person_id=me, role=role, words=words.strip())
    call_function("tell_members_of_ask", entry.pk)
    return entry


INVITE = Verb(
    "groups",
    "invite",
    gettext_lazy("You invited %(who)s to a group"),
    gettext_lazy("%(who)s invited you to a group"),
)


@action
def invite_to_group(
    *, circle: Circle, person: Person, role: str, once: UUID | None, by: Person | int
) -> Entry:
    """Somebody comes in once they say yes. By any member; to keep the page, by a keeper."""
    note_deed(INVITE, by=by, about=person, object_key=circle.key, once=once)
    call_function("clear_the_door", circle.pk, person.pk)
    _check_not_asked_lately(circle, person.pk)
    if call_function("invited_enough"):
        raise NotPossible(_("You have invited 20 people since yesterday. Wait until tomorrow."))
    with refused_in_words({"entry_one_standing": _refuse_second, **CO_REFLECTION}):
        entry = Entry.objects.create(circle=circle, person=person, by_id=id_of(by), role=role)
    path = f"{circle.path}people/" if role == Entry.Role.KEEPER else circle.path
    notices.tell(person=person, kind=DOOR, about=f"{circle.key}:{entry.key}", path=path, by=by)
    return entry


WITHDRAW = Verb("groups", "withdraw_entry", gettext_lazy("You withdrew a request"), NOT_TOLD)


@action
def withdraw_entry(*, entry: Entry, once: UUID | None, by: Person | int) -> None:
    """Mine to come in, or an invitation of my group."""
    note_deed(WITHDRAW, by=by, object_key=entry.circle.key, once=once)
    standing = Entry.objects.filter(pk=entry.pk, accepted_at=None, withdrawn_at=None)
    if not standing.update(withdrawn_at=Now()):
        raise NotPossible


def _not_now() -> NotPossible:
    return NotPossible(_("You cannot join this group now: you need an invitation, or to ask."))


ENTER = Verb("groups", "enter", gettext_lazy("You joined a group"), NOT_TOLD)


@action
def enter_group(*, circle: Circle, role: str, once: UUID | None, by: Person | int) -> None:
    """I come in: invited, where anyone may, or back after leaving today."""
    note_deed(ENTER, by=by, object_key=circle.key, once=once)
    # Also where somebody in it is managed by them: who that is, or that there is one, is not told.
    with refused_in_words({"co_reflection_no_manager": _not_now}):
        if not call_function("enter_group", circle.pk, role):
            raise _not_now()
    if role == Entry.Role.VISITOR:
        tell_end_of_visit(circle, id_of(by))


def tell_end_of_visit(circle: Circle, visitor: int) -> None:
    """A week before; a shorter visit is told at once."""
    visit = Membership.objects.current().filter(circle=circle, person=visitor, until__isnull=False)
    until = visit.values_list("until", flat=True).first()
    if until is None:
        return
    notices.tell(
        person=visitor,
        kind=VISIT,
        about=f"{circle.key}:{until:%Y%m%d}",
        path=circle.path,
        due_at=max(until - BEFORE_THE_END, timezone.now()),
    )


LET_IN = Verb(
    "groups",
    "let_in",
    gettext_lazy("You let %(who)s join a group"),
    gettext_lazy("%(who)s let you join a group"),
)


@action
def let_in(*, entry: Entry, once: UUID | None, by: Person | int) -> None:
    """A member says yes to somebody who asks."""
    circle, them = entry.circle, entry.person_id
    note_deed(LET_IN, by=by, about=them, object_key=circle.key, once=once)
    with refused_in_words(CO_REFLECTION):
        if not call_function("let_in", entry.pk):
            raise NotPossible(_("This request has been answered, or withdrawn."))
    about = f"{circle.key}:{entry.key}:yes"
    notices.tell(person=them, kind=DOOR, about=about, path=circle.path, by=by)
    if entry.role == Entry.Role.VISITOR:
        tell_end_of_visit(circle, them)


REFUSE = Verb(
    "groups", "refuse_entry", gettext_lazy("You said no at the door of a group"), NOT_TOLD
)


@action
def refuse_entry(*, entry: Entry, once: UUID | None, by: Person | int) -> None:
    """A silent no: to an invitation, or, among members, to somebody who asks."""
    note_deed(REFUSE, by=by, object_key=entry.circle.key, once=once)
    Refusal.objects.create(entry=entry, person_id=id_of(by))


LEAVE = Verb("groups", "leave", gettext_lazy("You left a group"), NOT_TOLD)


@action
def leave_group(*, circle: Circle, once: UUID | None, by: Person | int) -> None:
    """At once, in all my roles. When nobody else is in it, the group ends with it."""
    me = id_of(by)
    note_deed(LEAVE, by=me, object_key=circle.key, once=once)
    # One after the other: of the last two, the second is alone.
    Circle.objects.select_for_update().filter(pk=circle.pk).first()
    roles = roles_of(circle, me)
    if not roles:
        raise NotPossible(_("You are no longer in this group."))
    alone = not current_memberships(circle).exclude(person=me).exists()
    if alone and me in voters_of(circle) and close_circle(circle=circle, by=me):
        return
    end_memberships(circle=circle, person=me)


STOP_KEEPING = Verb(
    "groups", "stop_keeping", gettext_lazy("You stopped keeping the page of a group"), NOT_TOLD
)


@action
def stop_keeping(*, circle: Circle, once: UUID | None, by: Person | int) -> None:
    """I stay a member. Where nobody keeps the page, every member does."""
    note_deed(STOP_KEEPING, by=by, object_key=circle.key, once=once)
    mine = Membership.objects.current().filter(circle=circle, person=id_of(by), role__key="keeper")
    if not mine.update(until=Now()):
        raise NotPossible
