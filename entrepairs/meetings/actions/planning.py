"""Proposing a meeting, answering, and cancelling."""

import datetime as dt
from uuid import UUID

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.core.fields import new_key
from entrepairs.core.identity import id_of, only_one
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import action
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.meetings import reminders
from entrepairs.meetings.actions.transitions import lock_meeting, others_in
from entrepairs.meetings.local_times import check_plausible
from entrepairs.meetings.models import Meeting
from entrepairs.meetings.notice_kinds import MEETING
from entrepairs.meetings.states import Transition
from entrepairs.people.circles import hold_open
from entrepairs.people.models import Circle, Person

ROOM = "meetings"

PLAN = Verb(
    ROOM,
    "plan",
    gettext_lazy("You suggested a meeting to %(who)s"),
    gettext_lazy("%(who)s suggested a meeting with you"),
)


@action
def plan_meeting(
    *,
    circle: Circle,
    title: str,
    starts_at: dt.datetime,
    minutes: int,
    time_zone: str,
    means: str,
    where: str,
    once: UUID | None,
    by: Person | int,
) -> Meeting:
    """Proposes a meeting; one whose time has passed is recorded alike: "we met yesterday"."""
    me, key, others = id_of(by), new_key(), others_in(circle.pk, by)
    note_deed(PLAN, by=by, about=only_one(others), object_key=key, once=once)
    hold_open(circle, _("You cannot plan a meeting here: contact is paused or has ended."))
    check_plausible(starts_at, minutes, circle.started_at)
    meeting = Meeting.objects.create(
        key=key,
        circle=circle,
        title=title.strip(),
        starts_at=starts_at,
        minutes=minutes,
        time_zone=time_zone,
        means=means,
        where=where.strip(),
        asked_by_id=me,
        proposed_by_id=me,
        proposed_at=timezone.now(),
    )
    reminders.tell_people(meeting, others, MEETING, "0", me)
    return meeting


OTHER_TIME = Verb(
    ROOM,
    "other_time",
    gettext_lazy("You suggested another time to %(who)s"),
    gettext_lazy("%(who)s suggested another time to you"),
)


@action
def propose_other_time(
    *,
    meeting: Meeting,
    title: str,
    starts_at: dt.datetime,
    minutes: int,
    time_zone: str,
    means: str,
    where: str,
    once: UUID | None,
    by: Person | int,
) -> Meeting:
    """Another time, place or length. It waits for the other's yes, agreed before or not."""
    me, others = id_of(by), others_in(meeting.circle_id, by)
    note_deed(OTHER_TIME, by=by, about=only_one(others), object_key=meeting.key, once=once)
    row = lock_meeting(meeting, Transition.OTHER_TIME, by)
    check_plausible(starts_at, minutes, row.circle.started_at)
    row.title, row.where = title.strip(), where.strip()
    row.starts_at, row.minutes, row.time_zone, row.means = starts_at, minutes, time_zone, means
    row.proposed_by_id, row.proposed_at = me, timezone.now()
    row.agreed_by, row.agreed_at = None, None
    row.sequence += 1
    times = ["starts_at", "minutes", "time_zone", "proposed_at", "agreed_at"]
    row.save(
        update_fields=[*times, "title", "where", "means", "proposed_by", "agreed_by", "sequence"]
    )
    reminders.tell_people(row, others, MEETING, str(row.sequence), me)
    return row


ACCEPT = Verb(
    ROOM,
    "accept",
    gettext_lazy("You said yes to a meeting with %(who)s"),
    gettext_lazy("%(who)s said yes to a meeting with you"),
)


@action
def accept_meeting(*, meeting: Meeting, once: UUID | None, by: Person | int) -> Meeting:
    """Says yes to the other's proposal. Once it is over, this says that it was held."""
    me, others = id_of(by), others_in(meeting.circle_id, by)
    note_deed(ACCEPT, by=by, about=only_one(others), object_key=meeting.key, once=once)
    row = lock_meeting(meeting, Transition.ACCEPT, by)
    row.agreed_by_id, row.agreed_at = me, timezone.now()
    row.held = True if row.ends_at <= timezone.now() else None
    row.save(update_fields=["agreed_by", "agreed_at", "held"])
    reminders.tell_people(row, others, MEETING, f"{row.sequence}:yes", me)
    reminders.remind_people(row, [*others, Person.objects.get(pk=me)])
    return row


CANCEL = Verb(
    ROOM,
    "cancel",
    gettext_lazy("You cancelled a meeting with %(who)s"),
    gettext_lazy("%(who)s cancelled a meeting with you"),
)


@action
def cancel_meeting(*, meeting: Meeting, once: UUID | None, by: Person | int) -> Meeting:
    me, others = id_of(by), others_in(meeting.circle_id, by)
    note_deed(CANCEL, by=by, about=only_one(others), object_key=meeting.key, once=once)
    row = lock_meeting(meeting, Transition.CANCEL, by)
    row.cancelled_by_id, row.cancelled_at = me, timezone.now()
    row.sequence += 1
    row.save(update_fields=["cancelled_by", "cancelled_at", "sequence"])
    reminders.tell_people(row, others, MEETING, f"{row.sequence}:cancelled", me)
    return row


CANCEL_FUTURE = Verb(
    ROOM,
    "cancel_future",
    gettext_lazy("Upcoming meetings were cancelled because you paused or ended contact"),
    NOT_TOLD,
)


@action
def cancel_future_meetings(*, circle: Circle, by: Person | int) -> int:
    """The circle pauses or ends: nothing to come takes place. Call before the memberships end.

    A deed is noted only when something is cancelled: the pause or the end has its own.
    """
    now = timezone.now()
    to_come = Meeting.objects.select_for_update().filter(
        circle=circle, cancelled_at__isnull=True, held__isnull=True, starts_at__gt=now
    )
    if not (meetings := list(to_come)):
        return 0
    note_deed(CANCEL_FUTURE, by=by, object_key=circle.key)
    Meeting.objects.filter(pk__in=[meeting.pk for meeting in meetings]).update(
        cancelled_by=id_of(by), cancelled_at=now, sequence=F("sequence") + 1
    )
    return len(meetings)
