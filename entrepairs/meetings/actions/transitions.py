"""What actions on a meeting share: whom they tell, and the locked row in a state that allows it."""

from django.utils.translation import gettext as _

from entrepairs.core.identity import id_of
from entrepairs.ledger.transactions import NotPossible
from entrepairs.meetings.models import Meeting
from entrepairs.meetings.queries import select_meetings
from entrepairs.meetings.shown_meetings import show_meeting
from entrepairs.meetings.states import Transition
from entrepairs.people.circles import hold_circle
from entrepairs.people.models import Circle, Membership, Person


def others_in(circle: int, by: Person | int) -> list[Person]:
    """The other members, those who left when a pair ended included: it concerned both."""
    members = Membership.objects.filter(circle=circle).exclude(person=id_of(by))
    told = members.current() | members.filter(circle__kind=Circle.Kind.PAIR)
    return list({m.person_id: m.person for m in told.select_related("person")}.values())


def lock_meeting(meeting: Meeting, wanted: Transition, by: Person | int) -> Meeting:
    """The row as it is now, locked until the transaction ends, if this may still be done with it.

    Two statements: the second one, after waiting for another's change, sees what that changed
    elsewhere.
    """
    me = id_of(by)
    hold_circle(meeting.circle_id)  # before the row, as those do who pause or end the circle
    if not Meeting.objects.select_for_update().filter(pk=meeting.pk).values_list("pk"):
        raise has_changed()
    row: Meeting = select_meetings(me).get(pk=meeting.pk)
    if wanted not in show_meeting(row, person=me).may:
        raise has_changed()
    return row


def has_changed() -> NotPossible:
    return NotPossible(_("This meeting has changed in the meantime. Here is the current version."))
