"""Registering, cancelling, noting who came. The database gives the places."""

from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models.functions import Now
from django.utils.translation import get_language, gettext, gettext_lazy

from entrepairs.core.fields import new_key
from entrepairs.core.jobs import defer
from entrepairs.core.secret_links import digest, secret_from
from entrepairs.core.sql_functions import call_function
from entrepairs.events.models import Event
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.idempotency import OtherWords
from entrepairs.ledger.transactions import (
    NotPossible,
    Refusals,
    SentBefore,
    action,
    refused_in_words,
)
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.people.models import Person
from entrepairs.registrations.models import Announcement, Registration, secret_of
from entrepairs.registrations.opening import takes_registrations

COLUMNS = (
    *("key", "door", "event_id", "person_id", "name", "mail", "language", "needs", "confirmation"),
    "added_by_id",
)


class AlreadyRegistered(NotPossible):
    """This person has a place, or waits for one; it is here."""

    def __init__(self, registration: Registration) -> None:
        super().__init__(gettext("You are registered already: here is your place."))
        self.registration = registration


def key_of(once: UUID) -> str:
    """The key of what a form registers: the same form sent twice is one registration."""
    return secret_from(f"registration:{once}", 14)


REGISTER = Verb("registrations", "register", gettext_lazy("You registered for an event"), NOT_TOLD)


@action
def register_for_event(
    *, event: Event, name: str, mail: str, needs: str, once: UUID, by: int | None
) -> str:
    """Gives the key: its holder reads and cancels the registration."""
    key = key_of(once)
    if by is not None:
        note_deed(REGISTER, by=by, object_key=event.key, once=once)
    if not takes_registrations(event):
        raise NotPossible(gettext("Registration is closed for this event."))
    values = _describe_row(
        event,
        key=key,
        person_id=by,
        name=name.strip(),
        mail=mail.strip(),
        needs=needs.strip(),
        confirmation=digest(secret_of(key)) if by is None and mail.strip() else "",
    )
    refusals: Refusals = {
        "registrations_registration_key_key": SentBefore,
        "registration_once": lambda: _registered_already(by, event),
    }
    try:
        with refused_in_words(refusals):
            _insert_registration(values)
    except SentBefore:
        _check_same_words(key, values)
    if by is None:
        tell_soon()
    return key


def _check_same_words(key: str, values: dict[str, Any]) -> None:
    """The same form again is the same registration; with other words it is another."""
    before = Registration.objects.with_key(key)
    names = ("name", "mail", "needs")
    if before is not None and any(getattr(before, name) != values[name] for name in names):
        raise OtherWords


def _registered_already(by: int | None, event: Event) -> NotPossible:
    known = None if by is None else Registration.objects.standing_of(by, event)
    return NotPossible() if known is None else AlreadyRegistered(known)


def tell_soon() -> None:
    """Who left an address waits for the mail that asks to confirm."""
    from entrepairs.registrations.jobs import tell_registered_soon

    defer(tell_registered_soon, alone="registrations_tell_soon")


def _describe_row(event: Event, **told: Any) -> dict[str, Any]:
    """Every column; what is not told is empty."""
    return {
        "key": new_key(),
        "door": new_key(),
        "event_id": event.pk,
        "person_id": None,
        "mail": "",
        "language": (get_language() or "fr")[:2],
        "needs": "",
        "confirmation": "",
        "added_by_id": None,
        **told,
    }


def _insert_registration(values: dict[str, Any]) -> None:
    """Without reading the row back, as Django would: a stranger may not."""
    fields = {field.column: field for field in Registration._meta.concrete_fields}
    stored = [fields[name].get_db_prep_save(values[name], connection) for name in COLUMNS]
    agreed = "statement_timestamp()" if values["needs"] else "null"
    columns = ", ".join(COLUMNS)
    row = ", ".join(["%s"] * len(COLUMNS))
    insert = (
        f"insert into registrations_registration ({columns}, needs_agreed_at, told) "  # noqa: S608
        f"values ({row}, {agreed}, '')"
    )
    with connection.cursor() as cursor:
        cursor.execute(insert, stored)


EVENT_IS_OVER = gettext_lazy("This event is over: a registration can no longer be cancelled.")
CANCEL = Verb(
    "registrations",
    "cancel_registration",
    gettext_lazy("You cancelled a registration"),
    NOT_TOLD,
)


@action
def cancel_registration(*, registration: Registration, once: UUID | None, by: int | None) -> None:
    """Until the event is over. The place goes to the person who has waited longest."""
    if by is not None:
        note_deed(CANCEL, by=by, object_key=registration.event.key, once=once)
    if registration.event.is_over:
        raise NotPossible(EVENT_IS_OVER)
    _ask("cancel_registration", registration.key)


