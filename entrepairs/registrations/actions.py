"""Registering, cancelling, noting who came. The database gives the places: see policies.sql."""

from typing import Any
from uuid import UUID

from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.db.models.functions import Now
from django.utils.translation import get_language, gettext

from entrepairs.core.fields import new_key
from entrepairs.core.secret_links import secret_from
from entrepairs.events.models import Event
from entrepairs.ledger.actions import note_deed
from entrepairs.registrations.models import Registration

COLUMNS = ("key", "door", "event_id", "person_id", "name", "mail", "language", "needs")


class Closed(Exception):
    """The event takes no registration, or none any more. Nothing was written."""

    def __init__(self) -> None:
        super().__init__(gettext("This event takes no registrations now."))


class AlreadyRegistered(Exception):
    """This person has a place, or waits for one; it is here."""

    def __init__(self, registration: Registration) -> None:
        super().__init__(gettext("You are registered already: here is your place."))
        self.registration = registration


def key_of(once: UUID) -> str:
    """The key of what a form registers: the same form sent twice is one registration, also without an account."""
    return secret_from(f"registration:{once}", 14)


def register(*, event: Event, name: str, mail: str, needs: str, once: UUID, by: int | None) -> str:
    """Gives the key: whoever holds it reads and cancels the registration."""
    key = key_of(once)
    mine = {
        "event_id": event.pk,
        "person_id": by,
        "name": name.strip(),
        "language": (get_language() or "fr")[:2],
    }
    try:
        with transaction.atomic():
            if by is not None:
                note_deed(
                    verb="register", room="registrations", by=by, object_key=event.key, once=once
                )
            insert(
                {
                    "key": key,
                    "door": new_key(),
                    "mail": mail.strip(),
                    "needs": needs.strip(),
                    **mine,
                }
            )
    except IntegrityError as error:
        if by is not None and (known := of(event, by)) is not None and known.key != key:
            raise AlreadyRegistered(known) from error
        if named(key) is None:
            raise
    except ProgrammingError as error:
        if getattr(error.__cause__, "sqlstate", "") == "42501":  # insufficient_privilege
            raise Closed from error
        raise
    return key


def insert(values: dict[str, Any]) -> None:
    """Without reading back: a stranger may not."""
    fields = {field.column: field for field in Registration._meta.concrete_fields}
    stored = [fields[name].get_db_prep_save(values[name], connection) for name in COLUMNS]
    agreed = "statement_timestamp()" if values["needs"] else "null"
    columns = ", ".join(COLUMNS)
    with connection.cursor() as cursor:
        cursor.execute(
            f"insert into registrations_registration ({columns}, needs_agreed_at, told) "  # noqa: S608 (constants)
            f"values ({', '.join(['%s'] * len(COLUMNS))}, {agreed}, '')",
            stored,
        )


def named(key: str) -> Registration | None:
    """The registration with this key, for whoever holds it."""
    return next(iter(Registration.objects.raw("select * from registration_named(%s)", [key])), None)


def of(event: Event, person: int) -> Registration | None:
    return (
        Registration.objects.filter(event=event, person=person).exclude(state="cancelled").first()
    )


def ask(function: str, value: Any) -> Any:
    """One of the questions that policies.sql answers."""
    with connection.cursor() as cursor:
        cursor.execute(f"select {function}(%s)", [value])  # a name of ours
        return cursor.fetchone()[0]


def is_full(event: Event) -> bool:
    return bool(ask("is_full", event.pk))


def prepares(event: Event) -> bool:
    """Whether whoever asks prepares the event."""
    return bool(ask("i_prepare", event.pk))


def before(registration: Registration) -> int:
    """How many wait before this one."""
    return int(ask("before_in_queue", registration.key))


def cancel(*, registration: Registration, once: UUID | None, by: int | None) -> bool:
    """The place goes to whoever waits first. False when there was nothing to cancel."""
    if by is not None:
        note_deed(
            verb="cancel_registration",
            room="registrations",
            by=by,
            object_key=registration.event.key,
            once=once,
        )
    return bool(ask("cancel_registration", registration.key))


def note_came(*, registration: Registration, came: bool, once: UUID | None, by: int) -> bool:
    """At the door. Only those who prepare the event, of those who have a place."""
    verb = "note_came" if came else "note_absent"
    note_deed(
        verb=verb,
        room="registrations",
        by=by,
        about=registration.person_id,
        object_key=registration.key,
        once=once,
    )
    standing = Registration.objects.filter(pk=registration.pk, state=Registration.State.PLACE)
    return bool(standing.update(came_at=Now() if came else None))
