"""Circles and their members, without deeds: the action that calls this writes its own.

Making a circle and adding someone else to it is done for several people at once: wear the system
hat.
"""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.db.models.functions import Now

from entrepairs.core.identity import id_of
from entrepairs.people.models import Circle, Membership, Organisation, Person
from entrepairs.vocabulary.models import Concept


def create_circle(
    *,
    kind: str,
    name: str = "",
    organisation: Organisation | None = None,
    open: bool = False,
    about: str = "",
    members: Iterable[Person | int] = (),
    asked_by: str = Membership.Asked.SELF,
) -> Circle:
    """A circle, with its first members if any."""
    circle = Circle.objects.create(
        kind=kind, name=name, organisation=organisation, open=open, about=about
    )
    Membership.objects.bulk_create(
        Membership(circle=circle, person_id=id_of(member), asked_by=asked_by) for member in members
    )
    return circle


def add_membership(
    *,
    circle: Circle,
    person: Person | int,
    asked_by: str = Membership.Asked.SELF,
    role: Concept | None = None,
    statute: Concept | None = None,
) -> Membership:
    """One more person, from now on; the current membership when there is one with that role."""
    member = id_of(person)
    current = current_memberships(circle).filter(person_id=member, role=role).first()
    return current or Membership.objects.create(
        circle=circle, person_id=member, asked_by=asked_by, role=role, statute=statute
    )


def current_memberships(circle: Circle) -> QuerySet[Membership]:
    return Membership.objects.current().filter(circle=circle)


def end_memberships(*, circle: Circle, person: Person | int) -> int:
    """Ends their time in this circle now, in all their roles. How many ended."""
    return current_memberships(circle).filter(person_id=id_of(person)).update(until=Now())


def close_circle(*, circle: Circle) -> None:
    """Ends the circle, and all memberships in one statement: after it, one is not a member."""
    Circle.objects.filter(pk=circle.pk, ended_at__isnull=True).update(ended_at=Now())
    current_memberships(circle).update(until=Now())
    circle.refresh_from_db()
