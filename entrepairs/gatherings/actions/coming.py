"""Saying that one comes, and how many came."""

import datetime as dt
from uuid import UUID

from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.core.identity import id_of
from entrepairs.gatherings.actions.rhythms import ROOM, make_meeting
from entrepairs.gatherings.models import Attending, Headcount, Rhythm
from entrepairs.gatherings.queries import ends_before, find_time
from entrepairs.groups.queries.groups import roles_of
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import NotPossible, action
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.meetings.models import Meeting
from entrepairs.people.circles import hold_open
from entrepairs.people.models import Person

KEPT = dt.timedelta(days=7)  # what I said of a time that is past, for me alone

COME = Verb(ROOM, "say_coming", gettext_lazy("You said that you come to a meeting"), NOT_TOLD)


@action
def say_coming(
    *, rhythm: Rhythm, day: dt.date, seen_by: str, once: UUID | None, by: Person | int
) -> Attending:
    """I come, and who reads that. Said again, it is for the readers chosen now."""
    me = id_of(by)
    note_deed(COME, by=me, object_key=rhythm.key, once=once)
    hold_open(rhythm.circle, _("You cannot say that you come. %(why)s"))
    time = find_time(rhythm, day)
    if time is None or time.cancelled:
        raise NotPossible(_("This meeting does not take place."))
    if time.over:
        raise NotPossible(_("This meeting is over."))
    if ends_before(rhythm.circle, me, time.starts_at):
        raise NotPossible(
            _("Your visit ends before this meeting. To come, become a member of the group.")
        )
    Attending.objects.filter(person=me, ends_at__lt=timezone.now() - KEPT).delete()
    Attending.objects.filter(person=me, rhythm=rhythm, day=day).delete()
    return Attending.objects.create(
        rhythm=rhythm,
        day=day,
        person_id=me,
        seen_by=seen_by,
        ends_at=time.ends_at,
    )


NOT_COMING = Verb(
    ROOM, "take_back_coming", gettext_lazy("You said that you do not come to a meeting"), NOT_TOLD
)


@action
def take_back_coming(*, rhythm: Rhythm, day: dt.date, once: UUID | None, by: Person | int) -> None:
    """No reason is asked, and nobody is told."""
    note_deed(NOT_COMING, by=by, object_key=rhythm.key, once=once)
    Attending.objects.filter(person=id_of(by), rhythm=rhythm, day=day).delete()


COUNT = Verb(ROOM, "count_people", gettext_lazy("You said how many you were"), NOT_TOLD)


@action
def count_people(
    *, rhythm: Rhythm, day: dt.date, number: int, once: UUID | None, by: Person | int
) -> Headcount:
    """We were so many: the last number said holds. It says too that the meeting took place."""
    note_deed(COUNT, by=by, object_key=rhythm.key, once=once)
    meeting = _begun(rhythm, day, by)
    if not meeting.held:
        meeting.held = True
        meeting.save(update_fields=["held"])
    return _write(meeting, by, number=number)


PEER = Verb(ROOM, "say_facilitation", gettext_lazy("You said who facilitated a meeting"), NOT_TOLD)


@action
def say_facilitation(
    *, rhythm: Rhythm, day: dt.date, peer: bool, once: UUID | None, by: Person | int
) -> Headcount:
    """By a peer or by somebody else; never who."""
    note_deed(PEER, by=by, object_key=rhythm.key, once=once)
    return _write(_begun(rhythm, day, by), by, peer=peer)


def _begun(rhythm: Rhythm, day: dt.date, by: Person | int) -> Meeting:
    hold_open(rhythm.circle, _("It was not saved. %(why)s"))
    if "member" not in roles_of(rhythm.circle, id_of(by)):
        raise NotPossible(_("Only members say how many you were. You can tell one of them."))
    time = find_time(rhythm, day)
    if time is None or time.cancelled or time.starts_at > timezone.now():
        raise NotPossible(_("This meeting has not begun, or did not take place."))
    return make_meeting(rhythm, day)


def _write(meeting: Meeting, by: Person | int, **values: object) -> Headcount:
    said = {"by_id": id_of(by), "at": Now(), **values}
    found, _made = Headcount.objects.update_or_create(
        meeting=meeting, defaults=said, create_defaults=said | {"circle_id": meeting.circle_id}
    )
    return found
