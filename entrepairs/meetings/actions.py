"""What people do with a meeting. Each is one transaction and one deed; what the state does not allow is refused whole."""

import datetime as dt
from collections.abc import Sequence
from types import EllipsisType
from typing import Literal
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from entrepairs.core.fields import new_key
from entrepairs.ledger.actions import note_deed
from entrepairs.meetings import feed_tokens, reminders
from entrepairs.meetings.local_times import sensible
from entrepairs.meetings.models import CalendarFeed, Contribution, Meeting
from entrepairs.meetings.states import Press
from entrepairs.meetings.steps import NotNow, deed, id_of, one_step, others_in, press
from entrepairs.notices.models import Notice
from entrepairs.people.models import Circle, Person
from entrepairs.vocabulary.queries import concepts

Line = tuple[
    Literal["given", "received"], str, int
]  # which way for whoever notes, the kind's key, rough minutes
DIRECTIONS = {"given", "received"}


# Planning and answering


@one_step
def plan(
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
    """Propose a meeting; one whose time has passed is recorded the same way: "we met yesterday"."""
    me, key = id_of(by), new_key()
    others = others_in(circle.pk, me)
    deed(verb="plan", key=key, others=others, once=once, by=me)
    if circle.paused_at or circle.ended_at:
        raise NotNow
    sensible(starts_at, minutes, circle.started_at)
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
    reminders.tell(meeting, others, Notice.Kind.MEETING, "0", me)
    return meeting


@one_step
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
    """Another time, place or length. Whoever proposes it waits for the other's yes, agreed before or not."""
    me, row, others = press(Press.OTHER_TIME, meeting, once, by)
    sensible(starts_at, minutes, row.circle.started_at)
    row.title, row.where = title.strip(), where.strip()
    row.starts_at, row.minutes, row.time_zone, row.means = starts_at, minutes, time_zone, means
    row.proposed_by_id, row.proposed_at = me, timezone.now()
    row.agreed_by, row.agreed_at = None, None
    row.sequence += 1
    row.save(
        update_fields=[
            "title", "where", "starts_at", "minutes", "time_zone", "means", "proposed_by", "proposed_at",
            "agreed_by", "agreed_at", "sequence",
        ]
    )  # fmt: skip
    reminders.forget(row, [Notice.Kind.MEETING, Notice.Kind.REMINDER])
    reminders.tell(row, others, Notice.Kind.MEETING, str(row.sequence), me)
    return row


@one_step
def accept(*, meeting: Meeting, once: UUID | None, by: Person | int) -> Meeting:
    """Say yes to the other's proposal. When its time has passed this says that the meeting was held."""
    me, row, others = press(Press.ACCEPT, meeting, once, by)
    row.agreed_by_id, row.agreed_at = me, timezone.now()
    row.held = True if row.starts_at <= timezone.now() else None
    row.save(update_fields=["agreed_by", "agreed_at", "held"])
    reminders.tell(row, others, Notice.Kind.MEETING, f"{row.sequence}:yes", me)
    reminders.remind(row, [*others, Person.objects.get(pk=me)])
    return row


@one_step
def cancel(*, meeting: Meeting, once: UUID | None, by: Person | int) -> Meeting:
    me, row, others = press(Press.CANCEL, meeting, once, by)
    row.cancelled_by_id, row.cancelled_at = me, timezone.now()
    row.sequence += 1
    row.save(update_fields=["cancelled_by", "cancelled_at", "sequence"])
    reminders.forget(row, [Notice.Kind.MEETING, Notice.Kind.REMINDER])
    reminders.tell(row, others, Notice.Kind.MEETING, f"{row.sequence}:cancelled", me)
    return row


@one_step
def cancel_future(*, circle: Circle, by: Person | int) -> int:
    """The circle pauses or ends: nothing that is still to come takes place. Before the memberships end."""
    me = id_of(by)
    to_come = Meeting.objects.select_for_update().filter(
        circle=circle, cancelled_at__isnull=True, held__isnull=True, starts_at__gt=timezone.now()
    )
    meetings = list(to_come)
    if meetings:
        note_deed(verb="cancel_future", room="meetings", by=me, object_key=circle.key)
        changed = {
            "cancelled_by": me,
            "cancelled_at": timezone.now(),
            "sequence": F("sequence") + 1,
        }
        Meeting.objects.filter(pk__in=[m.pk for m in meetings]).update(**changed)
    for meeting in meetings:
        reminders.forget(meeting, [Notice.Kind.MEETING, Notice.Kind.REMINDER])
    return len(meetings)


# Held or not


@one_step
def say_held(*, meeting: Meeting, once: UUID | None, by: Person | int) -> Meeting:
    return _say(True, press(Press.SAY_HELD, meeting, once, by)[1])


@one_step
def say_not_held(*, meeting: Meeting, once: UUID | None, by: Person | int) -> Meeting:
    """No reason is asked."""
    return _say(False, press(Press.SAY_NOT_HELD, meeting, once, by)[1])


def _say(held: bool, row: Meeting) -> Meeting:
    row.held = held
    row.save(update_fields=["held"])
    reminders.forget(row, [Notice.Kind.MEETING, Notice.Kind.REMINDER])
    return row


# What each brought


@one_step
def note(
    *,
    meeting: Meeting,
    lines: Sequence[Line],
    once: UUID | None,
    by: Person | int,
    noted_at: dt.datetime | EllipsisType | None = ...,
) -> list[Contribution]:
    """Write what each brought, in place of an earlier note that is not confirmed. The other then confirms.

    `noted_at`, when given, is the moment of the note that was there when the form was opened (None: there was none):
    nobody replaces a note that they have not read.
    """
    me, row, others = press(Press.NOTE, meeting, once, by)
    if noted_at is not ... and _noted_at(row) != noted_at:
        raise NotNow
    kinds = {kind.key: kind.id for kind in concepts("contribution")}
    _check_lines(lines, set(kinds))
    other, now = others[0].pk, timezone.now()
    Contribution.objects.filter(meeting=row).delete()
    noted = Contribution.objects.bulk_create(
        Contribution(
            meeting=row,
            circle_id=row.circle_id,
            giver_id=me if direction == "given" else other,
            receiver_id=other if direction == "given" else me,
            kind_id=kinds[kind],
            minutes=minutes,
            noted_by_id=me,
            noted_at=now,
            at=row.starts_at,
        )
        for direction, kind, minutes in lines
    )
    reminders.forget(row, [Notice.Kind.NOTE])
    reminders.tell(row, others, Notice.Kind.NOTE, now.isoformat(timespec="seconds"), me)
    return noted


def _noted_at(meeting: Meeting) -> dt.datetime | None:
    return Contribution.objects.filter(meeting=meeting).values_list("noted_at", flat=True).first()


def _check_lines(lines: Sequence[Line], kinds: set[str]) -> None:
    if not lines:
        raise ValidationError(_("Choose at least one thing that one of you brought."), code="empty")
    if len({(direction, kind) for direction, kind, _minutes in lines}) < len(lines):
        raise ValueError("a kind is noted once in each direction")
    for direction, kind, minutes in lines:
        if direction not in DIRECTIONS or kind not in kinds or not 1 <= minutes <= 1440:
            raise ValueError(f"not a line of a note: {direction} {kind} {minutes}")


@one_step
def confirm(
    *, meeting: Meeting, once: UUID | None, by: Person | int, noted_at: dt.datetime | None = None
) -> list[Contribution]:
    """Say yes to the other's note, the one written at `noted_at` when given: nobody confirms what they have not read."""
    me, row, _ignored = press(Press.CONFIRM, meeting, once, by)
    lines = list(Contribution.objects.filter(meeting=row).exclude(noted_by=me))
    if noted_at and any(line.noted_at != noted_at for line in lines):
        raise NotNow
    theirs = Contribution.objects.filter(pk__in=[line.pk for line in lines])
    if theirs.update(confirmed_by=me, confirmed_at=timezone.now()) < len(lines):
        raise NotNow  # the guard kept some of them from me
    return lines


@one_step
def do_not_count(*, meeting: Meeting, once: UUID | None, by: Person | int) -> Meeting:
    """We met, and it is not for counting. Final: what was noted is erased, confirmed or not, and nothing is noted again."""
    me, row, others = press(Press.DO_NOT_COUNT, meeting, once, by)
    fields = ["uncounted_by", "uncounted_at"]
    if row.held is None:
        row.held = True
        fields.append("held")
    row.uncounted_by_id, row.uncounted_at = me, timezone.now()
    row.save(update_fields=fields)
    erased, _by_model = Contribution.objects.filter(meeting=row).delete()
    reminders.forget(row, [Notice.Kind.NOTE])
    if erased:
        reminders.tell(row, others, Notice.Kind.NOTE, "uncounted", me)
    return row


# The private calendar


@one_step
def make_calendar(*, once: UUID | None, by: Person | int) -> CalendarFeed:
    """A new secret address; the former one answers no more."""
    me, salt = id_of(by), feed_tokens.new_salt()
    note_deed(verb="make_calendar", room="meetings", by=me, once=once)
    feed, _made = CalendarFeed.objects.update_or_create(
        person_id=me,
        defaults={
            "salt": salt,
            "digest": feed_tokens.digest_of(feed_tokens.token_of(me, salt)),
            "made_at": timezone.now(),
        },
    )
    return feed


@one_step
def remove_calendar(*, once: UUID | None, by: Person | int) -> None:
    note_deed(verb="remove_calendar", room="meetings", by=id_of(by), once=once)
    CalendarFeed.objects.filter(person_id=id_of(by)).delete()
