"""What ends when a person leaves the network: the rooms above end theirs first."""

from django.db.models.functions import Now

from entrepairs.people import hooks
from entrepairs.people.actions.organisations import end_affiliation, leave_without_coordinator
from entrepairs.people.models import Affiliation, Membership


def leave_all(me: int) -> None:
    """Every circle, whatever its kind, and every organisation; also the last coordinator of one,
    who was told so, and the last organiser of an event."""
    leave_without_coordinator()
    Membership.objects.current().filter(person=me).update(until=Now())
    mine = Affiliation.objects.filter(person=me, until__isnull=True)
    for affiliation in mine.select_related("organisation"):
        end_affiliation(affiliation=affiliation, last_and_knows=True, once=None, by=me)


hooks.on_leave.append(leave_all)
