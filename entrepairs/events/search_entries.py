"""Entries of the search index: what an event, its sessions and its talks are found by.

What is taken out of a programme leaves the index by itself: see policies.sql.
"""

import datetime as dt
from collections.abc import Collection, Iterable

from entrepairs.core.timezones import zone_named
from entrepairs.events.models import Event, Session, SessionChair, Talk, TalkSpeaker
from entrepairs.search.index import index_entries
from entrepairs.search.models import Entry
from entrepairs.ui.markdown import markdown_as_text


def index_event(event: Event, only: Collection[int] | None = None) -> None:
    """Once it is published: all of it, or `only` these sessions with their talks."""
    row = Event.objects.filter(pk=event.pk).exclude(state=Event.State.DRAFT).first()
    if row is None:
        return
    sessions = Session.objects.filter(event=row)
    if only is not None:
        sessions = sessions.filter(pk__in=only)
    found = {session.pk: session for session in sessions}
    talks = {talk.pk: talk for talk in Talk.objects.filter(session__in=found)}
    entries = [] if only is not None else [_entry_of_event(row)]
    entries += [_entry_of(row, "session", *chaired) for chaired in _with_chairs(found)]
    entries += [_entry_of(row, "talk", *given) for given in _with_speakers(talks)]
    if entries:
        index_entries(*entries)


def _entry_of_event(row: Event) -> Entry:
    return Entry(
        kind="event",
        key=row.key,
        path=row.path,
        title_fr=row.title_fr,
        title_en=row.title_en,
        title_other=row.title_other,
        other_language=row.other_language,
        text_fr=f"{markdown_as_text(row.about_fr)}\n{row.for_whom_fr}".strip(),
        text_en=f"{markdown_as_text(row.about_en)}\n{row.for_whom_en}".strip(),
        text_other=markdown_as_text(row.about_other),
        language=row.language,
        dated=row.starts_on,
        series_id=row.series_id,
    )


def _entry_of(event: Event, kind: str, row: Session | Talk, names: list[str]) -> Entry:
    day: dt.date = (
        row.starts_at.astimezone(zone_named(event.time_zone)).date()
        if row.starts_at
        else event.starts_on
    )
    language = (row.language if isinstance(row, Talk) else "") or event.language
    return Entry(
        kind=kind,
        key=row.key,
        path=row.path,
        title_fr=row.title_fr,
        title_en=row.title_en,
        title_other=row.title_other,
        other_language=row.other_language,
        text_fr=markdown_as_text(row.about_fr),
        text_en=markdown_as_text(row.about_en),
        text_other=markdown_as_text(row.about_other),
        names=", ".join(names),
        language=language,
        dated=day,
        series_id=event.series_id,
    )


def _with_chairs(sessions: dict[int, Session]) -> Iterable[tuple[Session, list[str]]]:
    names: dict[int, list[str]] = {number: [] for number in sessions}
    for chair in SessionChair.objects.filter(session__in=sessions).select_related("speaker"):
        names[chair.session_id].append(chair.speaker.name)
    return [(sessions[number], those) for number, those in names.items()]


def _with_speakers(talks: dict[int, Talk]) -> Iterable[tuple[Talk, list[str]]]:
    names: dict[int, list[str]] = {number: [] for number in talks}
    for speaking in TalkSpeaker.objects.filter(talk__in=talks).select_related("speaker"):
        names[speaking.talk_id].append(speaking.speaker.name)
    return [(talks[number], those) for number, those in names.items()]
