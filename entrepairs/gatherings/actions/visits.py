"""One meeting of two groups: one invites the other, which comes once it has said yes."""

from uuid import UUID

from django.db.models.functions import Now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.core.fields import new_key
from entrepairs.core.identity import id_of
from entrepairs.core.sql_functions import call_function
from entrepairs.gatherings.actions.rhythms import ROOM
from entrepairs.gatherings.models import DeclinedVisit, Visit
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import NotPossible, action, refused_in_words
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.meetings.models import Meeting
from entrepairs.people.circles import hold_open
from entrepairs.people.models import Circle, Person

INVITE = Verb(
    ROOM, "invite_group", gettext_lazy("You invited a group to a meeting of yours"), NOT_TOLD
)


def _asked_before() -> NotPossible:
    return NotPossible(_("This group was invited to this meeting already."))


@action
def invite_group(*, meeting: Meeting, guest: Circle, once: UUID | None, by: Person | int) -> Visit:
    """A group whose page I see. Its members read when and where, and our name."""
    note_deed(INVITE, by=by, object_key=meeting.key, once=once)
    hold_open(meeting.circle, _("It was not saved. %(why)s"))
    if meeting.circle_id == guest.pk or meeting.same_as_id is not None:
        raise NotPossible(_("Only the group that plans a meeting invites others, to come to it."))
    with refused_in_words({"visit_asked_once": _asked_before}):
        visit = Visit.objects.create(meeting=meeting, guest=guest, asked_by_id=id_of(by))
    call_function("tell_guests", visit.pk)
    return visit


ACCEPT = Verb(
    ROOM, "accept_visit", gettext_lazy("You said yes for your group, to visit another"), NOT_TOLD
)


@action
def accept_visit(*, visit: Visit, once: UUID | None, by: Person | int) -> int:
    """For my group: it meets there too."""
    note_deed(ACCEPT, by=by, object_key=visit.key, once=once)
    made: int | None = call_function("accept_visit", visit.pk, new_key())
    if made is None:
        raise NotPossible(_("This invitation has been answered, or the meeting has changed."))
    return made


DECLINE = Verb(
    ROOM, "decline_visit", gettext_lazy("You said no for your group, to visit another"), NOT_TOLD
)


@action
def decline_visit(*, visit: Visit, once: UUID | None, by: Person | int) -> None:
    """The other group is not told."""
    note_deed(DECLINE, by=by, object_key=visit.key, once=once)
    DeclinedVisit.objects.get_or_create(visit=visit, defaults={"person_id": id_of(by)})


WITHDRAW = Verb(
    ROOM, "withdraw_visit", gettext_lazy("You withdrew the invitation of a group"), NOT_TOLD
)


@action
def withdraw_visit(*, visit: Visit, once: UUID | None, by: Person | int) -> None:
    """By the group that invited; answered or not, the other comes no more."""
    note_deed(WITHDRAW, by=by, object_key=visit.key, once=once)
    if not Visit.objects.filter(pk=visit.pk, withdrawn_at=None).update(withdrawn_at=Now()):
        raise NotPossible
