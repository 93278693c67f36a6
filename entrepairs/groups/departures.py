"""What becomes of the groups of a person who leaves."""

from entrepairs.groups.actions.entries import leave_group, withdraw_entry
from entrepairs.groups.models import Entry
from entrepairs.people import hooks
from entrepairs.people.models import Circle, Membership


def leave_all(me: int) -> None:
    """At once, and what they asked of groups waits no more."""
    asked = Entry.objects.filter(person=me, by=me, accepted_at=None, withdrawn_at=None)
    for entry in asked.select_related("circle"):
        withdraw_entry(entry=entry, once=None, by=me)
    current = Membership.objects.current().filter(person=me, circle__kind=Circle.Kind.GROUP)
    for circle in Circle.objects.filter(pk__in=current.values("circle"), ended_at=None):
        leave_group(circle=circle, once=None, by=me)


hooks.on_leave.append(leave_all)
