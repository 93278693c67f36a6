"""Actions on voices: named, asked, answered, cut. The rules are the database's, in policies.sql."""

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext_lazy as _

from entrepairs.core import hats
from entrepairs.core.secret_links import digest
from entrepairs.core.sql_functions import call_function
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import NotPossible, action
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.library.channels import Channel, private_address
from entrepairs.library.models import Resource
from entrepairs.library.queries import owner_ids
from entrepairs.notices import actions as notices
from entrepairs.people.models import Person
from entrepairs.recordings import consent_texts
from entrepairs.recordings.actions import transcripts
from entrepairs.recordings.models import ConsentRequest, Cut, Voice
from entrepairs.recordings.notice_kinds import CUT

NAME_VOICE = Verb("recordings", "name_voice", _("You named someone heard in a recording"), NOT_TOLD)


@action
def name_voice(
    *,
    resource: Resource,
    name: str,
    starts: int | None = None,
    ends: int | None = None,
    by: int,
    once: UUID | None = None,
) -> Voice:
    """One more who is heard. Nothing is asked yet."""
    note_deed(NAME_VOICE, by=by, object_key=resource.key, once=once)
    order = Voice.objects.filter(resource=resource).count()
    return Voice.objects.create(
        resource=resource, name=name.strip(), starts=starts, ends=ends, order=order
    )


CHANGE_VOICE = Verb(
    "recordings",
    "change_voice",
    _("You changed the name of someone heard in a recording"),
    NOT_TOLD,
)


@action
def change_voice(
    *,
    voice: Voice,
    name: str,
    starts: int | None,
    ends: int | None,
    by: int,
    once: UUID | None = None,
) -> None:
    """Its name as it is shown, and where it is heard."""
    note_deed(CHANGE_VOICE, by=by, object_key=voice.key, once=once)
    same = Voice.objects.filter(pk=voice.pk)
    if not same.update(name=name.strip(), starts=starts, ends=ends):
        raise NotPossible


@action
def rename_myself(*, voice: Voice, name: str, by: int | None, once: UUID | None = None) -> None:
    """Another name from now on, in the transcript too: the voice's own to choose, at any time.

    `by` is None at a private address, where there is no person whose deed it is.
    """
    if by is not None:
        note_deed(CHANGE_VOICE, by=by, object_key=voice.key, once=once)
    if not Voice.objects.filter(pk=voice.pk, heard=True).update(name=name):
        raise NotPossible
    with hats.system("the name that a voice chose is the one that is read and found"):
        resource = Resource.objects.get(voices=voice.pk)
        transcripts.rename_speaker(resource, voice.name, name)


REMOVE_VOICE = Verb(
    "recordings",
    "remove_voice",
    _("You removed someone named by mistake in a recording"),
    NOT_TOLD,
)


@action
def remove_voice(*, voice: Voice, by: int, once: UUID | None = None) -> None:
    """Named by mistake, and not asked yet."""
    note_deed(REMOVE_VOICE, by=by, object_key=voice.key, once=once)
    # Not by the ORM, which would first delete the rows of a voice that was asked.
    with connection.cursor() as cursor:
        cursor.execute("delete from recordings_voice where id = %s", [voice.pk])
        if not cursor.rowcount:
            raise NotPossible


ASK_VOICE = Verb(
    "recordings",
    "ask_voice",
    _("You asked %(who)s whether they may be heard in a recording"),
    _("%(who)s asked you whether you may be heard in a recording"),
)


@action
def ask_voice(
    *,
    voice: Voice,
    person: Person | None = None,
    mail: str = "",
    language: str = "fr",
    to: Collection[str] = Channel.values,
    by: int,
    once: UUID | None = None,
) -> bool:
    """A person here is told on their page; anyone else at a private address, by mail or on paper.

    Returns whether anything is asked that was not asked before.
    """
    note_deed(ASK_VOICE, by=by, about=person, object_key=voice.key, once=once)
    _write_request(voice, person, mail.strip(), language)
    return bool(call_function("ask_voice", voice.pk, list(to)))


