"""Circles, with their deeds. What makes and ends them without one is in people/circles.py."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from entrepairs.core import hats
from entrepairs.ledger.actions import note_deed
from entrepairs.people import circles
from entrepairs.people.circles import id_of
from entrepairs.people.models import Affiliation, Circle, Membership, Organisation, Person
from entrepairs.vocabulary.models import Concept

ROOM = "people"


def coordination(organisation: Organisation, by: int) -> Affiliation:
    """Their standing as a coordinator there. Affiliation.DoesNotExist for anybody else."""
    return Affiliation.objects.get(
        person=by, organisation=organisation, coordinator=True, until__isnull=True
    )


@transaction.atomic
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
    """A circle of people who have said yes to it. One of an organisation is made by its coordinators."""
    me = id_of(by)
    if organisation is not None:
        coordination(organisation, me)
    with hats.system("a circle is made for several people at once"):
        circle = circles.make(
            kind=kind, name=name, organisation=organisation, open=open, about=about, members=members
        )
        note_deed(verb="make_circle", room=ROOM, by=me, object_key=circle.key, once=once)
    return circle


@transaction.atomic
def join(*, circle: Circle, by: Person | int, once: UUID | None = None) -> Membership:
    """I join an open circle."""
    me = id_of(by)
    note_deed(verb="join", room=ROOM, by=me, object_key=circle.key, once=once)
    circle = Circle.objects.get(pk=circle.pk, open=True, ended_at__isnull=True)
    return circles.add(circle=circle, person=me)


@transaction.atomic
def leave(*, circle: Circle, by: Person | int, once: UUID | None = None) -> None:
    """I leave this circle, in all my roles."""
    me = id_of(by)
    note_deed(verb="leave", room=ROOM, by=me, object_key=circle.key, once=once)
    if not circles.end_membership(circle=circle, person=me):
        raise Membership.DoesNotExist


@transaction.atomic
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
    me = id_of(by)
    _may_lead(circle, me)
    note_deed(
        verb="add_member", room=ROOM, by=me, about=person.pk, object_key=circle.key, once=once
    )
    with hats.system("someone enters a circle with a role"):
        return circles.add(
            circle=circle, person=person, asked_by=asked_by, role=role, statute=statute
        )


@transaction.atomic
def end_circle(*, circle: Circle, by: Person | int, once: UUID | None = None) -> None:
    """It ends for everyone. A pair by either of the two, another circle by the coordinators of its organisation."""
    me = id_of(by)
    note_deed(verb="end_circle", room=ROOM, by=me, object_key=circle.key, once=once)
    if circle.kind == Circle.Kind.PAIR:
        circles.standing(circle).get(person=me)
        circles.end(circle=circle)
        return
    _may_lead(circle, me)
    with hats.system("a circle ends for all its members"):
        circles.end(circle=circle)


def _may_lead(circle: Circle, me: int) -> None:
    if circle.kind == Circle.Kind.PAIR or circle.organisation is None:
        raise Affiliation.DoesNotExist
    coordination(circle.organisation, me)
