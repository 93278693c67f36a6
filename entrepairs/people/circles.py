"""Circles and their members, without deeds: the action that calls this writes its own.

Adding someone else to a circle takes the system hat.
"""

from typing import Any

from django.db.models import BooleanField, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from entrepairs.core.identity import id_of
from entrepairs.core.sql_functions import call_function
from entrepairs.ledger.transactions import NotPossible
from entrepairs.people import hooks
from entrepairs.people.models import Circle, Membership, Person

WHY_CLOSED: dict[str, Any] = {
    "paused": _("Contact is paused. You cannot write for now, but you can still read."),
    "ended": _("Contact has ended. You can no longer write here, but you can still read."),
    "over": _("This circle has ended. You can no longer write here, but you can still read."),
    "muted": _(
        "A decision keeps you from writing here for now. Your reports and decisions say why."
    ),
    "left": _("You have left. You can no longer write here, but you can still read what was said."),
}


def is_true(sql: str) -> RawSQL:
    """What the database says of a row, by the functions that policies use."""
    return RawSQL(sql, (), output_field=BooleanField())  # noqa: S611 (constants)


def say_why_closed(circle: Circle, state: str) -> str:
    """Of two people contact ends; anything else ends for all, or for who leaves it."""
    between_two = circle.kind == Circle.Kind.PAIR
    return str(WHY_CLOSED["over" if state == "ended" and not between_two else state])


def hold_circle(circle: int) -> str:
    """Locks a circle of mine until the transaction ends: open, paused, muted, ended or left.

    Those who pause, end or block wait. Nothing when it was never mine.
    """
    return call_function("hold_circle", circle) or ""


def hold_open(circle: Circle, refusal: Any = "%(why)s") -> None:
    """Locks an open circle; NotPossible says why it is not open, in the words of `refusal`.

    The policies and triggers refuse anyway; this says why, in time to keep what was typed.
    """
    if (state := hold_circle(circle.pk)) != "open":
        raise NotPossible(refusal % {"why": say_why_closed(circle, state)} if state else "")


def add_membership(
    *, circle: Circle, person: int, asked_by: str = Membership.Asked.SELF
) -> Membership:
    """One more person, from now on; the current membership when there is one."""
    current = current_memberships(circle).filter(person_id=person, role=None).first()
    return current or Membership.objects.create(circle=circle, person_id=person, asked_by=asked_by)


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
