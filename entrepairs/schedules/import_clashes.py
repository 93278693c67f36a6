"""Clashes of an import: what the file would put where something is that it does not name."""

from dataclasses import replace
from uuid import UUID

from django.utils.translation import gettext as _

from entrepairs.events.models import Session, Talk
from entrepairs.schedules.formats.read_checks import find_overlaps
from entrepairs.schedules.formats.read_model import (
    Mistake,
    ProgrammeRead,
    SessionRead,
    SpeakerRead,
    TalkRead,
)
from entrepairs.schedules.import_diff import Comparison


def find_clashes(found: Comparison, zone: str, *, without_gone: bool) -> list[Mistake]:
    if found.event is None or without_gone:
        return []
    return list(find_overlaps(_with_what_stays(found), zone))


def _with_what_stays(found: Comparison) -> ProgrammeRead:
    """The programme of the file, and what is here and not in it."""
    here, read = found.here, found.programme
    named = {talk.guid for session in read.sessions for talk in session.talks}
    # Copies, because the sessions of the file get the talks that stay in them.
    sessions = {row.guid: replace(row, talks=list(row.talks)) for row in read.sessions}
    for guid, session in here.sessions.items():
        sessions.setdefault(guid, _session_that_stays(session))
    for guid, talk in here.talks.items():
        if guid not in named:
            speakers = here.speakings.get(talk.pk, [])
            sessions[talk.session.guid].talks.append(_talk_that_stays(talk, speakers))
    known = {guid: SpeakerRead("", guid, row.name) for guid, row in here.speakers.items()}
    return ProgrammeRead(speakers=known | read.speakers, sessions=list(sessions.values()))


def _session_that_stays(row: Session) -> SessionRead:
    return SessionRead(
        _("already in the programme"),
        row.guid,
        row.kind,
        row.title_fr,
        row.title_en,
        room=row.room.name if row.room else "",
        starts_at=row.starts_at,
        ends_at=row.ends_at,
    )


def _talk_that_stays(row: Talk, speakers: list[UUID]) -> TalkRead:
    return TalkRead(
        _("already in the programme"),
        row.guid,
        row.title_fr,
        row.title_en,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        speakers=speakers,
    )
