"""What becomes of the registrations of a person who leaves."""

from entrepairs.people import hooks
from entrepairs.registrations.actions import cancel_registration
from entrepairs.registrations.models import Registration


def leave_all(me: int) -> None:
    """Their places at events to come are free."""
    mine = Registration.objects.filter(person=me, cancelled_at=None)
    for registration in mine.select_related("event"):
        if not registration.event.is_over:
            cancel_registration(registration=registration, once=None, by=me)


hooks.on_leave.append(leave_all)
