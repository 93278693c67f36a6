"""Entries of the search index: what an event, its sessions and its talks are found by.

What is taken out of a programme leaves the index by itself: see policies.sql.
"""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable

from entrepairs.core.timezones import zone_named
from entrepairs.events.models import Event, Session, SessionChair, Talk, TalkSpeaker
from entrepairs.search.index import index_entries, say_kind
from entrepairs.search.models import Entry
from entrepairs.ui.markdown import markdown_as_text

TITLES = ("title_fr", "title_en", "title_other")


def index_event(event: Event, only: Collection[int] | None = None) -> None:
    """Once it is published: all of it, or `only` these sessions with their talks."""
    row = Event.objects.filter(pk=event.pk).exclude(state=Event.State.DRAFT).first()
    if row is not None:
        index_entries(*_entries_of_event(row, only))


def index_event_named(key: str) -> None:
    for event in Event.objects.filter(key=key):
        index_event(event)


def all_entries() -> Iterable[list[Entry]]:
    """Those of one event after the other."""
    for row in Event.objects.exclude(state=Event.State.DRAFT).order_by("pk"):
        yield _entries_of_event(row)


def _entries_of_event(row: Event, only: Collection[int] | None = None) -> list[Entry]:
    sessions = Session.objects.filter(event=row)
    if only is not None:
        sessions = sessions.filter(pk__in=only)
    found = {session.pk: session for session in sessions}
    talks = {talk.pk: talk for talk in Talk.objects.filter(session__in=found)}
    entries = [] if only is not None else [_entry_of_event(row)]
    chaired = {session.pk: (session, names) for session, names in _with_chairs(found)}
    lone = _lone_sessions(list(talks.values()), found)
    for number, (session, names) in chaired.items():
        if number not in lone:
            entry = _entry_of(row, "session", session, names)
            entries.append(say_kind(entry, session.type_name, Session.Kind(session.kind).label))
    for talk, names in _with_speakers(talks):
        session, chairs = chaired[talk.session_id]
        of_session = (session.type_name, Session.Kind(session.kind).label)
        alone = session.pk in lone
        entry = _entry_of(row, "talk", talk, [*names, *chairs] if alone else names)
        entries.append(say_kind(entry, *of_session) if alone else entry)
    return entries


def _lone_sessions(talks: Collection[Talk], sessions: dict[int, Session]) -> set[int]:
    """Those that are one talk, called as it is: they are found by that talk."""
    count = Counter(talk.session_id for talk in talks)
    return {
        talk.session_id
        for talk in talks
        if count[talk.session_id] == 1
        and all(getattr(talk, x) == getattr(sessions[talk.session_id], x) for x in TITLES)
    }


def _entry_of_event(row: Event) -> Entry:
    entry = _begin_entry("event", row, row)
    entry.language, entry.dated = row.language, row.starts_on
    entry.text_fr = f"{entry.text_fr}\n{row.for_whom_fr}".strip()
    entry.text_en = f"{entry.text_en}\n{row.for_whom_en}".strip()
    return say_kind(entry, Event.Kind(row.kind).label)


def _entry_of(event: Event, kind: str, row: Session | Talk, names: list[str]) -> Entry:
    entry = _begin_entry(kind, event, row)
    here = row.starts_at.astimezone(zone_named(event.time_zone)) if row.starts_at else None
    entry.dated = here.date() if here else event.starts_on
    entry.language = (row.language if isinstance(row, Talk) else "") or event.language
    entry.names = ", ".join(dict.fromkeys(names))
    return entry


def _begin_entry(kind: str, event: Event, row: Event | Session | Talk) -> Entry:
    titles = {name: getattr(row, name) for name in (*TITLES, "other_language")}
    texts = {name.replace("title", "text"): name.replace("title", "about") for name in TITLES}
    words = {name: markdown_as_text(getattr(row, about)) for name, about in texts.items()}
    series = event.series_id
    return Entry(kind=kind, key=row.key, path=row.path, series_id=series, **titles, **words)


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


def changed_at(keys: Collection[str]) -> Iterable[tuple[str, dt.datetime]]:
    """When an event was changed, for itself and for what is in its programme."""
    yield from Event.objects.filter(key__in=keys).values_list("key", "changed_at")
    for model in (Session, Talk):
        yield from model.objects.filter(key__in=keys).values_list("key", "event__changed_at")
