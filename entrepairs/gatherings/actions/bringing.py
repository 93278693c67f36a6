"""What each brought in a gathering, to some people or to the group: noted by one, confirmed by
those who are named, or by two others for the group."""

import datetime as dt
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.core.identity import id_of
from entrepairs.core.sql_functions import call_function
from entrepairs.gatherings.actions.coming import find_begun
from entrepairs.gatherings.actions.rhythms import ROOM
from entrepairs.gatherings.models import NoteAnswer, Rhythm
from entrepairs.gatherings.notice_kinds import BROUGHT
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import NotPossible, action, refused_in_words
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.meetings.actions.noting import DIRECTIONS, Line
from entrepairs.meetings.models import Contribution, Meeting
from entrepairs.notices import actions as notices
from entrepairs.people.circles import hold_open
from entrepairs.people.models import Person
from entrepairs.vocabulary.queries import concepts


def _has_changed() -> NotPossible:
    return NotPossible(_("This has changed in the meantime. Here is what is noted now."))


def between(meeting: Meeting | int, one: int, other: int | None) -> Any:
    """The lines of a meeting between two; or between one and the group as a whole."""
    lines = Contribution.objects.filter(meeting=meeting)
    if other is None:
        return lines.filter(
            Q(giver=one, receiver__isnull=True) | Q(giver__isnull=True, receiver=one)
        )
    return lines.filter(Q(giver=one, receiver=other) | Q(giver=other, receiver=one))


NOTE = Verb(
    ROOM, "note_brought", gettext_lazy("You filled in what was brought in a group"), NOT_TOLD
)


@action
def note_brought(
    *,
    of: Rhythm | Meeting,
    day: dt.date | None,
    people: Sequence[Person],
    lines: Sequence[Line],
    once: UUID | None,
    by: Person | int,
) -> Meeting:
    """What I brought and received, with these people; with nobody named, with the group as a whole.

    It stands in place of what I had noted with them and nobody confirmed. What the other has noted
    alike is a yes to it.
    """
    me = id_of(by)
    note_deed(NOTE, by=me, object_key=of.key, once=once)
    hold_open(of.circle, _("It was not saved. %(why)s"))
    meeting = find_begun(of, day)
    if not call_function("say_met", meeting.pk):
        raise NotPossible(_("You were not in the group yet at the time of this meeting."))
    _check_lines(lines)
    others: list[int | None] = [person.pk for person in people] or [None]
    if not sum(_note_with(meeting, me, other, lines) for other in others):
        raise NotPossible(_("This is confirmed already. Remove it first to note it otherwise."))
    return meeting


def _check_lines(lines: Sequence[Line]) -> None:
    known = {kind.key for kind in concepts("contribution")}
    if not lines:
        raise ValidationError(_("Tick at least one thing that was brought."), code="empty")
    for direction, kind, minutes in lines:
        if direction not in DIRECTIONS or kind not in known or not 1 <= minutes <= 1440:
            raise ValueError(f"not a line of a note: {direction} {kind} {minutes}")


def _note_with(meeting: Meeting, me: int, other: int | None, lines: Sequence[Line]) -> int:
    """How many lines are noted or confirmed by it."""
    kinds = {kind.key: kind.id for kind in concepts("contribution")}
    between(meeting, me, other).filter(noted_by=me, confirmed_at=None).delete()
    there = {(line.giver_id, line.kind_id): line for line in between(meeting, me, other)}
    now = timezone.now()
    new, alike = [], []
    for direction, kind, minutes in lines:
        giver, receiver = (me, other) if direction == "given" else (other, me)
        line = there.get((giver, kinds[kind]))
        if line is None:
            new.append(_line(meeting, giver, receiver, kinds[kind], minutes, me, now))
        elif line.confirmed_at is None:
            alike.append(line.pk)
    Contribution.objects.bulk_create(new)
    if alike:
        _confirm(Contribution.objects.filter(pk__in=alike), me)
    if new and other is not None:
        _tell(meeting, other, me, now)
    return len(new) + len(alike)