NO_ACCOUNT = gettext_lazy("a person without an account")
NOTE_CAME = Verb(
    "registrations",
    "note_came",
    gettext_lazy("You recorded that %(who)s attended"),
    gettext_lazy("%(who)s recorded that you attended"),
    unnamed=NO_ACCOUNT,
)
NOTE_ABSENT = Verb(
    "registrations",
    "note_absent",
    gettext_lazy("You recorded that %(who)s did not attend"),
    gettext_lazy("%(who)s noted that you did not come"),
    unnamed=NO_ACCOUNT,
)


@action
def note_came(*, registration: Registration, came: bool, once: UUID | None, by: int) -> None:
    """At the door. Only those who prepare the event, of those who have a place."""
    note_deed(
        NOTE_CAME if came else NOTE_ABSENT,
        by=by,
        about=registration.person_id,
        object_key=registration.key,
        once=once,
    )
    standing = Registration.objects.filter(pk=registration.pk, state=Registration.State.PLACE)
    if not standing.update(came_at=Now() if came else None):
        raise NotPossible


@action
def confirm_registration(*, registration: Registration, secret: str) -> None:
    """By the link of the mail. By nobody who is known: there is no deed."""
    _ask("confirm_registration", registration.key, digest(secret))
    tell_soon()


ACCEPT = Verb(
    "registrations", "accept_registration", gettext_lazy("You confirmed a registration"), NOT_TOLD
)


@action
def accept_registration(*, registration: Registration, once: UUID | None, by: int) -> None:
    """By those who prepare the event, for a name that left no address."""
    note_deed(ACCEPT, by=by, object_key=registration.event.key, once=once)
    _ask("accept_registration", registration.key)


REMOVE = Verb(
    "registrations",
    "remove_registration",
    gettext_lazy("You cancelled a registration for an event"),
    gettext_lazy("%(who)s cancelled your registration for an event"),
)


@action
def remove_registration(*, registration: Registration, once: UUID | None, by: int) -> None:
    """By those who prepare the event, until it is over. The person is told."""
    about = registration.person_id if registration.person_id != by else None
    note_deed(REMOVE, by=by, about=about, object_key=registration.event.key, once=once)
    if registration.event.is_over:
        raise NotPossible(EVENT_IS_OVER)
    _ask("remove_registration", registration.key)
    tell_soon()


ADD = Verb("registrations", "add_registration", gettext_lazy("You registered someone"), NOT_TOLD)


@action
def add_registration(
    *, event: Event, name: str, mail: str, needs: str, once: UUID, by: int
) -> None:
    """Who telephones: those who prepare the event vouch for them."""
    note_deed(ADD, by=by, object_key=event.key, once=once)
    told = {"name": name.strip(), "mail": mail.strip(), "needs": needs.strip()}
    _insert_registration(_describe_row(event, **told))
    tell_soon()


ASK_PERSON = Verb(
    "registrations",
    "ask_person",
    gettext_lazy("You asked %(who)s whether they come to an event"),
    gettext_lazy("%(who)s asked whether you come to an event"),
)


@action
def ask_person(*, event: Event, person: Person, once: UUID | None, by: int) -> None:
    """Whether somebody here comes: nobody is registered without their yes. After a no, only they
    register.
    """
    note_deed(ASK_PERSON, by=by, about=person.pk, object_key=event.key, once=once)
    if not event.takes_place:
        raise NotPossible(gettext("Registration is closed for this event."))
    before = Registration.objects.filter(event=event, person=person)
    if before.filter(state=Registration.State.CANCELLED).exists():
        raise NotPossible(gettext("This person cancelled: only they can register again."))
    if before.exists():
        raise NotPossible(gettext("This person is registered or asked already."))
    asked = {"person_id": person.pk, "name": person.name[:120], "added_by_id": by}
    _insert_registration(_describe_row(event, **asked))
    tell_soon()


AGREE = Verb("registrations", "agree", gettext_lazy("You said yes to coming to an event"), NOT_TOLD)


@action
def agree_to_registration(*, registration: Registration, once: UUID | None, by: int) -> None:
    """My yes, when organisers ask: a place, or one waits."""
    note_deed(AGREE, by=by, object_key=registration.event.key, once=once)
    _ask("agree_to_registration", registration.key)


ANNOUNCE = Verb(
    "registrations", "announce", gettext_lazy("You wrote to people who registered"), NOT_TOLD
)


@action
def announce(*, event: Event, body: str, to: str, once: UUID, by: int) -> None:
    """To all who have a place or wait for one, or to some: on their page, by notice, by mail."""
    note_deed(ANNOUNCE, by=by, object_key=event.key, once=once)
    made = Announcement.objects.create(event=event, by_id=by, body=body, to=to)
    if not made.deliveries.exists():
        raise NotPossible(gettext("Not sent: nobody is in this group yet."))
    tell_soon()


def _ask(function: str, *values: str) -> None:
    """A function of the database that says whether it did it."""
    if not call_function(function, *values):
        raise NotPossible
