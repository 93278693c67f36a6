"""Words inside a circle, as the person of the hat may read them."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import BigIntegerField, Func, Subquery
from django.utils import timezone

from entrepairs.conversations.models import JournalEntry, Message
from entrepairs.core import hats
from entrepairs.people.circles import say_why_closed
from entrepairs.people.models import Circle

SIZE = 50
TAKE_BACK_WITHIN = dt.timedelta(minutes=10)  # the policy says it too: a test compares


class Me(Func):
    """The person of the hat, as the database knows them."""

    function = "me"
    output_field = BigIntegerField()


@dataclass(slots=True)
class ShownMessage:
    """A message as a page shows it."""

    id: int
    key: UUID  # its name in addresses
    author: int
    name: str
    body: str
    at: dt.datetime  # in the time zone of the reader
    mine: bool = False
    seen: bool = False  # by everyone else in the circle
    begins_day: bool = False  # the day is said above it
    taken_back: bool = False
    may_take_back: bool = False


@dataclass
class MessagePage:
    messages: list[ShownMessage] = field(default_factory=list)
    has_older: bool = False
    before: UUID | None = None  # nothing: these are the newest
    follows: ShownMessage | None = None  # the last one that the page asking has

    @property
    def oldest(self) -> ShownMessage | None:
        return self.messages[0] if self.messages else None

    @property
    def newest(self) -> ShownMessage | None:
        return self.messages[-1] if self.messages else None


# Where I stand in a circle


COLUMNS = [field.attname for field in Circle._meta.concrete_fields]
STANDING = f"""
select {", ".join(f"c.{name}" for name in COLUMNS)},
  c.id = any((select my_open_circles())::bigint[]),
  c.kind <> 'pair' and c.id <> all((select my_circles())::bigint[]),
  c.id = any((select my_muted_circles())::bigint[]), my_mark(c.id), coalesce((
  select min(coalesce(r.message_id, 0)) from people_membership o
  left join conversations_reading r on r.circle_id = o.circle_id and r.person_id = o.person_id
  where o.circle_id = c.id and o.person_id <> me()
  and is_current(o.since, o.until)), 0)
from people_circle c
where c.key = %s
and exists (select from people_membership m where m.circle_id = c.id and m.person_id = me())
"""  # noqa: S608 (a constant)


@dataclass(frozen=True, slots=True)
class CircleStanding:
    """A circle I am or was in, and where I stand in it."""

    circle: Circle
    may_write: bool
    left: bool  # others go on in it
    muted: bool  # a decision keeps me from writing
    read_to: int  # the last message that I have read
    seen_to: int  # the last one that everyone else has read

    @property
    def why_closed(self) -> str:
        """Why nothing can be written here now; nothing when it can."""
        if self.may_write:
            return ""
        if self.circle.ended_at:
            return say_why_closed(self.circle, "ended")
        if self.left:
            return say_why_closed(self.circle, "left")
        if self.muted:
            return say_why_closed(self.circle, "muted")
        return say_why_closed(self.circle, "paused" if self.circle.paused_at else "ended")


def find_standing(key: str) -> CircleStanding | None:
    """None when I never was in this circle. One query."""
    with connection.cursor() as cursor:
        cursor.execute(STANDING, [key])
        row = cursor.fetchone()
    if row is None:
        return None
    circle = Circle.from_db(connection.alias, COLUMNS, row[: len(COLUMNS)])
    return CircleStanding(circle, *row[len(COLUMNS) :])


# Messages, in plain SQL: a page of fifty is the one that is opened most

MESSAGES = """
select m.id, m.once, m.author_id, p.name, m.body, m.sent_at, m.taken_back_at is not null
from conversations_message m join people_person p on p.id = m.author_id
where m.circle_id = %(circle)s::bigint
"""
NAMED = """(
  select id from conversations_message
  where circle_id = %(circle)s::bigint and once = %(key)s::uuid)
