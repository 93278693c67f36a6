"""What ends when a person leaves: their places on lists, and their hours on call."""

from django.db.models.functions import Now

from entrepairs.people import hooks
from entrepairs.safeguarding.models import CallHours, RotaPlace


def leave_all(me: int) -> None:
    """What they began to decide, they still read; they are asked for nothing new."""
    for model in (CallHours, RotaPlace):
        model.objects.filter(person=me, ended_at=None).update(ended_at=Now())


hooks.on_leave.append(leave_all)
