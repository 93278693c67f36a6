"""The library's search is told here, and nowhere else in this room, of what an event has to be found by.

What is taken out of a programme leaves the index by itself: see policies.sql.
"""

import datetime as dt
from collections.abc import Collection, Iterable

from entrepairs.core.timezones import zone_named
from entrepairs.events.models import Event, Session, SessionChair, Talk, TalkSpeaker
from entrepairs.search.index import index_entries
from entrepairs.search.models import Entry


def keep(event: Event, only: Collection[int] | None = None) -> None:
    """To be found from when it is published: all of it, or only these sessions with their talks."""
    row = Event.objects.filter(pk=event.pk).exclude(state=Event.State.DRAFT).first()
    if row is None:
        return
    sessions = Session.objects.filter(event=row)
    if only is not None:
        sessions = sessions.filter(pk__in=only)
    found = {session.pk: session for session in sessions}
    talks = Talk.objects.filter(session__in=found)
    things = [] if only is not None else [_event(row)]
    things += [_part(row, "session", session, names) for session, names in _chaired(found)]
    things += [
        _part(row, "talk", talk, names) for talk, names in _given({talk.pk: talk for talk in talks})
    ]
    if things:
        index_entries(*things)


def _event(row: Event) -> Entry:
    return Entry(
        kind="event", key=row.key, path=row.path, title_fr=row.title_fr, title_en=row.title_en, language=row.language, dated=row.starts_on,
        text_fr=f"{row.about_fr}\n{row.for_whom_fr}".strip(), text_en=f"{row.about_en}\n{row.for_whom_en}".strip(), series_id=row.series_id,
    )  # fmt: skip


def _part(event: Event, kind: str, row: Session | Talk, names: list[str]) -> Entry:
    day: dt.date = (
        row.starts_at.astimezone(zone_named(event.time_zone)).date()
        if row.starts_at
        else event.starts_on
    )
    language = (row.language if isinstance(row, Talk) else "") or event.language
    return Entry(
        kind=kind, key=row.key, path=row.path, title_fr=row.title_fr, title_en=row.title_en, text_fr=row.about_fr, text_en=row.about_en,
        names=", ".join(names), language=language, dated=day, series_id=event.series_id,
    )  # fmt: skip


def _chaired(sessions: dict[int, Session]) -> Iterable[tuple[Session, list[str]]]:
    names: dict[int, list[str]] = {number: [] for number in sessions}
    for chair in SessionChair.objects.filter(session__in=sessions).select_related("speaker"):
        names[chair.session_id].append(chair.speaker.name)
    return [(sessions[number], those) for number, those in names.items()]


def _given(talks: dict[int, Talk]) -> Iterable[tuple[Talk, list[str]]]:
    names: dict[int, list[str]] = {number: [] for number in talks}
    for speaking in TalkSpeaker.objects.filter(talk__in=talks).select_related("speaker"):
        names[speaking.talk_id].append(speaking.speaker.name)
    return [(talks[number], those) for number, those in names.items()]