def _line(
    meeting: Meeting,
    giver: int | None,
    receiver: int | None,
    kind: int,
    minutes: int,
    me: int,
    now: dt.datetime,
) -> Contribution:
    return Contribution(
        meeting=meeting,
        circle_id=meeting.circle_id,
        giver_id=giver,
        receiver_id=receiver,
        kind_id=kind,
        minutes=minutes,
        noted_by_id=me,
        noted_at=now,
        at=meeting.starts_at,
    )


def _tell(meeting: Meeting, other: int, me: int, now: dt.datetime) -> None:
    """Nobody across a block, who would learn of it."""
    notices.tell(
        person=other,
        kind=BROUGHT,
        about=f"{meeting.key}:{now.astimezone(dt.UTC):%Y%m%d%H%M%S%f}",
        path=f"/gatherings/{meeting.key}/",
        by=me,
    )


def _confirm(lines: Any, me: int) -> int:
    confirmed: int = lines.update(confirmed_by=me, confirmed_at=timezone.now())
    return confirmed


CONFIRM = Verb(
    ROOM,
    "confirm_brought",
    gettext_lazy("You confirmed what %(who)s had filled in of a group"),
    gettext_lazy("%(who)s confirmed what you had filled in of a group"),
)


@action
def confirm_brought(
    *, meeting: Meeting, noter: Person, noted_at: dt.datetime, once: UUID | None, by: Person | int
) -> None:
    """Yes to what somebody noted between us: the note that I have read."""
    me = id_of(by)
    note_deed(CONFIRM, by=me, about=noter, object_key=meeting.key, once=once)
    hold_open(meeting.circle, _("It was not saved. %(why)s"))
    theirs = between(meeting, noter.pk, me).filter(noted_by=noter, confirmed_at=None)
    lines = list(theirs.select_for_update())
    if not lines or any(line.noted_at > noted_at for line in lines):
        raise _has_changed()
    # I had noted the same, and neither of us had read the other: it counts once.
    for line in lines:
        same = between(meeting, noter.pk, me).filter(
            noted_by=me, giver=line.giver_id, kind=line.kind_id
        )
        same.filter(confirmed_at=None).delete()
    with refused_in_words({"contribution_once": _has_changed}):
        _confirm(Contribution.objects.filter(pk__in=[line.pk for line in lines]), me)


CONFIRM_FOR_GROUP = Verb(
    ROOM,
    "confirm_for_group",
    gettext_lazy("You confirmed what was filled in for a group"),
    NOT_TOLD,
)


@action
def confirm_for_group(
    *, meeting: Meeting, noter: Person, noted_at: dt.datetime, once: UUID | None, by: Person | int
) -> None:
    """Yes to what somebody brought to all, or received from all. With a second yes, it counts."""
    note_deed(CONFIRM_FOR_GROUP, by=by, object_key=meeting.key, once=once)
    hold_open(meeting.circle, _("It was not saved. %(why)s"))
    lines = list(between(meeting, noter.pk, None).filter(noted_by=noter, confirmed_at=None))
    if not lines or any(line.noted_at > noted_at for line in lines):
        raise _has_changed()
    NoteAnswer.objects.get_or_create(meeting=meeting, noter=noter, person_id=id_of(by), yes=True)


NOT_THIS = Verb(
    ROOM, "leave_unconfirmed", gettext_lazy("You did not confirm what was filled in"), NOT_TOLD
)


@action
def leave_unconfirmed(
    *, meeting: Meeting, noter: Person, once: UUID | None, by: Person | int
) -> None:
    """A silent no: it waits no more for me, and for who noted it nothing has changed."""
    note_deed(NOT_THIS, by=by, object_key=meeting.key, once=once)
    NoteAnswer.objects.get_or_create(meeting=meeting, noter=noter, person_id=id_of(by), yes=False)


REMOVE = Verb(ROOM, "remove_brought", gettext_lazy("You removed what was filled in"), NOT_TOLD)


@action
def remove_brought(
    *, meeting: Meeting, other: Person | None, once: UUID | None, by: Person | int
) -> None:
    """What is noted between me and another, or the group: mine while it waits; once it counts, it
    is in no count any more, of neither."""
    me = id_of(by)
    note_deed(REMOVE, by=me, object_key=meeting.key, once=once)
    lines = between(meeting, me, other.pk if other else None)
    gone, _rows = lines.filter(Q(noted_by=me) | Q(confirmed_at__isnull=False)).delete()
    if not gone:
        raise _has_changed()
