"""Words inside a circle, as whoever asks may read them."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import BigIntegerField, Count, F, Func, Q, Subquery, Window
from django.db.models.functions import Lag, Now
from django.utils import timezone

from entrepairs.conversations.models import JournalEntry, Message
from entrepairs.core import hats
from entrepairs.people.models import Circle

SIZE = 50
SILENCE = dt.timedelta(hours=24)


class Me(Func):
    """Whoever asks, as the database knows them."""

    function = "me"
    output_field = BigIntegerField()


@dataclass(slots=True)
class Shown:
    """A message as a page shows it."""

    id: int
    key: UUID  # its name in addresses
    author: int
    name: str
    body: str
    at: dt.datetime  # on the clock of whoever reads
    mine: bool = False
    seen: bool = False  # by everybody else in the circle
    begins_day: bool = False  # the day is said above it


@dataclass
class Page:
    messages: list[Shown] = field(default_factory=list)
    has_older: bool = False
    before: UUID | None = None  # nothing: these are the newest
    follows: Shown | None = None  # the last one that the page asking has

    @property
    def oldest(self) -> Shown | None:
        return self.messages[0] if self.messages else None

    @property
    def newest(self) -> Shown | None:
        return self.messages[-1] if self.messages else None


# Where I stand in a circle


def current() -> Q:
    """Memberships of the present moment."""
    return Q(since__lte=Now()) & (Q(until__isnull=True) | Q(until__gt=Now()))


COLUMNS = [field.attname for field in Circle._meta.concrete_fields]
STANDING = f"""
select {", ".join(f"c.{name}" for name in COLUMNS)}, may_write_in(c.id), my_mark(c.id), coalesce((
  select min(coalesce(r.message_id, 0)) from people_membership o
  left join conversations_reading r on r.circle_id = o.circle_id and r.person_id = o.person_id
  where o.circle_id = c.id and o.person_id <> me() and (o.until is null or o.until > statement_timestamp())), 0)
from people_circle c
where c.key = %s and exists (select from people_membership m where m.circle_id = c.id and m.person_id = me())
"""  # noqa: S608 (a constant)


def standing(key: str) -> Any:
    """A circle I am or was in, with `may_write`, `read_to` (by me) and `seen_to` (by everybody else). None: not mine."""
    with connection.cursor() as cursor:
        cursor.execute(STANDING, [key])
        row = cursor.fetchone()
    if row is None:
        return None
    here: Any = Circle.from_db(connection.alias, COLUMNS, row[: len(COLUMNS)])
    here.may_write, here.read_to, here.seen_to = row[len(COLUMNS) :]
    return here


# Messages, in plain SQL: a page of fifty is the one that is opened most

MESSAGES = """
select m.id, m.once, m.author_id, p.name, m.body, m.sent_at
from conversations_message m join people_person p on p.id = m.author_id
where m.circle_id = %(circle)s::bigint
"""
NAMED = "(select id from conversations_message where circle_id = %(circle)s::bigint and once = %(key)s::uuid)"
NEWEST = f"{MESSAGES} order by m.id desc limit %(size)s::int"
BEFORE = f"{MESSAGES} and m.id < {NAMED} order by m.id desc limit %(size)s::int"
FROM = f"{MESSAGES} and m.id >= {NAMED} order by m.id limit %(size)s::int"


def page(circle: Circle, before: UUID | None = None, size: int = SIZE) -> Page:
    """The newest messages, or those before one; oldest first. One query."""
    rows = ask(BEFORE if before else NEWEST, circle, before, size + 1)
    return Page(show(rows[:size][::-1]), len(rows) > size, before)


def after(circle: Circle, last: UUID | None, size: int = SIZE) -> Page:
    """What came after one message, oldest first; the newest of all after none. One query."""
    if last is None:
        return page(circle, size=size)
    shown = show(ask(FROM, circle, last, size + 1))
    return Page(shown[1:], follows=shown[0] if shown else None)


def ask(statement: str, circle: Circle, key: UUID | None, size: int) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(
            statement, {"circle": circle.pk, "size": size, **({"key": key} if key else {})}
        )
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows


def show(rows: list[tuple[Any, ...]]) -> list[Shown]:
    """In clear, and with the days said above the first message of each."""
    me, zone, former = hats.worn_person(), timezone.get_current_timezone(), None
    shown = []
    for number, key, author, name, body, at in rows:
        here = at.astimezone(zone)
        day = here.date()
        shown.append(
            Shown(
                number,
                key,
                author,
                name,
                in_clear(body),
                here,
                author == me,
                begins_day=day != former,
            )
        )
        former = day
    return shown


def in_clear(stored: str) -> str:
    return Message._meta.get_field("body").from_db_value(stored, None, connection) or ""


def mark_seen(page: Page, seen_to: int) -> None:
    """Say which of mine everybody else has read."""
    for shown in page.messages:
        shown.seen = shown.mine and shown.id <= seen_to


def last_seen(circle: Circle, seen_to: int) -> UUID | None:
    """The newest of my messages that everybody else has read: those before it are seen too."""
    mine = Message.objects.filter(circle=circle, author=Me(), id__lte=seen_to)
    return mine.order_by("-id").values_list("once", flat=True).first()


# What waits for me


MANY = 100  # more are not counted
# Memberships of now, with what others wrote after my mark. In a subselect the mark is a plain number to the planner: each
# circle is then a short walk along one index, instead of asking of every message ever whether I was there.
UNREAD = f"""
from people_membership mine
cross join lateral (
  select count(*) as unread from (
    select from conversations_message
    where circle_id = mine.circle_id and id > (select my_mark(mine.circle_id)) and author_id <> me()
    limit {MANY}) newer) counted
