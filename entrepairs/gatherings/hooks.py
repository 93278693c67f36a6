"""What this room adds to the pages of the rooms below. Called once, when Entrepairs starts."""

from collections.abc import Iterable
from typing import Any

from icalendar import Event

from entrepairs.gatherings import calendars, queries, times
from entrepairs.gatherings.forms import ComeForm, CountForm
from entrepairs.gatherings.planned import (
    next_planned,
    planned_in,
    planned_lately,
    time_of_meeting,
)
from entrepairs.gatherings.reflections import TILE, section_of_told
from entrepairs.groups import page_hooks
from entrepairs.groups.models import Group
from entrepairs.groups.page_hooks import GroupSection
from entrepairs.groups.queries.groups import GroupStanding
from entrepairs.meetings import hooks as meetings
from entrepairs.meetings.shown_meetings import ShownMeeting
from entrepairs.people import my_organisation
from entrepairs.people.models import Circle
from entrepairs.ui.page_parts import PagePart
from entrepairs.ui.schema_org import SCHEMA


def join_rooms() -> None:
    page_hooks.sections.append(section_of_next)
    page_hooks.public.append(section_of_dates)
    page_hooks.meetings.append(section_of_rules)
    page_hooks.people.append(section_of_told)
    page_hooks.calendar.append(calendar)
    page_hooks.described.append(describe)
    my_organisation.add_tile(TILE)
    meetings.series.append(queries.series_of)
    meetings.parts.append(part_of_meeting)


def section_of_next(standing: GroupStanding) -> GroupSection:
    """What comes next and who comes, by a rule or planned by itself; how many we were last time and
    what was brought then; whose turn it is."""
    me = standing.me or 0
    rhythms = list(queries.with_people(queries.rhythms_of(standing.circle), me))
    planned = planned_in(standing.circle, me)
    lately = [*queries.times_lately(rhythms), *planned_lately(planned)]
    counted = [time for time in lately if time.counted and standing.decides]
    last = queries.latest(counted)
    times = [*queries.next_times(rhythms), *next_planned(planned)]
    times.sort(key=lambda time: time.starts_at)
    usual = next((row.usually_seen for row in (*rhythms, *(one.rhythm for one in planned))), None)
    here = {
        "me": me,
        "times": times[: queries.SHOWN],
        "come": ComeForm(initial={"seen_by": usual} if usual else {}),
        "last": last,
        "recent": queries.latest(lately),
        "count": CountForm(initial={"number": last.count.get("number")}) if last else None,
        "share": queries.peer_share([*rhythms, *(one.rhythm for one in planned)]),
        "turns": [rhythm for rhythm in rhythms if rhythm.turns_dealt or rhythm.takers_now],
    }
    return GroupSection("gatherings/_inside.html", here)


def section_of_dates(standing: GroupStanding) -> GroupSection:
    times = queries.next_times(queries.rhythms_of(standing.circle))
    return GroupSection("gatherings/_dates.html", {"times": times})


def section_of_rules(standing: GroupStanding) -> GroupSection:
    return GroupSection("gatherings/_rules.html", {"rhythms": queries.rhythms_now(standing.circle)})


def part_of_meeting(shown: ShownMeeting, me: int) -> PagePart | None:
    """On the page of a meeting of a group: the way to who comes, how many, what was brought."""
    if shown.meeting.circle.kind != Circle.Kind.GROUP or not shown.meeting.agreed_at:
        return None
    time = time_of_meeting(shown.key, me)
    return PagePart("gatherings/_of_meeting.html", {"time": time, "me": me}) if time else None


def calendar(group: Group, page: str) -> Iterable[Event]:
    """For everyone who sees the page: cancelled times are not there."""
    for rhythm in queries.rhythms_of(group.pk):
        yield from calendars.write_public(rhythm, page)


def describe(group: Group, url: str) -> list[dict[str, Any]]:
    """The next dates in the words of schema.org."""
    return [
        {
            "@type": "Event",
            "name": str(time.rhythm.title),
            "url": url,
            "startDate": times.there(time).isoformat(),
            "endDate": (times.there(time) + (time.ends_at - time.starts_at)).isoformat(),
            "eventStatus": f"{SCHEMA}Event{'Cancelled' if time.cancelled else 'Scheduled'}",
        }
        for time in queries.next_times(queries.rhythms_of(group.pk))
    ]
