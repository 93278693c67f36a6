"""Invitations: to prepare an event with others, or to be found from a name in its programme."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.core import hats
from entrepairs.core.bilingual import Said, said
from entrepairs.core.fields import new_key
from entrepairs.core.identity import id_of
from entrepairs.core.sql_functions import call_function
from entrepairs.events import search_entries
from entrepairs.events.actions.speakers import sessions_with
from entrepairs.events.models import DeclinedEventInvitation, Event, EventInvitation, Speaker
from entrepairs.events.notice_kinds import ASKED
from entrepairs.events.organiser_queries import organisers_of
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import NotPossible, action
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.notices import actions as notices
from entrepairs.people.models import Membership, Person

LONGEST_NAME = 300


@dataclass(frozen=True, slots=True)
class ReceivedInvitation:
    """What I am asked: as much as may be read of it before my yes."""

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
    def title(self) -> Said:
        return said(self, "title")

    def get_kind_display(self) -> str:
        return str(Event.Kind(self.kind).label)


def find_received(key: str) -> ReceivedInvitation | None:
    with connection.cursor() as cursor:
        cursor.execute("select * from asked_of_me() where key = %s", [key])
        row = cursor.fetchone()
    return ReceivedInvitation(*row) if row else None


ASK_ORGANISER = Verb(
    "events",
    "ask_organiser",
    gettext_lazy("You asked %(who)s to help organise an event"),
    gettext_lazy("%(who)s asked you to help organise an event"),
)
ASK_SPEAKER = Verb(
    "events",
    "ask_speaker",
    gettext_lazy("You asked %(who)s if they are a speaker in a programme"),
    gettext_lazy("%(who)s asked you whether a speaker is you"),
)


@action
def send_invitation(
    *,
    event: Event,
    person: Person,
    speaker: Speaker | None = None,
    once: UUID | None,
    by: Person | int,
) -> EventInvitation:
    """Would you prepare it with us; is that speaker you? Nothing is shown before their yes."""
    me, key = id_of(by), new_key()
    verb = ASK_SPEAKER if speaker else ASK_ORGANISER
    note_deed(verb, by=by, about=person, object_key=event.key, once=once)
    sent = EventInvitation.objects.filter(event=event, person=person, speaker=speaker)
    if sent.exists() or (speaker is None and _prepares(event, person)):
        raise NotPossible
    if call_function("asked_twice_lately", event.pk, person.pk, speaker is not None):
        raise NotPossible(_("This was asked less than 30 days ago. Wait a little."))
    invitation = EventInvitation.objects.create(
        key=key, event=event, person=person, by_id=me, speaker=speaker
    )
    notices.tell(person=person.pk, kind=ASKED, about=key, path=invitation.path, by=me)
    return invitation


def _prepares(event: Event, person: Person) -> bool:
    return any(organiser.person_id == person.pk for organiser in organisers_of(event))


TAKE_BACK = Verb("events", "take_back_asking", gettext_lazy("You cancelled a request"), NOT_TOLD)


@action
def take_back_invitation(
    *, invitation: EventInvitation, once: UUID | None, by: Person | int
) -> None:
    note_deed(TAKE_BACK, by=by, object_key=invitation.key, once=once)
    if not EventInvitation.objects.filter(pk=invitation.pk).delete()[0]:
        raise NotPossible


JOIN_ORGANISERS = Verb(
    "events", "join_organisers", gettext_lazy("You agreed to help organise an event"), NOT_TOLD
)
BE_SPEAKER = Verb(
    "events", "be_speaker", gettext_lazy("You said that a speaker of an event is you"), NOT_TOLD
)


@action
def accept_invitation(
    *, invitation: ReceivedInvitation, name: str = "", once: UUID | None, by: Person | int
) -> None:
    """I prepare it too, from now on; or I am that speaker, under this name."""
    verb = BE_SPEAKER if invitation.speaker_id else JOIN_ORGANISERS
    note_deed(verb, by=by, object_key=invitation.key, once=once)
    if invitation.speaker_id:
        name = name or invitation.speaker or ""
        _speak_as(invitation.speaker_id, name, invitation.event_id)
    else:
        Membership.objects.create(
            circle_id=invitation.circle_id, person_id=id_of(by), asked_by=Membership.Asked.PEER
        )
    EventInvitation.objects.filter(pk=invitation.id).delete()


SAY_NO = Verb("events", "say_no", gettext_lazy("You said no to what you were asked"), NOT_TOLD)


@action
def decline_invitation(
    *, invitation: ReceivedInvitation, once: UUID | None, by: Person | int
) -> None:
    """No reason is asked, and nobody is told."""
    note_deed(SAY_NO, by=by, object_key=invitation.key, once=once)
    DeclinedEventInvitation.objects.create(asking_id=invitation.id, person_id=id_of(by))


@action
def name_myself(*, speaker: Speaker, name: str, once: UUID | None, by: Person | int) -> None:
    """Under another name from now on.

    I am linked to it already, or prepare the event and am that speaker.
    """
    note_deed(BE_SPEAKER, by=by, object_key=speaker.key, once=once)
    unlinked = Speaker.objects.filter(pk=speaker.pk, person=None)
    if speaker.person_id is None and not unlinked.update(person=id_of(by)):
        raise NotPossible
    _speak_as(speaker.pk, name, speaker.event_id)


UNLINK_MYSELF = Verb(
    "events",
    "stop_being_speaker",
    gettext_lazy("You removed the link from a programme to your profile"),
    NOT_TOLD,
)


@action
def unlink_myself(*, speaker: Speaker, once: UUID | None, by: Person | int) -> None:
    """My name stays in the programme; nothing leads from it to me."""
    note_deed(UNLINK_MYSELF, by=by, object_key=speaker.key, once=once)
    if not call_function("i_speak_no_more", speaker.pk):
        raise NotPossible


def _speak_as(speaker: int, name: str, event: int) -> None:
    name = " ".join(name.split())
    if not 0 < len(name) <= LONGEST_NAME:
        raise ValidationError(_("Enter a name."), code="name")
    if not call_function("i_speak_as", speaker, name):
        raise NotPossible
    with hats.system("the name that a speaker chose is the one that is found"):
        row = Speaker.objects.select_related("event").get(pk=speaker, event=event)
        search_entries.index_event(row.event, sessions_with(row))


# Those who prepare it

LEAVE = Verb(
    "events",
    "leave_organisers",
    gettext_lazy("You are no longer an organiser of an event"),
    NOT_TOLD,
)
REMOVE_ORGANISER = Verb(
    "events",
    "remove_organiser",
    gettext_lazy("You removed %(who)s from the organisers of an event"),
    gettext_lazy("%(who)s removed you from the organisers of an event"),
)


@action
def remove_organiser(*, event: Event, person: int, once: UUID | None, by: Person | int) -> None:
    """They prepare it no more; or I leave. The last one hands over first."""
    if person == id_of(by):
        note_deed(LEAVE, by=by, object_key=event.key, once=once)
    else:
        note_deed(REMOVE_ORGANISER, by=by, about=person, object_key=event.key, once=once)
    people = {organiser.person_id for organiser in organisers_of(event)}
    if person not in people:
        raise NotPossible
    if len(people) == 1:
        words = _(
            "You are the only organiser. Ask someone else first. You can leave once they say yes."
        )
        raise ValidationError(words, code="last")
    mine = Membership.objects.current().filter(circle=event.circle_id, person=person)
    mine.update(until=timezone.now())
