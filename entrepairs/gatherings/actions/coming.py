"""Saying that one comes, and how many came."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.core.identity import id_of
from entrepairs.gatherings.actions.rhythms import ROOM, make_meeting
from entrepairs.gatherings.models import Attending, Headcount, Rhythm
from entrepairs.gatherings.planned import find_occasion
from entrepairs.gatherings.queries import ends_before
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
    *, of: Rhythm | Meeting, day: dt.date | None, seen_by: str, once: UUID | None, by: Person | int
) -> Attending:
    """I come, and who reads that. Said again, it is for the readers chosen now."""
    me = id_of(by)
    note_deed(COME, by=me, object_key=of.key, once=once)
    hold_open(of.circle, _("You cannot say that you come. %(why)s"))
    time = find_occasion(of, day)
    if time is None or time.cancelled:
        raise NotPossible(_("This meeting does not take place."))
    if not time.agreed:
        raise NotPossible(_("This meeting is not planned yet: another member must say yes first."))
    if time.over:
        raise NotPossible(_("This meeting is over."))
    if ends_before(of.circle, me, time.starts_at):
        raise NotPossible(
            _("Your visit ends before this meeting. To come, become a member of the group.")
        )
    Attending.objects.filter(person=me, ends_at__lt=timezone.now() - KEPT).delete()
    Attending.objects.filter(person=me, **_which(of, day)).delete()
    return Attending.objects.create(
        **_which(of, day), person_id=me, seen_by=seen_by, ends_at=time.ends_at
    )


def _which(of: Rhythm | Meeting, day: dt.date | None) -> dict[str, Any]:
    return {"meeting": of} if isinstance(of, Meeting) else {"rhythm": of, "day": day}


NOT_COMING = Verb(
    ROOM, "take_back_coming", gettext_lazy("You said that you do not come to a meeting"), NOT_TOLD
)


@action
def take_back_coming(
    *, of: Rhythm | Meeting, day: dt.date | None, once: UUID | None, by: Person | int
) -> None:
    """No reason is asked, and nobody is told."""
    note_deed(NOT_COMING, by=by, object_key=of.key, once=once)
    Attending.objects.filter(person=id_of(by), **_which(of, day)).delete()


COUNT = Verb(ROOM, "count_people", gettext_lazy("You said how many you were"), NOT_TOLD)


@action
def count_people(
    *, of: Rhythm | Meeting, day: dt.date | None, number: int, once: UUID | None, by: Person | int
) -> Headcount:
    """We were so many: the last number said holds. It says too that the meeting took place."""
    note_deed(COUNT, by=by, object_key=of.key, once=once)
    meeting = begun_meeting(of, day, by)
    if not meeting.held:
        meeting.held = True
        meeting.save(update_fields=["held"])
    return _write(meeting, by, number=number)


PEER = Verb(ROOM, "say_facilitation", gettext_lazy("You said who facilitated a meeting"), NOT_TOLD)


@action
def say_facilitation(
    *, of: Rhythm | Meeting, day: dt.date | None, peer: bool, once: UUID | None, by: Person | int
) -> Headcount:
    """By a peer or by somebody else; never who."""
    note_deed(PEER, by=by, object_key=of.key, once=once)
    return _write(begun_meeting(of, day, by), by, peer=peer)


def begun_meeting(of: Rhythm | Meeting, day: dt.date | None, by: Person | int) -> Meeting:
    """The meeting itself, for a member, once it has begun."""
    hold_open(of.circle, _("It was not saved. %(why)s"))
    if "member" not in roles_of(of.circle, id_of(by)):
        raise NotPossible(_("Only members say how many you were. You can tell one of them."))
    return find_begun(of, day)


def find_begun(of: Rhythm | Meeting, day: dt.date | None) -> Meeting:
    time = find_occasion(of, day)
    if time is None or time.cancelled or not time.agreed or time.starts_at > timezone.now():
        raise NotPossible(_("This meeting has not begun, or did not take place."))
    if isinstance(of, Meeting):
        return Meeting.objects.select_related("circle").get(pk=of.pk)
    return make_meeting(of, time.day)


def _write(meeting: Meeting, by: Person | int, **values: object) -> Headcount:
    said = {"by_id": id_of(by), "at": Now(), **values}
    found, _made = Headcount.objects.update_or_create(
        meeting=meeting, defaults=said, create_defaults=said | {"circle_id": meeting.circle_id}
    )
    return found
