"""Words inside a circle, as whoever asks may read them."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import (
    BigIntegerField,
    BooleanField,
    Count,
    DateTimeField,
    Exists,
    F,
    Func,
    IntegerField,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    Window,
)
from django.db.models.functions import Coalesce, Lag, Now
from django.utils import timezone

from entrepairs.base import hats
from entrepairs.conversations.models import JournalEntry, Message, Reading
from entrepairs.people.models import Circle, Membership

SIZE = 50
SILENCE = dt.timedelta(hours=24)


class Me(Func):
    """Whoever asks, as the database knows them."""

    function = "me"
    output_field = BigIntegerField()


class MayWriteIn(Func):
    """Whether whoever asks may add words in that circle now: see policies.sql."""

    function = "may_write_in"
    output_field = BooleanField()


@dataclass
class Shown:
    """A message as a page shows it."""

    message: Message
    mine: bool
    seen: bool = False  # by everybody else in the circle
    day: dt.datetime | None = None  # the first of its day: the day is said above it

    @property
    def key(self) -> UUID:
        return self.message.once


@dataclass
class Page:
    messages: list[Shown] = field(default_factory=list)
    has_older: bool = False
    before: UUID | None = None  # nothing: these are the newest
    follows: Message | None = None  # the last one that the page asking has

    @property
    def oldest(self) -> Message | None:
        return self.messages[0].message if self.messages else None

    @property
    def newest(self) -> Message | None:
        return self.messages[-1].message if self.messages else None


# Where I stand in a circle


def current(prefix: str = "") -> Q:
    """Memberships of the present moment."""
    until = f"{prefix}until"
    return Q(**{f"{prefix}since__lte": Now()}) & (Q(**{f"{until}__isnull": True}) | Q(**{f"{until}__gt": Now()}))


def my_reading(circle: Any) -> Coalesce:
    mine = Reading.objects.filter(circle=circle, person=Me()).values("message_id")
    return Coalesce(Subquery(mine[:1]), Value(0), output_field=BigIntegerField())


def standing() -> QuerySet[Any]:
    """Circles I am or was in, with `may_write`, `read_to` (by me) and `seen_to` (by everybody else)."""
    here = Membership.objects.filter(circle=OuterRef("pk"))
    theirs = Reading.objects.filter(circle=OuterRef("circle"), person=OuterRef("person")).values("message_id")
    others = here.filter(current()).exclude(person=Me()).annotate(read_to=Coalesce(Subquery(theirs[:1]), Value(0)))
    return Circle.objects.filter(Exists(here.filter(person=Me()))).annotate(
        may_write=MayWriteIn("pk"),
        read_to=my_reading(OuterRef("pk")),
        seen_to=Coalesce(
            Subquery(others.order_by().values("circle").annotate(least=Min("read_to")).values("least")),
            Value(0),
            output_field=BigIntegerField(),
        ),
    )


# Messages


def of(circle: Circle) -> QuerySet[Message]:
    return Message.objects.filter(circle=circle).select_related("author")


def named(circle: Circle, once: UUID) -> Subquery:
    """The number of the message that an address names."""
    return Subquery(Message.objects.filter(circle=circle, once=once).values("id"))


def page(circle: Circle, before: UUID | None = None, size: int = SIZE) -> Page:
    """The newest messages, or those before one; oldest first. One query."""
    found = of(circle)
    if before:
        found = found.filter(id__lt=named(circle, before))
    rows = list(found.order_by("-id")[: size + 1])
    return Page(show(rows[:size][::-1]), len(rows) > size, before)


def after(circle: Circle, last: UUID | None, size: int = SIZE) -> Page:
    """What came after one message, oldest first; all of it after none. One query."""
    if last is None:
        return page(circle, size=size)
    rows = list(of(circle).filter(id__gte=named(circle, last)).order_by("id")[: size + 1])
    return Page(show(rows)[1:], follows=rows[0] if rows else None)


def show(rows: list[Message]) -> list[Shown]:
    """With the days said above the first message of each."""
    shown: list[Shown] = []
    me, former = hats.worn_person(), None
    for message in rows:
        here = timezone.localtime(message.sent_at)
        day = None if former == here.date() else here
        shown.append(Shown(message, message.author_id == me, day=day))
        former = here.date()
    return shown


def mark_seen(page: Page, seen_to: int) -> None:
    """Say which of mine everybody else has read."""
    for shown in page.messages:
        shown.seen = shown.mine and shown.message.pk <= seen_to


def last_seen(circle: Circle, seen_to: int) -> UUID | None:
    """The newest of my messages that everybody else has read: those before it are seen too."""
    mine = Message.objects.filter(circle=circle, author=Me(), id__lte=seen_to)
    return mine.order_by("-id").values_list("once", flat=True).first()


# What waits for me


def unread() -> QuerySet[Any]:
    """My circles of now, with `unread`: the messages of others after the last that I read."""
    newer = Message.objects.filter(circle=OuterRef("pk"), id__gt=OuterRef("read_to")).exclude(author=Me())
    counted = newer.order_by().values("circle").annotate(number=Count("pk")).values("number")
    mine = Membership.objects.filter(current(), circle=OuterRef("pk"), person=Me())
    circles = Circle.objects.filter(Exists(mine)).annotate(read_to=my_reading(OuterRef("pk")))
    return circles.annotate(unread=Subquery(counted, output_field=IntegerField())).filter(unread__gt=0)


def unread_counts() -> dict[int, int]:
    """How many messages I have not read, by circle; only where there are some."""
    return dict(unread().values_list("pk", "unread"))


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
    newest = Message.objects.filter(circle=OuterRef("pk")).exclude(author=Me()).order_by("-id")
    circles = unread().annotate(
        last_at=Subquery(newest.values("sent_at")[:1], output_field=DateTimeField()),
        last_name=Subquery(newest.values("author__name")[:1], output_field=TextField()),
        last_key=Subquery(newest.values("author__key")[:1], output_field=TextField()),
    )
    found = circles.order_by("-last_at")
    return [Waiting(each, each.unread, each.last_name, each.last_key, each.last_at) for each in found]


# Who speaks, for the mirror of a circle


def voices(circle: Circle, since: dt.datetime | None = None) -> dict[int, int]:
    """How many messages each wrote."""
    found = Message.objects.filter(circle=circle)
    if since:
        found = found.filter(sent_at__gte=since)
    return dict(found.order_by().values_list("author").annotate(number=Count("pk")))


def starts(circle: Circle, since: dt.datetime | None = None, silence: dt.timedelta = SILENCE) -> dict[int, int]:
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
        found = found.filter(id__lt=Subquery(JournalEntry.objects.filter(circle=circle, key=before).values("id")))
    rows = list(found.order_by("-id")[: size + 1])
    return JournalPage(rows[:size], len(rows) > size, before)
