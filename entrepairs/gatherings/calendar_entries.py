"""Times at which groups meet, in the calendar: those of mine, those that everyone may come to."""

import datetime as dt
from collections.abc import Callable, Iterator

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from icalendar import Event

from entrepairs.calendar import sources
from entrepairs.calendar.sources import EntryGroup, EntryKind, Row, Source
from entrepairs.gatherings import calendars, queries, times
from entrepairs.gatherings.times import Time

GROUPS = EntryGroup("meetings", _("Meetings"))  # as those of meetings
MINE = EntryKind("gathering", GROUPS, icon="users", url_name="gatherings:time")
PUBLIC = EntryKind("group_gathering", GROUPS, icon="users", url_name="groups:group")


def derive(
    first: dt.date, last: dt.date, start: dt.datetime, end: dt.datetime, *, mine: bool
) -> Iterator[Row]:
    """On these days: what is a meeting of mine is told by its room."""
    for rhythm in queries.rhythms_for_calendar(mine=mine):
        for time in queries.times_of(rhythm, first - times.DAY, last + times.DAY):
            told = mine and time.told is not None
            if not told and not time.cancelled and time.starts_at < end and time.ends_at > start:
                yield row_of(time, mine)


def row_of(time: Time, mine: bool) -> Row:
    rhythm, group = time.rhythm, time.rhythm.circle.group
    return Row(
        kind=MINE.name if mine else PUBLIC.name,
        thing=f"gathering:{time.at}",
        key=time.at if mine else rhythm.circle.key,
        starts_at=time.starts_at,
        ends_at=time.ends_at,
        first_day=None,
        last_day=None,
        title_fr=f"{rhythm.title} ({rhythm.circle.name})",
        title_en="",
        secret_title="",
        person_name="",
        place=str(rhythm.where or group.place or ""),
        secret_place="",
        state="",
        latitude=group.place.latitude if group.place else None,
        longitude=group.place.longitude if group.place else None,
        online=rhythm.means != "in_person",
    )


def write_feed(since: dt.datetime, absolute: Callable[[str], str]) -> Iterator[Event]:
    for rhythm in queries.rhythms_for_calendar(mine=True):
        if rhythm.until is None or rhythm.until >= localdate(since):
            yield from calendars.write_mine(rhythm, absolute)


sources.add(Source("gatherings", (MINE, PUBLIC), mine=False, derive=derive, feed=write_feed))
