"""Asking for someone's own yes, and giving it: to prepare an event with others, to be found from a name in its programme."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from entrepairs.core import hats
from entrepairs.core.bilingual import said
from entrepairs.core.fields import new_key
from entrepairs.events import search_entries
from entrepairs.events.models import DeclinedEventInvitation, Event, EventInvitation, Speaker
from entrepairs.events.steps import NotNow, deed, id_of, one_step
from entrepairs.notices import actions as notices
from entrepairs.notices.models import Notice
from entrepairs.people.models import Membership, Person

LONGEST_NAME = 300


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of me."""

    id: int
    key: str
    asked_at: dt.datetime
    event_id: int
    event_key: str
    title_fr: str
    title_en: str
    kind: str
    starts_on: dt.date
    by_id: int
    speaker_id: int | None
    speaker: str | None
    circle_id: int

    @property
    def title(self) -> Any:
        return said(self, "title")

    def get_kind_display(self) -> str:
        return str(Event.Kind(self.kind).label)


def asked_of_me(key: str) -> Asked | None:
    with connection.cursor() as cursor:
        cursor.execute("select * from asked_of_me() where key = %s", [key])
        row = cursor.fetchone()
    return Asked(*row) if row else None


@one_step
def ask(
    *,
    event: Event,
    person: Person,
    speaker: Speaker | None = None,
    once: UUID | None,
    by: Person | int,
) -> EventInvitation:
    """Would you prepare it with us; is that speaker you? Nothing is shown of it before their yes."""
    me, key = id_of(by), new_key()
    deed(
        verb="ask_speaker" if speaker else "ask_organiser",
        key=key,
        once=once,
        by=by,
        about=person.pk,
    )
    asked = EventInvitation.objects.filter(event=event, person=person, speaker=speaker).first()
    if asked or (speaker is None and person.pk in {one.person_id for one in organisers(event)}):
        raise NotNow
    asked = EventInvitation.objects.create(
        key=key, event=event, person=person, by_id=me, speaker=speaker
    )
    notices.tell(person=person.pk, kind=Notice.Kind.ASKED, about=key, path=asked.path, by=me)
    return asked


@one_step
def take_back(*, asking: EventInvitation, once: UUID | None, by: Person | int) -> None:
    deed(verb="take_back_asking", key=asking.key, once=once, by=by)
    if not EventInvitation.objects.filter(pk=asking.pk).delete()[0]:
        raise NotNow
    notices.withdraw(kinds=[Notice.Kind.ASKED], about=asking.key)


@one_step
def say_yes(*, asked: Asked, name: str = "", once: UUID | None, by: Person | int) -> None:
    """I prepare it too, from now on; or I am that speaker, under this name."""
    me = id_of(by)
    deed(
        verb="be_speaker" if asked.speaker_id else "join_organisers",
        key=asked.key,
        once=once,
        by=by,
    )
    if asked.speaker_id:
        _speak_as(asked.speaker_id, name or asked.speaker or "", asked.event_id)
    else:
        Membership.objects.create(
            circle_id=asked.circle_id, person_id=me, since=timezone.now(), asked_by="peer"
        )
    EventInvitation.objects.filter(pk=asked.id).delete()
    notices.see(by=me, about=asked.key)


@one_step
def say_no(*, asked: Asked, once: UUID | None, by: Person | int) -> None:
    """No reason is asked, and nobody is told."""
    me = id_of(by)
    deed(verb="say_no", key=asked.key, once=once, by=by)
    DeclinedEventInvitation.objects.create(asking_id=asked.id, person_id=me)
    notices.see(by=me, about=asked.key)


@one_step
def name_myself(*, speaker: Speaker, name: str, once: UUID | None, by: Person | int) -> None:
    """Under another name from now on; I am linked to it already, or prepare the event and am that speaker."""
    deed(verb="be_speaker", key=speaker.key, once=once, by=by)
    if speaker.person_id is None and not Speaker.objects.filter(pk=speaker.pk, person=None).update(
        person=id_of(by)
    ):
        raise NotNow
    _speak_as(speaker.pk, name, speaker.event_id)


@one_step
def unlink_myself(*, speaker: Speaker, once: UUID | None, by: Person | int) -> None:
    """My name stays in the programme; nothing leads from it to me."""
    deed(verb="stop_being_speaker", key=speaker.key, once=once, by=by)
    if not _did("select i_speak_no_more(%s)", speaker.pk):
        raise NotNow


def _speak_as(speaker: int, name: str, event: int) -> None:
    name = " ".join(name.split())
    if not 0 < len(name) <= LONGEST_NAME:
        raise ValidationError(_("Give it a name."), code="name")
    if not _did("select i_speak_as(%s, %s)", speaker, name):
        raise NotNow
    with hats.system("the name that a speaker chose is the one that is found"):
        row = Speaker.objects.select_related("event").get(pk=speaker, event=event)
        chaired = row.chairs.values_list("session", flat=True)
        search_entries.keep(
            row.event, {*chaired, *row.speakings.values_list("talk__session", flat=True)}
        )


def _did(sql: str, *values: Any) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return bool(cursor.fetchone()[0])


# Those who prepare it


def organisers(event: Event) -> list[Membership]:
    """Those who prepare it now, whoever came first first."""
    now = Q(until__isnull=True) | Q(until__gt=timezone.now())
    return list(
        Membership.objects.filter(now, circle=event.circle_id)
        .select_related("person")
        .order_by("since", "pk")
    )


@one_step
def remove_organiser(*, event: Event, person: int, once: UUID | None, by: Person | int) -> None:
    """They prepare it no more; or I leave. The last one hands over first."""
    me = id_of(by)
    left = person == me
    deed(verb="leave_organisers" if left else "remove_organiser", key=event.key, once=once, by=by, about=None if left else person)  # fmt: skip
    here = organisers(event)
    mine = next((one for one in here if one.person_id == person), None)
    if mine is None:
        raise NotNow
    if len({one.person_id for one in here}) == 1:
        raise ValidationError(_("You are the last one to prepare it: ask somebody first, and leave once they have said yes."), code="last")  # fmt: skip
    Membership.objects.filter(circle=event.circle_id, person=person, until__isnull=True).update(
        until=timezone.now()
    )
