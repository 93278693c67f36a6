"""What this room adds to the pages of the rooms below. Called once, when Entrepairs starts."""

from collections.abc import Iterable
from typing import Any

from icalendar import Event

from entrepairs.gatherings import calendars, queries
from entrepairs.gatherings.forms import ComeForm, CountForm
from entrepairs.groups import page_hooks
from entrepairs.groups.models import Group
from entrepairs.groups.page_hooks import GroupSection
from entrepairs.groups.queries.groups import GroupStanding
from entrepairs.meetings import hooks as meetings
from entrepairs.meetings import queries as meetings_queries
from entrepairs.ui.schema_org import SCHEMA


def join_rooms() -> None:
    page_hooks.sections.append(section_of_next)
    page_hooks.public.append(section_of_dates)
    page_hooks.meetings.append(section_of_rules)
    page_hooks.calendar.append(calendar)
    page_hooks.described.append(describe)
    meetings.series.append(queries.series_of)


def section_of_next(standing: GroupStanding) -> GroupSection:
    """What comes next and who comes, how many we were last time, whose turn it is; and what
    somebody planned by itself, by no rule."""
    me = standing.me or 0
    rhythms = list(queries.with_people(queries.rhythms_of(standing.circle), me))
    last = queries.last_time(rhythms) if standing.decides else None
    turns = [rhythm for rhythm in rhythms if rhythm.turns_dealt or rhythm.takers_now]
    usual = next((rhythm.usually_seen for rhythm in rhythms), None)
    here = {
        "me": me,
        "times": queries.next_times(rhythms),
        "come": ComeForm(initial={"seen_by": usual} if usual else {}),
        "meeting": meetings_queries.next_for(standing.circle, standing.mine),
        "last": last,
        "count": CountForm(initial={"number": last.count.get("number")}) if last else None,
        "share": queries.peer_share(rhythms),
        "turns": turns,
    }
    return GroupSection("gatherings/_inside.html", here)


def section_of_dates(standing: GroupStanding) -> GroupSection:
    times = queries.next_times(queries.rhythms_of(standing.circle))
    return GroupSection("gatherings/_dates.html", {"times": times})


def section_of_rules(standing: GroupStanding) -> GroupSection:
    return GroupSection("gatherings/_rules.html", {"rhythms": queries.rhythms_now(standing.circle)})


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
            "startDate": queries.there(time).isoformat(),
            "endDate": (queries.there(time) + (time.ends_at - time.starts_at)).isoformat(),
            "eventStatus": f"{SCHEMA}Event{'Cancelled' if time.cancelled else 'Scheduled'}",
        }
        for time in queries.next_times(queries.rhythms_of(group.pk))
    ]
