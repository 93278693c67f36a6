"""Writing inside a circle, and reading."""

from collections.abc import Iterable
from uuid import UUID

from django.db import connection, transaction
from django.db.models.functions import Now

from entrepairs.conversations.models import JournalEntry, Message
from entrepairs.conversations.queries import current, standing
from entrepairs.core import live_updates
from entrepairs.ledger.actions import note_deed
from entrepairs.notices import actions as notices
from entrepairs.notices.actions import id_of
from entrepairs.notices.models import Notice
from entrepairs.people.models import Circle, Membership, Person

ROOM = "conversations"
# One after the other in a circle, so that messages are committed in the order of their numbers: whoever has read up to
# one has read all those before it.
IN_TURN = "select pg_advisory_xact_lock(hashtextextended('entrepairs.conversations', %s::bigint))"
MARK = """
insert into conversations_reading (circle_id, person_id, message_id) values (%s::bigint, %s::bigint, %s::bigint)
on conflict (circle_id, person_id) do update set message_id = excluded.message_id, at = statement_timestamp()
where conversations_reading.message_id < excluded.message_id
"""


class Closed(Exception):
    """Nothing can be written in this circle now: paused, ended, or not mine to write in."""


def topic(circle: Circle) -> str:
    """What the pages that show this conversation listen to."""
    return f"conversation:{circle.pk}"


def send(*, circle: Circle, body: str, once: UUID, by: Person | int) -> Message:
    """Write to a circle. The same form sent twice is one message."""
    author = id_of(by)
    with connection.cursor() as cursor:
        cursor.execute(IN_TURN, [circle.pk])
    if earlier := Message.objects.filter(circle=circle, author=author, once=once).first():
        return earlier
    require_open(circle)
    message = Message.objects.create(circle=circle, author_id=author, body=body, once=once)
    others = other_members(circle, author)
    note_deed(verb="send", room=ROOM, by=author, about=only(others), object_key=circle.key)
    notices.tell(
        person=others,
        kind=Notice.Kind.MESSAGE,
        about=circle.key,
        path=circle.path,
        by=author,
        again=True,
    )
    live_updates.tell(topic(circle))
    return message


def mark_read(*, circle: Circle, message_id: int, by: Person | int) -> None:
    """I have seen this conversation up to there. Marks only move forward, and tell nobody: others see it by and by."""
    with connection.cursor() as cursor:
        cursor.execute(MARK, [circle.pk, id_of(by), message_id])
    notices.see(by=by, kinds=[Notice.Kind.MESSAGE], about=circle.key)


@transaction.atomic
def write_entry(*, circle: Circle, body: str, once: UUID | None, by: Person | int) -> JournalEntry:
    """Add a line to the journal of a circle."""
    note_deed(verb="write_entry", room=ROOM, by=id_of(by), object_key=circle.key, once=once)
    require_open(circle)
    return JournalEntry.objects.create(circle=circle, author_id=id_of(by), body=body)


@transaction.atomic
def change_entry(
    *, entry: JournalEntry, body: str, once: UUID | None, by: Person | int
) -> JournalEntry:
    """Change one's own line; everybody sees that it was changed."""
    note_deed(verb="change_entry", room=ROOM, by=id_of(by), object_key=entry.circle.key, once=once)
    require_open(entry.circle)
    changed = JournalEntry.objects.filter(pk=entry.pk, author=id_of(by)).update(
        body=body, changed_at=Now()
    )
    if not changed:
        raise Closed
    entry.refresh_from_db()
    return entry


@transaction.atomic
def remove_entry(*, entry: JournalEntry, once: UUID | None, by: Person | int) -> None:
    """Take one's own line away, for everybody."""
    note_deed(verb="remove_entry", room=ROOM, by=id_of(by), object_key=entry.circle.key, once=once)
    if not JournalEntry.objects.filter(pk=entry.pk, author=id_of(by)).delete()[0]:
        raise Closed


def require_open(circle: Circle) -> None:
    """The database refuses anyway; this says it in time to keep what was typed."""
    here = standing(circle.key)
    if here is None or not here.may_write:
        raise Closed


def other_members(circle: Circle, me: int) -> list[int]:
    members = Membership.objects.filter(current(), circle=circle).exclude(person=me)
    return list(members.values_list("person", flat=True).distinct())


def only(persons: Iterable[int]) -> int | None:
    """The one there is, when there is one."""
    found = list(persons)
    return found[0] if len(found) == 1 else None
