"""Circles and their members, without deeds: the action that calls this writes its own.

Making a circle and adding someone else to it is done for several people at once: wear the system
hat.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from entrepairs.core.identity import id_of
from entrepairs.core.sql_functions import call_function
from entrepairs.ledger.transactions import NotPossible
from entrepairs.people import hooks
from entrepairs.people.models import Circle, Membership, Organisation, Person
from entrepairs.vocabulary.models import Concept

WHY_CLOSED: dict[str, Any] = {
    "paused": _("Contact is paused. You cannot write for now, but you can still read."),
    "ended": _("Contact has ended. You can no longer write here, but you can still read."),
}


def hold_circle(circle: int) -> str:
    """Locks a circle of mine as it is, until the transaction ends: open, paused or ended.

    Those who pause, end or block wait. Nothing when it was never mine.
    """
    return call_function("hold_circle", circle) or ""


def hold_open(circle: Circle, refusal: Any = "%(why)s") -> None:
    """Locks an open circle; NotPossible says why it is not open, in the words of `refusal`.

    The policies and triggers refuse anyway; this says why, in time to keep what was typed.
    """
    if (state := hold_circle(circle.pk)) != "open":
        raise NotPossible(refusal % {"why": WHY_CLOSED[state]} if state else "")


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


def close_circle(*, circle: Circle, by: Person | int) -> bool:
    """Ends the circle, what is to come in it, and all memberships: after it, one is not a member.

    False when it had ended already.
    """
    if not Circle.objects.select_for_update().filter(pk=circle.pk, ended_at=None).exists():
        return False
    for end_what_is_to_come in hooks.on_close:
        end_what_is_to_come(circle=circle, by=id_of(by))
    Circle.objects.filter(pk=circle.pk).update(ended_at=Now())
    current_memberships(circle).update(until=Now())
    circle.refresh_from_db()
    return True
