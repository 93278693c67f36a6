"""What becomes of the plans of a person who leaves, or is erased."""

from entrepairs.people import hooks
from entrepairs.people.models import Circle, Membership
from entrepairs.plans.actions.members import leave_plan
from entrepairs.plans.actions.plans import end_plan
from entrepairs.plans.models import Plan


def leave_all(me: int) -> None:
    """Their own plan ends; they leave those of others."""
    held = set(Plan.objects.filter(holder=me).values_list("circle", flat=True))
    current = Membership.objects.current().filter(person=me, circle__kind=Circle.Kind.PLAN)
    for circle in Circle.objects.filter(pk__in=current.values("circle"), ended_at=None):
        (end_plan if circle.pk in held else leave_plan)(circle=circle, once=None, by=me)


def erase_traces(person: int, gone: str) -> None:
    """A plan is its holder's, with all that was said in it: it leaves no past."""
    circles = list(Plan.objects.filter(holder=person).values_list("circle", flat=True))
    Circle.objects.filter(pk__in=circles).delete()


hooks.on_leave.append(leave_all)
hooks.on_erase.append(erase_traces)
