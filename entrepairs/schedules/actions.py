"""Writing what a file tells, once it was read without a mistake: all of it or nothing, in few statements."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.core.identity import id_of
from entrepairs.events import search_entries
from entrepairs.events.actions.events import begun, touch
from entrepairs.events.actions.materials import listed
from entrepairs.events.models import (
    Event,
    Room,
    Session,
    SessionChair,
    Speaker,
    Talk,
    TalkSpeaker,
    Track,
)
from entrepairs.events.steps import all_moved
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import action
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.people.models import Organisation, Person
from entrepairs.schedules.formats.read_model import SessionRead, TalkRead
from entrepairs.schedules.import_diff import SPEAKER, TALK, Comparison, changes

BATCH = 500


IMPORT_PROGRAMME = Verb(
    "schedules", "import_programme", gettext_lazy("You imported a programme"), NOT_TOLD
)


@action
def import_programmes(
    *,
    comparisons: Sequence[Comparison],
    organisation: Organisation | None,
    without_gone: bool,
    once: UUID | None,
    by: Person | int,
) -> list[Event]:
    """Each programme into its event; those without one are begun, for this organisation."""
    first = comparisons[0]
    key = first.event.key if first.event else first.programme.key
    note_deed(IMPORT_PROGRAMME, by=by, object_key=key, once=once)
    events = []
    for comparison in comparisons:
        event = comparison.event
        if event is None:
            if organisation is None:
                raise ValueError("an event is begun by an organisation")
            event = begun(
                comparison.programme.key, organisation, comparison.programme.told, id_of(by)
            )
        try:
            with transaction.atomic(), all_moved():
                Writing(event, comparison).all(without_gone)
        except IntegrityError as error:
            raise ValidationError(
                _("The programme has changed meanwhile. Send the file again."), code="overlap"
            ) from error
        touch(event)
        search_entries.keep(event)
        events.append(event)
    return events


class Writing:
    def __init__(self, event: Event, found: Comparison) -> None:
        self.event, self.found, self.here, self.programme = (
            event,
            found,
            found.here,
            found.programme,
        )

    def all(self, without_gone: bool) -> None:
        if without_gone:
            self.remove()
        self.places()
        self.speakers()
        self.sessions()
        self.talks()
        for material in self.programme.materials:
            names = ("kind", "title_fr", "title_en", "publisher", "url", "language")
            if material.name not in self.here.materials:
                of = self.here.sessions.get(material.session) if material.session else None
                listed(self.event, {name: getattr(material, name) for name in names}, of)

    def remove(self) -> None:
        """What is here and not in the file."""
        told = {session.guid for session in self.programme.sessions}
        talks = {talk.guid for session in self.programme.sessions for talk in session.talks}
        Talk.objects.filter(event=self.event, guid__in=set(self.here.talks) - talks).delete()
        Session.objects.filter(event=self.event, guid__in=set(self.here.sessions) - told).delete()
        Speaker.objects.filter(
            event=self.event, guid__in=set(self.here.speakers) - set(self.programme.speakers)
        ).delete()

    def places(self) -> None:
        rooms, tracks = self.here.rooms, self.here.tracks
        new = [
            Room(event=self.event, name=name) for name in self.programme.rooms if name not in rooms
        ]
        for order, room in enumerate(new, len(rooms)):
            room.order = order
        rooms |= {room.name: room for room in Room.objects.bulk_create(new, BATCH)}
        lines = [
            Track(event=self.event, name_fr=fr, name_en=en)
            for fr, en in self.programme.tracks
            if (fr, en) not in tracks
        ]
        for order, track in enumerate(lines, len(tracks)):
            track.order = order
        tracks |= {
            (track.name_fr, track.name_en): track
            for track in Track.objects.bulk_create(lines, BATCH)
        }

    def speakers(self) -> None:
        known = self.here.speakers
        new = [
            Speaker(event=self.event, guid=guid, **{name: getattr(read, name) for name in SPEAKER})
            for guid, read in self.programme.speakers.items()
            if guid not in known
        ]
        self._change(
            Speaker,
            (
                (read, known[guid])
                for guid, read in self.programme.speakers.items()
                if guid in known
            ),
        )
        known |= {speaker.guid: speaker for speaker in Speaker.objects.bulk_create(new, BATCH)}

    def sessions(self) -> None:
        known, chairs = self.here.sessions, []
        present = [
            (read, known[read.guid]) for read in self.programme.sessions if read.guid in known
        ]
        changed = self._change(Session, present)
        new = [self._session(read) for read in self.programme.sessions if read.guid not in known]
        known |= {session.guid: session for session in Session.objects.bulk_create(new, BATCH)}
        made = {session.guid for session in new}
        for read in self.programme.sessions:
            if read.guid in made or "chairs" in changed.get(read.guid, ()):
                chairs += [
                    SessionChair(session=known[read.guid], speaker=self.here.speakers[g], order=i)
                    for i, g in enumerate(read.chairs)
                ]
        SessionChair.objects.filter(
            session__in=[known[guid] for guid, names in changed.items() if "chairs" in names]
        ).delete()
        SessionChair.objects.bulk_create(chairs, BATCH)

    def _session(self, read: SessionRead) -> Session:
        told = {name: getattr(read, name) for name in ("kind", "title_fr", "title_en", "about_fr", "about_en", "starts_at", "ends_at", "recorded", "order")}  # fmt: skip
        room, track = (
            self.here.rooms.get(read.room),
            self.here.tracks.get(read.track) if read.track else None,
        )
        return Session(event=self.event, guid=read.guid, room=room, track=track, **told)

    def talks(self) -> None:
        known, speakings = self.here.talks, []
        read = [
            (talk, session.guid) for session in self.programme.sessions for talk in session.talks
        ]
        changed = self._change(
            Talk, [(talk, known[talk.guid]) for talk, _session in read if talk.guid in known]
        )
        new = [self._talk(talk, session) for talk, session in read if talk.guid not in known]
        known |= {talk.guid: talk for talk in Talk.objects.bulk_create(new, BATCH)}
        made = {talk.guid for talk in new}
        for talk, _session in read:
            if talk.guid in made or "speakers" in changed.get(talk.guid, ()):
                speakings += [
                    TalkSpeaker(talk=known[talk.guid], speaker=self.here.speakers[g], order=i)
                    for i, g in enumerate(talk.speakers)
                ]
        TalkSpeaker.objects.filter(
            talk__in=[known[guid] for guid, names in changed.items() if "speakers" in names]
        ).delete()
        TalkSpeaker.objects.bulk_create(speakings, BATCH)

    def _talk(self, read: TalkRead, session: UUID) -> Talk:
        told = {name: getattr(read, name) for name in (*TALK, "order")}
        return Talk(event=self.event, session=self.here.sessions[session], guid=read.guid, **told)

    def _change(self, model: Any, rows: Any) -> dict[UUID, set[str]]:
        """The rows that the file says otherwise; which columns of each."""
        found: dict[UUID, set[str]] = {}
        changed = []
        for read, row in rows:
            columns = changes(read, row, self.here)
            if not columns:
                continue
            found[row.guid] = set(columns)
            for name, value in columns.items():
                if name == "room":
                    row.room = self.here.rooms[value]
                elif name == "track":
                    row.track = self.here.tracks[value]
                elif name not in {"chairs", "speakers"}:
                    setattr(row, name, value)
            changed.append(row)
        names = set().union(*found.values()) - {"chairs", "speakers"}
        if names:
            model.objects.bulk_update(changed, sorted(names), batch_size=BATCH)
        return found