"""
NEWEST = f"{MESSAGES} order by m.id desc limit %(size)s::int"
BEFORE = f"{MESSAGES} and m.id < {NAMED} order by m.id desc limit %(size)s::int"
FROM = f"{MESSAGES} and m.id >= {NAMED} order by m.id limit %(size)s::int"


def find_page(circle: Circle, before: UUID | None = None, size: int = SIZE) -> MessagePage:
    """The newest messages, or those before one; oldest first. One query."""
    rows = fetch_rows(BEFORE if before else NEWEST, circle, before, size + 1)
    return MessagePage(show_rows(rows[:size][::-1]), len(rows) > size, before)


def find_after(circle: Circle, last: UUID | None, size: int = SIZE) -> MessagePage:
    """What came after one message, oldest first; the newest of all after none. One query."""
    if last is None:
        return find_page(circle, size=size)
    shown = show_rows(fetch_rows(FROM, circle, last, size + 1))
    return MessagePage(shown[1:], follows=shown[0] if shown else None)


def fetch_rows(
    statement: str, circle: Circle, key: UUID | None, size: int
) -> list[tuple[Any, ...]]:
    values: dict[str, Any] = {"circle": circle.pk, "size": size}
    if key:
        values["key"] = key
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows


def show_rows(rows: list[tuple[Any, ...]]) -> list[ShownMessage]:
    """Decrypted, in the reader's time zone, and with each day said above its first message."""
    me, zone, former = hats.worn_person(), timezone.get_current_timezone(), None
    shown, since = [], timezone.now() - TAKE_BACK_WITHIN
    for number, key, author, name, body, at, taken_back in rows:
        here, text, mine = at.astimezone(zone), decrypt_body(body), author == me
        begins = here.date() != former
        one = ShownMessage(number, key, author, name, text, here, mine, begins_day=begins)
        one.taken_back, one.may_take_back = taken_back, mine and not taken_back and at > since
        shown.append(one)
        former = here.date()
    return shown


def decrypt_body(stored: str) -> str:
    return Message._meta.get_field("body").from_db_value(stored, None, connection) or ""


def mark_seen(page: MessagePage, seen_to: int) -> None:
    """Says which of mine everyone else has read."""
    for shown in page.messages:
        shown.seen = shown.mine and shown.id <= seen_to


def find_last_seen(circle: Circle, seen_to: int) -> UUID | None:
    """The newest of my messages that everyone else has read: those before it are seen too."""
    mine = Message.objects.filter(circle=circle, author=Me(), id__lte=seen_to)
    return mine.order_by("-id").values_list("once", flat=True).first()


LATELY = """
select once from (
  select once, taken_back_at from conversations_message
  where circle_id = %s::bigint order by id desc limit 50) last
where taken_back_at > statement_timestamp() - interval '20 minutes'
"""


def find_taken_back(circle: Circle) -> list[UUID]:
    """Messages that were taken back lately: pages that are open have them still."""
    with connection.cursor() as cursor:
        cursor.execute(LATELY, [circle.pk])
        return [key for (key,) in cursor]


# What waits for me


MANY = 100  # more are not counted
# Memberships of now, with what others wrote after my mark. In a subselect the mark is a plain
# number to the planner: each circle is then a short walk along one index, instead of asking of
# every message ever whether I was there.
COUNTS = f"""
select distinct circle_id, unread
from people_membership mine
cross join lateral (
  select count(*) as unread from (
    select from conversations_message
    where circle_id = mine.circle_id and id > (select my_mark(mine.circle_id)) and author_id <> me()
      and taken_back_at is null
    limit {MANY}) newer) counted
where mine.person_id = me() and is_current(mine.since, mine.until) and unread > 0
"""  # noqa: S608 (a constant)


def unread_counts() -> dict[int, int]:
    """How many messages I have not read, by circle; only where there are some. One query."""
    with connection.cursor() as cursor:
        cursor.execute(COUNTS)
        return dict(cursor.fetchall())


# The journal


@dataclass
class JournalPage:
    entries: list[JournalEntry]
    has_older: bool
    before: str = ""

    @property
    def oldest(self) -> JournalEntry | None:
        return self.entries[-1] if self.entries else None


def find_journal_page(circle: Circle, before: str = "", size: int = SIZE) -> JournalPage:
    """The lines of a journal, newest first. One query."""
    found = JournalEntry.objects.filter(circle=circle).select_related("author")
    if before:
        found = found.filter(
            id__lt=Subquery(JournalEntry.objects.filter(circle=circle, key=before).values("id"))
        )
    rows = list(found.order_by("-id")[: size + 1])
    return JournalPage(rows[:size], len(rows) > size, before)
