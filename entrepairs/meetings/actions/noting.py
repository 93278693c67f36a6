"""Whether a meeting was held, and what each brought: noted by one, confirmed by the other."""

import datetime as dt
from collections.abc import Sequence
from types import EllipsisType
from typing import Literal
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.core.identity import id_of, only_one
from entrepairs.core.sql_functions import call_function
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import NotPossible, action
from entrepairs.ledger.verbs import Verb
from entrepairs.meetings import reminders
from entrepairs.meetings.actions.transitions import has_changed, lock_meeting, others_in
from entrepairs.meetings.models import Contribution, Meeting
from entrepairs.meetings.notice_kinds import NOTE as TOLD_NOTE
from entrepairs.meetings.states import Transition
from entrepairs.people.models import Person
from entrepairs.vocabulary.queries import concepts

ROOM = "meetings"
DIRECTIONS = {"given", "received"}  # as the person who notes sees it
Line = tuple[Literal["given", "received"], str, int]  # direction, key of the kind, rough minutes

SAY_HELD = Verb(
    ROOM,
    "say_held",
    gettext_lazy("You said that you met %(who)s"),
    gettext_lazy("%(who)s said that you met"),
)


@action
def say_held(*, meeting: Meeting, once: UUID | None, by: Person | int) -> Meeting:
    others = others_in(meeting.circle_id, by)
    note_deed(SAY_HELD, by=by, about=only_one(others), object_key=meeting.key, once=once)
    return _save_held(lock_meeting(meeting, Transition.SAY_HELD, by), True)


SAY_NOT_HELD = Verb(
    ROOM,
    "say_not_held",
    gettext_lazy("You said that a meeting with %(who)s did not take place"),
    gettext_lazy("%(who)s said that a meeting with you did not take place"),
)


@action
def say_not_held(*, meeting: Meeting, once: UUID | None, by: Person | int) -> Meeting:
    """No reason is asked."""
    others = others_in(meeting.circle_id, by)
    note_deed(SAY_NOT_HELD, by=by, about=only_one(others), object_key=meeting.key, once=once)
    row = lock_meeting(meeting, Transition.SAY_NOT_HELD, by)
    if row.held and call_function("is_noted", row.pk):
        raise NotPossible(_("Somebody has filled in what was brought there: it took place."))
    return _save_held(row, False)


def _save_held(row: Meeting, held: bool) -> Meeting:
    row.held = held
    row.save(update_fields=["held"])
    return row


NOTE = Verb(
    ROOM,
    "note",
    gettext_lazy("You filled in a meeting with %(who)s"),
    gettext_lazy("%(who)s filled in what each of you brought to a meeting"),
)


@action
def note_contributions(
    *,
    meeting: Meeting,
    lines: Sequence[Line],
    once: UUID | None,
    by: Person | int,
    noted_at: dt.datetime | EllipsisType | None = ...,
) -> list[Contribution]:
    """Writes what each brought, in place of an earlier note that is not confirmed.

    `noted_at`, when given, is the moment of the note that was there when the form was opened
    (None: there was none): nobody replaces a note that they have not read.
    """
    others = others_in(meeting.circle_id, by)
    note_deed(NOTE, by=by, about=only_one(others), object_key=meeting.key, once=once)
    row = lock_meeting(meeting, Transition.NOTE, by)
    if noted_at is not ... and _find_noted_at(row) != noted_at:
        raise has_changed()
    kinds = {kind.key: kind.id for kind in concepts("contribution")}
    _check_lines(lines, set(kinds))
    Contribution.objects.filter(meeting=row).delete()
    noted = Contribution.objects.bulk_create(
        _contributions_of(row, lines, kinds, id_of(by), others[0].pk)
    )
    about = noted[0].noted_at.isoformat()
    reminders.tell_people(row, others, TOLD_NOTE, about, id_of(by))
    return noted


def _contributions_of(
    row: Meeting, lines: Sequence[Line], kinds: dict[str, int], me: int, other: int
) -> list[Contribution]:
    now = timezone.now()
    return [
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
    ]


def _find_noted_at(meeting: Meeting) -> dt.datetime | None:
    return Contribution.objects.filter(meeting=meeting).values_list("noted_at", flat=True).first()


def _check_lines(lines: Sequence[Line], kinds: set[str]) -> None:
    if not lines:
        raise ValidationError(_("Tick at least one thing that one of you brought."), code="empty")
    if len({(direction, kind) for direction, kind, _minutes in lines}) < len(lines):
        raise ValueError("a kind is noted once in each direction")
    for direction, kind, minutes in lines:
        if direction not in DIRECTIONS or kind not in kinds or not 1 <= minutes <= 1440:
            raise ValueError(f"not a line of a note: {direction} {kind} {minutes}")


CONFIRM = Verb(
    ROOM,
    "confirm",
    gettext_lazy("You confirmed what %(who)s had filled in"),
    gettext_lazy("%(who)s confirmed what you had filled in"),
)


@action
def confirm_contributions(
    *, meeting: Meeting, once: UUID | None, by: Person | int, noted_at: dt.datetime | None = None
) -> list[Contribution]:
    """Says yes to the other's note: the one written at `noted_at`, which this person has read."""
    others = others_in(meeting.circle_id, by)
    note_deed(CONFIRM, by=by, about=only_one(others), object_key=meeting.key, once=once)
    row = lock_meeting(meeting, Transition.CONFIRM, by)
    lines = list(Contribution.objects.filter(meeting=row).exclude(noted_by=id_of(by)))
    if noted_at and any(line.noted_at != noted_at for line in lines):
        raise has_changed()
    theirs = Contribution.objects.filter(pk__in=[line.pk for line in lines])
    if theirs.update(confirmed_by=id_of(by), confirmed_at=timezone.now()) < len(lines):
        raise has_changed()  # a policy kept some of them from this person
    return lines


DO_NOT_COUNT = Verb(
    ROOM,
    "do_not_count",
    gettext_lazy("You chose not to count a meeting with %(who)s"),
    gettext_lazy("%(who)s chose not to count a meeting with you"),
)


@action
def do_not_count(*, meeting: Meeting, once: UUID | None, by: Person | int) -> Meeting:
    """They met, and it is not for counting. Final: what was noted is erased, confirmed or not."""
    me, others = id_of(by), others_in(meeting.circle_id, by)
    note_deed(DO_NOT_COUNT, by=by, about=only_one(others), object_key=meeting.key, once=once)
    row = lock_meeting(meeting, Transition.DO_NOT_COUNT, by)
    if row.held is None:
        row.held = True
    row.uncounted_by_id, row.uncounted_at = me, timezone.now()
    row.save(update_fields=["held", "uncounted_by", "uncounted_at"])
    erased, _by_model = Contribution.objects.filter(meeting=row).delete()
    if erased:
        reminders.tell_people(row, others, TOLD_NOTE, "uncounted", me)
    return row
