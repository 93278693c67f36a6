"""What becomes of the teams of a person who leaves."""

from entrepairs.people import hooks
from entrepairs.people.models import Circle, Membership
from entrepairs.teams.actions.roles import leave_team


def leave_all(me: int) -> None:
    current = Membership.objects.current().filter(person=me, circle__kind=Circle.Kind.TEAM)
    for circle in Circle.objects.filter(pk__in=current.values("circle"), ended_at=None):
        leave_team(circle=circle, once=None, by=me)


hooks.on_leave.append(leave_all)
