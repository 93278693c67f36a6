"""What rooms above add to the page on which a meeting is planned, in their AppConfig.ready()."""

import datetime as dt
from collections.abc import Callable

from entrepairs.meetings.shown_meetings import ShownMeeting
from entrepairs.people.models import Circle, Person
from entrepairs.people.weeks import WeekTable
from entrepairs.ui.page_parts import PagePart

# Parts of the page of a meeting: the meeting, who asks -> a part, or nothing.
parts: list[Callable[[ShownMeeting, int], PagePart | None]] = []
# The usual weeks of those who meet: circle, other person, who asks -> a table, or nothing.
weeks: list[Callable[[Circle, Person, int], WeekTable | None]] = []
# Meetings that are one time of a series: their ids -> of which entry, and which time of it.
series: list[Callable[[list[int]], dict[int, tuple[str, dt.datetime]]]] = []


def find_series(meetings: list[int]) -> dict[int, tuple[str, dt.datetime]]:
    if not meetings:
        return {}
    return {pk: which for find in series for pk, which in find(meetings).items()}


def find_parts(shown: ShownMeeting, me: int) -> list[PagePart]:
    return [found for part in parts if (found := part(shown, me))]


def find_week(circle: Circle, other: Person | None, me: int) -> WeekTable | None:
    found = (week(circle, other, me) for week in weeks) if other else ()
    return next((week for week in found if week), None)