NEW_ADDRESS = Verb(
    "recordings",
    "new_address",
    _("You made a new private address for someone heard in a recording"),
    NOT_TOLD,
)


@action
def make_new_address(*, voice: Voice, by: int, once: UUID | None = None) -> None:
    """The former private address opens nothing any more."""
    note_deed(NEW_ADDRESS, by=by, object_key=voice.key, once=once)
    request = ConsentRequest.objects.filter(voice=voice).first()
    if request is None:
        raise NotPossible
    turn = request.turn + 1
    address = private_address(voice.key, turn)
    ConsentRequest.objects.filter(pk=request.pk).update(turn=turn, digest=digest(address))


ANSWER_VOICE = Verb(
    "recordings",
    "answer_voice",
    _("You answered whether you may be heard in a recording"),
    NOT_TOLD,
)


@action
def answer_voice(
    *, voice: Voice, answers: Mapping[str, str], by: int | None, once: UUID | None = None
) -> bool:
    """The voice's own yes, no or withdrawal, by channel. Returns whether anything changed.

    What has to be taken down is down when this ends. `by` is None at a private address.
    """
    if by is not None:
        note_deed(ANSWER_VOICE, by=by, object_key=voice.key, once=once)
    language, changed = consent_texts.page_language(), False
    for channel, answer in answers.items():
        text = consent_texts.consent_text(channel)
        values = [voice.key, channel, answer, text, language]
        changed |= bool(call_function("answer_voice", *values))
    if changed and set(answers.values()) & {"withdrawn", "no"}:
        _tell_of_cut(voice)
    return changed


NOT_MY_VOICE = Verb("recordings", "not_my_voice", _("You said that a voice is not yours"), NOT_TOLD)


@action
def disown_voice(*, voice: Voice, by: int, once: UUID | None = None) -> None:
    """It is not me."""
    note_deed(NOT_MY_VOICE, by=by, object_key=voice.key, once=once)
    if not call_function("not_my_voice", voice.key):
        raise NotPossible


NOTE_PAPER = Verb("recordings", "note_paper", _("You noted a yes given on paper"), NOT_TOLD)


@action
def note_paper(
    *,
    voice: Voice,
    channels: Collection[str],
    on: dt.date,
    language: str,
    by: int,
    once: UUID | None = None,
) -> None:
    """A yes given on paper, for these channels."""
    note_deed(NOTE_PAPER, by=by, object_key=voice.key, once=once)
    for channel in channels:
        text = consent_texts.consent_text(channel, language)
        values = [voice.pk, channel, on, text, language]
        call_function("note_paper", *values)


NOTE_CUT = Verb(
    "recordings",
    "note_cut",
    _("You noted that something was cut from a recording"),
    NOT_TOLD,
)


@action
def note_cut(*, cut: Cut, by: int, once: UUID | None = None) -> None:
    """It was taken out. Not possible before a newer file is there, not longer than the former."""
    note_deed(NOTE_CUT, by=by, object_key=cut.key, once=once)
    if not call_function("note_cut", cut.pk):
        raise NotPossible


def _write_request(voice: Voice, person: Person | None, mail: str, language: str) -> None:
    """How the voice is reached. A person who said "it is me" stays the one who is asked."""
    known = ConsentRequest.objects.filter(voice=voice).first()
    address = private_address(voice.key, known.turn if known else 0)
    values: dict[str, Any] = {
        "person": person,
        "mail": mail,
        "language": language,
        "digest": digest(address),
    }
    if known is None:
        ConsentRequest.objects.create(voice=voice, **values)
    elif known.said_at is None or known.person_id == (person.pk if person else None):
        ConsentRequest.objects.filter(pk=known.pk).update(**values)


def _tell_of_cut(voice: Voice) -> None:
    """Tells those who prepare the recording, if there is something to cut."""
    with hats.system("those who prepare a recording are told that something is to be cut from it"):
        cut = Cut.objects.filter(voice=voice, done_at=None).first()
        if cut is not None:
            owners = owner_ids(Resource.objects.get(voices=voice.pk))
            notices.tell(person=owners, kind=CUT, about=cut.key, path="/library/cuts/")
