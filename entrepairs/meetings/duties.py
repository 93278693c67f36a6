"""What meetings ask of people: each kind of line has its own buttons, in one template."""

import datetime as dt
from functools import partial

from entrepairs.meetings.models import Meeting
from entrepairs.meetings.shown_meetings import name_meeting
from entrepairs.ui.duties import DutyKind, Line, decrypt


def show_meetings(me: int, lines: list[Line]) -> None:
    """When, where, and what it is called: as its page says it."""
    for line in lines:
        found = line.details
        found["starts_at"] = dt.datetime.fromisoformat(found["starts_at"])
        found["where"] = decrypt(found["where"]) or Meeting.Means(found["means"]).label
        found["title"] = line.words or name_meeting(line.by.name, str(line.title))


meeting_line = partial(DutyKind, "meetings", template="meetings/_duty.html", fill=show_meetings)

ANSWER = meeting_line("answer")  # proposed by another
LAPSED = meeting_line("lapsed")  # the same, and over: did you meet?
SAY_HELD = meeting_line("say_held")  # agreed, and over: was it held?
NOTE = meeting_line("note")  # held: what did it bring?
CONFIRM = meeting_line("confirm")  # noted by the other
