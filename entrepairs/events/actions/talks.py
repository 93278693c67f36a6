"""Talks: added, changed, removed, and who speaks in them."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy

from entrepairs.events import hours, search_entries
from entrepairs.events.actions.events import touch_event
from entrepairs.events.actions.rows import next_order, set_columns
from entrepairs.events.actions.speakers import find_or_add_speakers
from entrepairs.events.models import Session, Talk, TalkSpeaker
from entrepairs.events.refusals import NOT_RECORDED
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import action, lock_row, refused_in_words
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.people.models import Person

COLUMNS = (
    "title_fr",
    "title_en",
    "about_fr",
    "about_en",
    "title_other",
    "about_other",
    "other_language",
    "language",
    "starts_at",
    "ends_at",
    "not_recorded",
)

ADD_TALK = Verb("events", "add_talk", gettext_lazy("You added a talk to a programme"), NOT_TOLD)


@action
def add_talk(
    *,
    session: Session,
    told: Mapping[str, Any],
    speakers: Sequence[str] = (),
    once: UUID | None,
    by: Person | int,
) -> Talk:
    order = next_order(Talk, session=session)
    talk = Talk(event_id=session.event_id, session=session, order=order)
    note_deed(ADD_TALK, by=by, object_key=talk.key, once=once)
    touch_event(session.event)
    return _save_talk(talk, told, speakers)


CHANGE_TALK = Verb(
    "events", "change_talk", gettext_lazy("You changed a talk of a programme"), NOT_TOLD
)


@action
def change_talk(
    *,
    talk: Talk,
    told: Mapping[str, Any],
    speakers: Sequence[str],
    once: UUID | None,
    by: Person | int,
) -> Talk:
    note_deed(CHANGE_TALK, by=by, object_key=talk.key, once=once)
    touch_event(talk.event)
    row = lock_row(Talk.objects.filter(pk=talk.pk).select_related("session__event"))
    return _save_talk(row, told, speakers)


REMOVE_TALK = Verb(
    "events", "remove_talk", gettext_lazy("You removed a talk from a programme"), NOT_TOLD
)


@action
def remove_talk(*, talk: Talk, once: UUID | None, by: Person | int) -> None:
    note_deed(REMOVE_TALK, by=by, object_key=talk.key, once=once)
    touch_event(talk.event)
    talk.delete()
    search_entries.index_event(talk.event, [talk.session_id])


def _save_talk(talk: Talk, told: Mapping[str, Any], names: Sequence[str]) -> Talk:
    """The talk and who speaks in it, unless one of them is elsewhere then."""
    session = talk.session
    set_columns(talk, COLUMNS, told)
    timed = (talk.starts_at, talk.ends_at)
    hours.check_hours(session.event, timed)
    hours.check_within(session, timed)
    already = (
        {s.speaker_id: s.speaker for s in talk.speakings.select_related("speaker")}
        if talk.pk
        else {}
    )
    wanted = find_or_add_speakers(session.event, names, list(already.values()))
    numbers = [speaker.pk for speaker in wanted]
    with refused_in_words(NOT_RECORDED), hours.kept_apart(session, [talk], numbers):
        talk.save(update_fields=COLUMNS if talk.pk else None)
        if numbers != list(already):
            talk.speakings.all().delete()
            TalkSpeaker.objects.bulk_create(
                TalkSpeaker(talk=talk, speaker=s, order=i) for i, s in enumerate(wanted)
            )
    search_entries.index_event(session.event, [session.pk])
    return talk
