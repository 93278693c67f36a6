"""What becomes of the delegations of a person who leaves."""

from entrepairs.delegations.actions.circles import leave_delegation
from entrepairs.people import hooks
from entrepairs.people.models import Circle, Membership


def leave_all(me: int) -> None:
    """They leave the circle; their seats are free by what the room of mandates does."""
    current = Membership.objects.current().filter(person=me)
    current = current.filter(circle__kind=Circle.Kind.DELEGATION)
    for circle in Circle.objects.filter(pk__in=current.values("circle"), ended_at=None):
        leave_delegation(circle=circle, once=None, by=me)


hooks.on_leave.append(leave_all)
