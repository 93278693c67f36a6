"""Writing inside a circle, and marking how far one has read."""

from uuid import UUID

from django.db import connection
from django.db.models.functions import Now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.conversations.models import JournalEntry, Message
from entrepairs.conversations.notice_kinds import MESSAGE
from entrepairs.core import live_updates
from entrepairs.core.identity import id_of, only_one
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import NotPossible, action
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.notices import actions as notices
from entrepairs.people.circles import hold_open
from entrepairs.people.models import Circle, Membership, Person

ROOM = "conversations"
# Writers of one circle queue, so that messages are committed in the order of their numbers: who has
# read up to one has read all those before it.
IN_TURN = "select pg_advisory_xact_lock(hashtextextended('entrepairs.conversations', %s::bigint))"
MARK = """
insert into conversations_reading (circle_id, person_id, message_id)
values (%s::bigint, %s::bigint, %s::bigint)
on conflict (circle_id, person_id) do update
set message_id = excluded.message_id, at = statement_timestamp()
where conversations_reading.message_id < excluded.message_id
"""


def topic_of(circle: Circle) -> str:
    """What the pages that show this conversation listen to."""
    return f"conversation:{circle.pk}"


SEND = Verb(
    ROOM,
    "send",
    gettext_lazy("You wrote a message"),
    gettext_lazy("%(who)s sent you a message"),
)


@action
def send_message(*, circle: Circle, body: str, once: UUID, by: Person | int) -> Message:
    with connection.cursor() as cursor:
        cursor.execute(IN_TURN, [circle.pk])
    others = find_others(circle, id_of(by))
    note_deed(SEND, by=by, about=only_one(others), object_key=circle.key, once=once)
    hold_open(circle, _("Your message was not sent. %(why)s"))
    message = Message.objects.create(circle=circle, author_id=id_of(by), body=body, once=once)
    notices.tell(
        person=others,
        kind=MESSAGE,
        about=circle.key,
        path=circle.talk_path,
        by=by,
        again=True,
    )
    live_updates.notify_pages(topic_of(circle))
    return message


TOO_LATE = gettext_lazy(
    "A message can be withdrawn within 10 minutes. It is too late for this one."
)
TAKE_BACK = Verb(ROOM, "take_back", gettext_lazy("You withdrew a message"), NOT_TOLD)


@action
def take_back_message(*, message: Message, once: UUID | None, by: Person | int) -> None:
    """Empties one's own message for everyone, within ten minutes; its place stays and says so. Also
    while nothing can be written."""
    note_deed(TAKE_BACK, by=by, object_key=message.circle.key, once=once)
    mine = Message.objects.filter(pk=message.pk, author=id_of(by), taken_back_at__isnull=True)
    if not mine.update(body="", taken_back_at=Now()):
        raise NotPossible(TOO_LATE)
    live_updates.notify_pages(topic_of(message.circle))


def mark_read(*, circle: Circle, message_id: int, by: Person | int) -> None:
    """I have seen this conversation up to there. Marks only move forward, and are no deed."""
    with connection.cursor() as cursor:
        cursor.execute(MARK, [circle.pk, id_of(by), message_id])


WRITE_ENTRY = Verb(ROOM, "write_entry", gettext_lazy("You wrote in a shared journal"), NOT_TOLD)


@action
def write_entry(*, circle: Circle, body: str, once: UUID | None, by: Person | int) -> JournalEntry:
    note_deed(WRITE_ENTRY, by=by, object_key=circle.key, once=once)
    hold_open(circle, _("Your entry was not saved. %(why)s"))
    return JournalEntry.objects.create(circle=circle, author_id=id_of(by), body=body)


CHANGE_ENTRY = Verb(
    ROOM, "change_entry", gettext_lazy("You changed an entry in a shared journal"), NOT_TOLD
)


@action
def change_entry(
    *, entry: JournalEntry, body: str, once: UUID | None, by: Person | int
) -> JournalEntry:
    """Changes one's own line; everyone in the circle sees that it was changed."""
    note_deed(CHANGE_ENTRY, by=by, object_key=entry.circle.key, once=once)
    closed = _("Not changed: nothing can be written here now.")
    hold_open(entry.circle, closed)
    mine = JournalEntry.objects.filter(pk=entry.pk, author=id_of(by))
    if not mine.update(body=body, changed_at=Now()):
        raise NotPossible(closed)
    entry.refresh_from_db()
    return entry


REMOVE_ENTRY = Verb(
    ROOM, "remove_entry", gettext_lazy("You deleted an entry from a shared journal"), NOT_TOLD
)


@action
def remove_entry(*, entry: JournalEntry, once: UUID | None, by: Person | int) -> None:
    """Takes one's own line away, for everyone; also while nothing can be written."""
    note_deed(REMOVE_ENTRY, by=by, object_key=entry.circle.key, once=once)
    if not JournalEntry.objects.filter(pk=entry.pk, author=id_of(by)).delete()[0]:
        raise NotPossible


def find_others(circle: Circle, me: int) -> list[int]:
    members = Membership.objects.current().filter(circle=circle).exclude(person=me)
    return list(members.values_list("person", flat=True).distinct())
