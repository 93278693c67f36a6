"""Circles, with their deeds. What makes and ends them without one is in people/circles.py."""

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from entrepairs.core import hats
from entrepairs.core.identity import id_of
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import NotPossible, action
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.people.circles import (
    add_membership,
    close_circle,
    create_circle,
    current_memberships,
    end_memberships,
)
from entrepairs.people.models import Affiliation, Circle, Membership, Organisation, Person
from entrepairs.vocabulary.models import Concept


def check_coordinates(organisation: Organisation, by: Person | int) -> None:
    """NotPossible, unless they coordinate that organisation now."""
    mine = Affiliation.objects.current().filter(person=id_of(by), organisation=organisation)
    if not mine.filter(coordinator=True).exists():
        raise NotPossible


MAKE_CIRCLE = Verb("people", "make_circle", _("You created a circle"), NOT_TOLD)


@action
def make_circle(
    *,
    kind: str,
    name: str = "",
    organisation: Organisation | None = None,
    open: bool = False,
    about: str = "",
    members: Iterable[Person | int] = (),
    by: Person | int,
    once: UUID | None = None,
) -> Circle:
    """A circle of people who have said yes to it.

    One of an organisation is made by its coordinators.
    """
    if organisation is not None:
        check_coordinates(organisation, by)
    with hats.system("a circle is made for several people at once"):
        circle = create_circle(
            kind=kind, name=name, organisation=organisation, open=open, about=about, members=members
        )
        note_deed(MAKE_CIRCLE, by=by, object_key=circle.key, once=once)
    return circle


JOIN = Verb("people", "join", _("You joined a circle"), NOT_TOLD)


@action
def join_circle(*, circle: Circle, by: Person | int, once: UUID | None = None) -> Membership:
    """I join an open circle."""
    note_deed(JOIN, by=by, object_key=circle.key, once=once)
    found = Circle.objects.filter(pk=circle.pk, open=True, ended_at__isnull=True).first()
    if found is None:
        raise NotPossible
    return add_membership(circle=found, person=by)


LEAVE = Verb("people", "leave", _("You left a circle"), NOT_TOLD)


@action
def leave_circle(*, circle: Circle, by: Person | int, once: UUID | None = None) -> None:
    """I leave this circle, in all my roles. A pair is left by ending it, for both."""
    note_deed(LEAVE, by=by, object_key=circle.key, once=once)
    if circle.kind == Circle.Kind.PAIR or not end_memberships(circle=circle, person=by):
        raise NotPossible


ADD_MEMBER = Verb(
    "people",
    "add_member",
    _("You added %(who)s to a circle"),
    _("%(who)s added you to a circle"),
)


@action
def add_member(
    *,
    circle: Circle,
    person: Person,
    by: Person | int,
    asked_by: str = Membership.Asked.SELF,
    role: Concept | None = None,
    statute: Concept | None = None,
    once: UUID | None = None,
) -> Membership:
    """One more person, who has said yes, in a circle of an organisation: by its coordinators."""
    _check_leads(circle, by)
    note_deed(ADD_MEMBER, by=by, about=person, object_key=circle.key, once=once)
    with hats.system("someone enters a circle with a role"):
        return add_membership(
            circle=circle, person=person, asked_by=asked_by, role=role, statute=statute
        )


END_CIRCLE = Verb("people", "end_circle", _("You ended a circle"), NOT_TOLD)


@action
def end_circle(*, circle: Circle, by: Person | int, once: UUID | None = None) -> None:
    """Ends it for all: a pair by either of the two, another circle by its coordinators."""
    note_deed(END_CIRCLE, by=by, object_key=circle.key, once=once)
    if circle.kind == Circle.Kind.PAIR:
        if not current_memberships(circle).filter(person=id_of(by)).exists():
            raise NotPossible
        if not close_circle(circle=circle, by=by):
            raise NotPossible
        return
    _check_leads(circle, by)
    with hats.system("a circle ends for all its members"):
        if not close_circle(circle=circle, by=by):
            raise NotPossible


def _check_leads(circle: Circle, by: Person | int) -> None:
    if circle.kind == Circle.Kind.PAIR or circle.organisation is None:
        raise NotPossible
    check_coordinates(circle.organisation, by)
