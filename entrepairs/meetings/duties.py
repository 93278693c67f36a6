"""What meetings ask of people: each kind of line has its own buttons, in one template."""

import datetime as dt
from collections import defaultdict
from functools import partial

from entrepairs.meetings.exchange_sums import note_of
from entrepairs.meetings.models import Contribution, Meeting
from entrepairs.meetings.shown_meetings import name_meeting
from entrepairs.ui.duties import DutyKind, Line, decrypt


def show_meetings(me: int, lines: list[Line]) -> None:
    """When, where, and what it is called: as its page says it."""
    for line in lines:
        found = line.details
        found["starts_at"] = dt.datetime.fromisoformat(found["starts_at"])
        found["where"] = decrypt(found["where"]) or Meeting.Means(found["means"]).label
        found["title"] = line.words or name_meeting(line.by.name, str(line.title))
    add_notes(me, {line.key: line for line in lines if line.kind is CONFIRM})


def add_notes(me: int, to_confirm: dict[str, Line]) -> None:
    """What the other noted, and when: what one says yes to, without another page."""
    if not to_confirm:
        return
    rows = Contribution.objects.filter(meeting__key__in=to_confirm).select_related("meeting")
    noted: dict[str, list[Contribution]] = defaultdict(list)
    for row in rows.order_by("pk"):
        noted[row.meeting.key].append(row)
    for key, line in to_confirm.items():
        line.details["note"] = note_of(noted[key], me)
        line.details["noted_at"] = noted[key][0].noted_at.isoformat()


meeting_line = partial(DutyKind, "meetings", template="meetings/_duty.html", fill=show_meetings)

ANSWER = meeting_line("answer")  # proposed by another
LAPSED = meeting_line("lapsed")  # the same, and over: did you meet?
SAY_HELD = meeting_line("say_held")  # agreed, and over: was it held?
NOTE = meeting_line("note")  # held: what did it bring?
CONFIRM = meeting_line("confirm")  # noted by the other
