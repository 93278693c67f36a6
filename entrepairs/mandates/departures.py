"""What becomes of the mandates of a person who leaves."""

from django.utils import timezone

from entrepairs.mandates.actions.mandates import end_mandate
from entrepairs.mandates.models import Mandate
from entrepairs.people import hooks


def leave_all(me: int) -> None:
    """Their seats are free."""
    held = Mandate.objects.filter(person=me, accepted_at__isnull=False, withdrawn_at=None)
    running = held.filter(until__gte=timezone.localdate(), ended_at=None)
    for mandate in running.select_related("body"):
        end_mandate(mandate=mandate, once=None, by=me)


hooks.on_leave.append(leave_all)