where mine.person_id = me() and mine.since <= statement_timestamp()
  and (mine.until is null or mine.until > statement_timestamp()) and unread > 0
"""  # noqa: S608 (a constant)
COUNTS = f"select distinct circle_id, unread {UNREAD}"
WAITING = f"""
select circle.*, unread, last.sent_at as last_at, author.name as last_name, author.key as last_key
from (select distinct circle_id, unread {UNREAD}) here
join people_circle circle on circle.id = here.circle_id
cross join lateral (
  select sent_at, author_id from conversations_message
  where circle_id = here.circle_id and id > (select my_mark(here.circle_id)) and author_id <> me() order by id desc limit 1) last
join people_person author on author.id = last.author_id
order by last.sent_at desc
"""  # noqa: S608


def unread_counts() -> dict[int, int]:
    """How many messages I have not read, by circle; only where there are some. One query."""
    with connection.cursor() as cursor:
        cursor.execute(COUNTS)
        return dict(cursor.fetchall())


@dataclass(frozen=True)
class Waiting:
    """A conversation with something to read."""

    circle: Circle
    unread: int
    name: str  # who wrote last
    key: str  # the key of that person
    at: dt.datetime


def waiting() -> list[Waiting]:
    """The conversations where someone wrote to me, newest first. One query."""
    found: Any = Circle.objects.raw(WAITING)
    return [
        Waiting(each, each.unread, each.last_name, each.last_key, each.last_at) for each in found
    ]


# Who speaks, for the mirror of a circle


def voices(circle: Circle, since: dt.datetime | None = None) -> dict[int, int]:
    """How many messages each wrote."""
    found = Message.objects.filter(circle=circle)
    if since:
        found = found.filter(sent_at__gte=since)
    return dict(found.order_by().values_list("author").annotate(number=Count("pk")))


def starts(
    circle: Circle, since: dt.datetime | None = None, silence: dt.timedelta = SILENCE
) -> dict[int, int]:
    """How many exchanges each began: the first message after a silence."""
    former = Window(Lag("sent_at"), order_by=F("id").asc())
    found = Message.objects.filter(circle=circle).annotate(former=former)
    found = found.filter(Q(former__isnull=True) | Q(sent_at__gte=F("former") + silence))
    if since:
        found = found.filter(sent_at__gte=since)
    counts: dict[int, int] = {}
    for author in found.values_list("author", flat=True):
        counts[author] = counts.get(author, 0) + 1
    return counts


# The journal


@dataclass
class JournalPage:
    entries: list[JournalEntry]
    has_older: bool
    before: str = ""

    @property
    def oldest(self) -> JournalEntry | None:
        return self.entries[-1] if self.entries else None


def journal(circle: Circle, before: str = "", size: int = SIZE) -> JournalPage:
    """The lines of a journal, newest first. One query."""
    found = JournalEntry.objects.filter(circle=circle).select_related("author")
    if before:
        found = found.filter(
            id__lt=Subquery(JournalEntry.objects.filter(circle=circle, key=before).values("id"))
        )
    rows = list(found.order_by("-id")[: size + 1])
    return JournalPage(rows[:size], len(rows) > size, before)
