"""What is done about voices: naming them, asking them, their answers, what is to be cut. The database keeps the rules."""

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from django.db import ProgrammingError, connection, transaction

from entrepairs.core import hats
from entrepairs.core.jobs import defer
from entrepairs.ledger.actions import note_deed
from entrepairs.library import channels
from entrepairs.library.actions import NotNow
from entrepairs.library.channels import Channel
from entrepairs.library.models import Resource
from entrepairs.notices import actions as notices
from entrepairs.notices.models import Notice
from entrepairs.people.models import Person
from entrepairs.recordings import consent_texts, queries, transcripts
from entrepairs.recordings.models import Consent, ConsentRequest, Cut, Voice


@transaction.atomic
def name_voice(
    *,
    resource: Resource,
    name: str,
    starts: int | None = None,
    ends: int | None = None,
    once: UUID | None,
    by: int,
) -> Voice:
    """One more who is heard. Nothing is asked yet."""
    note_deed(verb="name_voice", room="recordings", by=by, object_key=resource.key, once=once)
    order = Voice.objects.filter(resource=resource).count()
    return Voice.objects.create(
        resource=resource, name=name.strip(), starts=starts, ends=ends, order=order
    )


@transaction.atomic
def change_voice(
    *,
    voice: Voice,
    name: str,
    starts: int | None,
    ends: int | None,
    once: UUID | None,
    by: int | None,
) -> None:
    """Its name as it is shown, and where it is heard."""
    if by is not None:
        note_deed(verb="change_voice", room="recordings", by=by, object_key=voice.key, once=once)
    with refused_is_not_now():
        if not Voice.objects.filter(pk=voice.pk).update(
            name=name.strip(), starts=starts, ends=ends
        ):
            raise NotNow


@transaction.atomic
def name_myself(*, voice: Voice, name: str, once: UUID | None, by: int | None) -> None:
    """Another name from now on, also in what is written of it: the voice's own to say, at any time."""
    if by is not None:
        note_deed(verb="change_voice", room="recordings", by=by, object_key=voice.key, once=once)
    with refused_is_not_now():
        if not Voice.objects.filter(pk=voice.pk, heard=True).update(name=name):
            raise NotNow
    with hats.system("the name that a voice chose is the one that is read and found"):
        transcripts.rename(Resource.objects.get(voices=voice.pk), voice.name, name)


@transaction.atomic
def remove_voice(*, voice: Voice, once: UUID | None, by: int) -> None:
    """Named by mistake, and not asked yet."""
    note_deed(verb="remove_voice", room="recordings", by=by, object_key=voice.key, once=once)
    with connection.cursor() as cursor:  # alone: nothing hangs on a voice that was not asked
        cursor.execute("delete from recordings_voice where id = %s", [voice.pk])
        if not cursor.rowcount:
            raise NotNow


@transaction.atomic
def ask(
    *,
    voice: Voice,
    person: Person | None = None,
    mail: str = "",
    language: str = "fr",
    to: Collection[str] = Channel.values,
    once: UUID | None,
    by: int,
) -> None:
    """Somebody here is told on their page; anyone else at a private address, by mail or on paper."""
    about = person.pk if person else None
    note_deed(
        verb="ask_voice", room="recordings", by=by, about=about, object_key=voice.key, once=once
    )
    reach(voice, person, mail.strip(), language)
    if call("select ask_voice(%s, %s)", [voice.pk, list(to)]):
        tell_soon()


def reach(voice: Voice, person: Person | None, mail: str, language: str) -> None:
    known = ConsentRequest.objects.filter(voice=voice).first()
    turn = known.turn if known else 0
    address = channels.digest(channels.door(voice.key, turn))
    told: dict[str, Any] = {"person": person, "mail": mail, "language": language, "digest": address}
    with refused_is_not_now():
        if known is None:
            ConsentRequest.objects.create(voice=voice, **told)
        elif known.said_at is None or known.person_id == (person.pk if person else None):
            ConsentRequest.objects.filter(pk=known.pk).update(**told)


@transaction.atomic
def new_address(*, voice: Voice, once: UUID | None, by: int) -> None:
    """The former private address opens nothing any more."""
    note_deed(verb="new_address", room="recordings", by=by, object_key=voice.key, once=once)
    known = ConsentRequest.objects.filter(voice=voice).first()
    if known is None:
        raise NotNow
    turn = known.turn + 1
    ConsentRequest.objects.filter(pk=known.pk).update(
        turn=turn, digest=channels.digest(channels.door(voice.key, turn))
    )


@transaction.atomic
def answer(*, voice: Voice, said: Mapping[str, str], once: UUID | None, by: int | None) -> bool:
    """The voice's own: yes, no or withdrawn, for each channel told. What has to be taken down is down when this ends."""
    if by is not None:
        note_deed(verb="answer_voice", room="recordings", by=by, object_key=voice.key, once=once)
    language, changed = consent_texts.language(), False
    for channel, what in said.items():
        told = consent_texts.wording(channel)
        changed |= bool(
            call(
                "select answer_voice(%s, %s, %s, %s, %s)",
                [voice.key, channel, what, told, language],
            )
        )
    if changed and set(said.values()) & {"withdrawn", "no"}:
        tell_of_cut(voice)
    return changed


@transaction.atomic
def not_me(*, voice: Voice, once: UUID | None, by: int) -> None:
    note_deed(verb="not_my_voice", room="recordings", by=by, object_key=voice.key, once=once)
    if not call("select not_my_voice(%s)", [voice.key]):
        raise NotNow


@transaction.atomic
def note_paper(
    *, voice: Voice, said: Collection[str], on: dt.date, language: str, once: UUID | None, by: int
) -> None:
    """A yes given on paper, for these channels."""
    note_deed(verb="note_paper", room="recordings", by=by, object_key=voice.key, once=once)
    for channel in said:
        told = consent_texts.wording(channel, language)
        call("select note_paper(%s, %s, %s, %s, %s)", [voice.pk, channel, on, told, language])


@transaction.atomic
def note_cut(*, cut: Cut, once: UUID | None, by: int) -> Resource:
    """It was taken out, and the file without it is there. NotNow when there is no such file, or one that is longer."""
    note_deed(verb="note_cut", room="recordings", by=by, object_key=cut.key, once=once)
    resource: Resource = cut.voice.resource
    if not call("select note_cut(%s)", [cut.pk]):
        raise NotNow
    resource.refresh_from_db()
    return resource


def tell_of_cut(voice: Voice) -> None:
    """Those who prepare the recording; nothing is written when there is nothing to cut."""
    with hats.system("those who prepare a recording are told that something is to be cut from it"):
        cut = Cut.objects.filter(voice=voice, done_at=None).first()
        if cut is None:
            return
        persons = queries.preparers(Resource.objects.get(voices=voice.pk))
        notices.tell(person=persons, kind=Notice.Kind.CUT, about=cut.key, path="/library/cuts/")


def tell_soon() -> None:
    from entrepairs.recordings.jobs import tell_voices

    defer(tell_voices, alone="library_voices_now", timestamp=0)


class refused_is_not_now:
    """What the database does not let be written is not possible now."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if (
            isinstance(error, ProgrammingError)
            and getattr(error.__cause__, "sqlstate", "") == "42501"
        ):
            raise NotNow from error


def call(statement: str, values: list[Any]) -> Any:
    """One of the functions of policies.sql."""
    with refused_is_not_now(), connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchone()[0]


def standing(voice: Voice) -> dict[str, Consent]:
    return {one.channel: one for one in voice.consents.all() if one.ended_at is None}
