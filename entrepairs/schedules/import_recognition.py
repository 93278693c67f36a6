"""Recognition: what a file names in other words than the event does is the same thing."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.utils.translation import gettext as _

from entrepairs.events.models import Session, Talk
from entrepairs.schedules.formats.read_checks import Placed
from entrepairs.schedules.formats.read_model import SessionRead, TalkRead, TrackName
from entrepairs.schedules.import_diff import LANGUAGES, Comparison, name_of_track, plain


def recognise(found: Comparison) -> None:
    _recognise_speakers(found)
    _recognise_rooms(found)
    _recognise_tracks(found)
    _recognise_sessions(found)
    _recognise_words(found)


def _recognise_speakers(found: Comparison) -> None:
    """A speaker of that name, written by hand, is the one that the file names."""
    known, read = found.here.speakers, found.programme.speakers
    by_name = {plain(row.name).casefold(): guid for guid, row in known.items() if guid not in read}
    now = {
        guid: by_name[plain(row.name).casefold()]
        for guid, row in read.items()
        if guid not in known and plain(row.name).casefold() in by_name
    }
    if not now:
        return
    for guid, other in now.items():
        row = read.pop(guid)
        row.guid = other
        read.setdefault(other, row)
    for session in found.programme.sessions:
        session.chairs = list(dict.fromkeys(now.get(guid, guid) for guid in session.chairs))
        for talk in session.talks:
            talk.speakers = list(dict.fromkeys(now.get(guid, guid) for guid in talk.speakers))


def _recognise_rooms(found: Comparison) -> None:
    known = {plain(name): name for name in found.here.rooms}
    for session in found.programme.sessions:
        session.room = known.get(plain(session.room), session.room)
    names = (known.get(plain(name), name) for name in found.programme.rooms)
    found.programme.rooms = list(dict.fromkeys(names))


def _recognise_tracks(found: Comparison) -> None:
    """By its name in any language: files tell one."""
    known: dict[str, TrackName] = {}
    for row in found.here.tracks.values():
        for words in name_of_track(row)[:3]:
            if words:
                known.setdefault(plain(words), name_of_track(row))
    same = {
        track: next((known[plain(one)] for one in track[:3] if plain(one) in known), track)
        for track in found.programme.tracks
    }
    for session in found.programme.sessions:
        session.track = same[session.track] if session.track else None
    found.programme.tracks = list(dict.fromkeys(same.values()))


def _recognise_sessions(found: Comparison) -> None:
    """A file of talks alone knows no sessions: a talk in a session with others stays there.

    What it takes for a talk may be a session that was told as a whole.
    """
    kept: list[SessionRead] = []
    for session in found.programme.sessions:
        if session.entry in found.here.sessions:
            kept.append(_as_session(session))
            continue
        talk = session.talks[0] if session.alone and session.talks else None
        present = found.here.talks.get(talk.guid) if talk else None
        if talk is None or present is None or _is_as_told(found, session, present):
            kept.append(session)
            continue
        found.kept_apart[talk.guid] = present.session.guid
        holder = next((s for s in kept if s.guid == present.session.guid), None)
        if holder is None:
            holder = SessionRead(session.where, present.session.guid)
            kept.append(holder)
        holder.talks.append(talk)
    found.programme.sessions = kept


def _is_as_told(found: Comparison, session: SessionRead, present: Talk) -> bool:
    """Its session was made for it by an import of the same file, and is told with it."""
    return not found.ours and present.session.guid == session.guid


def _as_session(session: SessionRead) -> SessionRead:
    row = session.talks[0] if session.talks else session
    return replace(
        session,
        guid=session.entry or session.guid,
        talks=[],
        alone=False,
        links=row.links,
        licence=row.licence,
    )


def _recognise_words(found: Comparison) -> None:
    """Languages beside the event’s; links that lead to its materials; what we wrote ourselves."""
    spoken = found.event.language if found.event else found.language
    for session in found.programme.sessions:
        session.links = _links_elsewhere(found, session.links)
        for talk in session.talks:
            talk.links = _links_elsewhere(found, talk.links)
            language = talk.language or found.language
            talk.language = "" if language == spoken else language
            present = found.here.talks.get(talk.guid)
            if present is None:
                _keep_listed(session, talk)
            elif found.ours:
                _forget_subtitle(talk, present)


def _links_elsewhere(found: Comparison, links: list[dict[str, Any]]) -> list[dict[str, Any]]:
    if not found.ours:
        return links
    return [link for link in links if urlsplit(link["url"]).path not in found.here.paths]


def _keep_listed(session: SessionRead, talk: TalkRead) -> None:
    """A session that another Entrepairs told as a whole: its talks are words of its description."""
    if not talk.listed:
        return
    for row in (talk, session) if session.alone else (talk,):
        column = next((f"about_{x}" for x in LANGUAGES if getattr(row, f"title_{x}")), "about_fr")
        parts = filter(None, (getattr(row, column), talk.listed))
        setattr(row, column, "\n\n".join(dict.fromkeys(parts)))


def _forget_subtitle(talk: TalkRead, present: Talk) -> None:
    """In our files, a talk without a subtitle has the title of its session in that place."""
    titles = {plain(getattr(present.session, f"title_{x}")) for x in LANGUAGES}
    for language in LANGUAGES:
        if plain(getattr(talk, f"subtitle_{language}")) in titles:
            setattr(talk, f"subtitle_{language}", "")


def with_what_stays(found: Comparison) -> list[Placed]:
    """The sessions of the file with their talks, and what is here that it does not place."""
    here, read = found.here, found.programme
    rows = [(row, list(row.talks)) for row in read.sessions]
    by_guid = dict.fromkeys(row.guid for row, _talks in rows if row.room and row.starts_at)
    placed = {talk.guid for _row, talks in rows for talk in talks if talk.starts_at}
    for guid, session in here.sessions.items():
        stays = [
            _talk_that_stays(talk, here.speakings.get(talk.pk, []))
            for talk in here.talks.values()
            if talk.session_id == session.pk and talk.guid not in placed
        ]
        row = _session_that_stays(session)
        rows.append((replace(row, room="") if guid in by_guid else row, stays))
    return rows


def names_of_speakers(found: Comparison) -> dict[UUID, str]:
    known: dict[UUID, Any] = {**found.here.speakers, **found.programme.speakers}
    return {guid: row.name for guid, row in known.items()}


def _session_that_stays(row: Session) -> SessionRead:
    return SessionRead(
        _("already in the programme"),
        row.guid,
        title_fr=row.title.text,
        room=row.room.name if row.room else "",
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        stays=True,
    )


def _talk_that_stays(row: Talk, speakers: list[UUID]) -> TalkRead:
    return TalkRead(
        _("already in the programme"),
        row.guid,
        title_fr=row.title.text,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        speakers=speakers,
        stays=True,
    )
