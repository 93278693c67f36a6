"""Meetings as pages show them. Everything here is what whoever wears the person hat may see."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.expressions import RawSQL
from django.db.models.functions import JSONObject
from django.utils import timezone
from django.utils.translation import gettext as _

from entrepairs.core import hats
from entrepairs.core.compiled_queries import one_of, prepared
from entrepairs.meetings import feed_tokens
from entrepairs.meetings.models import CalendarFeed, Contribution, Meeting
from entrepairs.meetings.states import Press, Presses, Standing, State, may, state
from entrepairs.people.models import Circle, Membership, Person

PAGE = 50
MEMORY = dt.timedelta(
    days=30
)  # after that a meeting that nobody answered, told or noted waits for nobody


@dataclass(frozen=True, slots=True)
class Shown:
    """A meeting as one person sees it: with whom, where it stands, what they may do about it."""

    meeting: Meeting
    others: list[Person]  # in a pair, the other; a circle with a name needs none
    state: State
    may: Presses
    standing: Standing

    @property
    def key(self) -> str:
        return str(self.meeting.key)

    @property
    def path(self) -> str:
        return self.meeting.path

    @property
    def other(self) -> Person | None:
        return self.others[0] if self.others else None

    @property
    def title(self) -> str:
        return str(self.meeting.title) or self.usual_title

    @property
    def usual_title(self) -> str:
        """What it is when nobody named it."""
        if self.other:
            return _("Meeting with %(name)s") % {"name": self.other.name}
        return str(self.meeting.circle.name or _("Meeting"))

    @property
    def mine(self) -> bool:
        """It is I who proposed this time and place."""
        return self.meeting.proposed_by_id == self.standing.me

    @property
    def ends_at(self) -> dt.datetime:
        return self.meeting.starts_at + dt.timedelta(minutes=self.meeting.minutes)

    @property
    def off(self) -> bool:
        return self.state in {State.CANCELLED, State.NOT_HELD}

    @property
    def place_href(self) -> str:
        """Where a press on the place leads: the call, the address on the web, or nowhere."""
        where = str(self.meeting.where).strip()
        if self.meeting.means == Meeting.Means.LINK and where.startswith(("https://", "http://")):
            return where
        digits = "".join(c for c in where if c.isdigit() or c == "+")
        return (
            f"tel:{quote(digits)}"
            if self.meeting.means == Meeting.Means.PHONE and len(digits) >= 3
            else ""
        )


@dataclass(frozen=True, slots=True)
class Duty:
    """A meeting that waits for me, for one press."""

    kind: str  # answer, say_held, note or confirm
    at: dt.datetime  # when it began to wait
    meeting: Shown


def me() -> int:
    return hats.worn_person() or 0


def my_current_circles() -> RawSQL:
    """By the guard's own function: planning through the policies of memberships costs more than running it."""
    return RawSQL("select unnest(my_circles())", ())


def rows(person: int | None = None) -> QuerySet[Any]:
    """Meetings with what their state depends on, for me or for `person`; a second query brings who is in each pair."""
    who = in_pairs_or(person or me()).select_related("person")
    return bare().prefetch_related(Prefetch("circle__memberships", queryset=who, to_attr="who"))


def bare() -> QuerySet[Any]:
    """The same, without who is there."""
    lines = Contribution.objects.filter(meeting=OuterRef("pk"))
    note = JSONObject(
        noter="noted_by", noted_at="noted_at", confirmed=Q(confirmed_at__isnull=False)
    )
    noted = Subquery(lines.annotate(note=note).values("note")[:1])
    return Meeting.objects.select_related("circle").annotate(note=noted)


def in_pairs_or(person: int) -> QuerySet[Membership]:
    return Membership.objects.filter(Q(circle__kind=Circle.Kind.PAIR) | Q(person=person))


@prepared
def who_is_in(circles: list[int], me: int) -> QuerySet[Membership]:
    return in_pairs_or(me).filter(one_of("circle", circles)).select_related("person")


def with_who(meetings: list[Any]) -> list[Any]:
    """What the second query of `rows()` brings, for meetings of a prepared one."""
    circles = {meeting.circle_id for meeting in meetings}
    found: dict[int, list[Membership]] = {circle: [] for circle in circles}
    for membership in who_is_in(circles=sorted(circles), me=me()) if circles else ():
        found[membership.circle_id].append(membership)
    for meeting in meetings:
        meeting.circle.who = found[meeting.circle_id]
    return meetings


def shown(meeting: Any, now: dt.datetime | None = None, person: int | None = None) -> Shown:
    """One of `rows()`, as I see it, or `person`."""
    now, circle, mine = now or timezone.now(), meeting.circle, person or me()
    note = meeting.note or {}
    standing = Standing(
        me=mine,
        member=any(
            m.person_id == mine and m.since <= now and (m.until is None or m.until > now)
            for m in circle.who
        ),
        pair=circle.kind == Circle.Kind.PAIR,
        open=circle.paused_at is None and circle.ended_at is None,
        noter=note.get("noter"),
        confirmed=note.get("confirmed", False),
    )
    people = {m.person_id: m.person for m in circle.who if m.person_id != mine}
    return Shown(
        meeting,
        list(people.values()),
        state(meeting, standing, now),
        may(meeting, standing, now),
        standing,
    )


def all_shown(meetings: Iterable[Meeting]) -> list[Shown]:
    now = timezone.now()
    return [shown(meeting, now) for meeting in meetings]


def paged(meetings: QuerySet[Meeting], number: int | str) -> Page[Any]:
    page: Page[Any] = Paginator(meetings, PAGE).get_page(number)
    page.object_list = all_shown(page.object_list)
    return page


def other_in(circle: Circle) -> Person | None:
    """The other of a pair."""
    if circle.kind != Circle.Kind.PAIR:
        return None
    found = (
        Membership.objects.filter(circle=circle)
        .exclude(person=me())
        .select_related("person")
        .first()
    )
    return found.person if found else None


def pairs_to_plan_in() -> list[tuple[Circle, Person]]:
    """My pairs that are neither paused nor ended, each with the other, by name."""
    here = Membership.objects.filter(
        circle__in=my_current_circles(),
        circle__kind=Circle.Kind.PAIR,
        circle__paused_at=None,
        circle__ended_at=None,
    )
    others = (
        here.exclude(person=me()).select_related("circle", "person").order_by("person__name", "pk")
    )
    return [(m.circle, m.person) for m in others]


def my_calendar() -> str:
    """The secret part of my address; nothing when there is none, or when the site's key has changed since."""
    feed = CalendarFeed.objects.filter(person=me()).first()
    token = feed_tokens.token_of(me(), feed.salt) if feed else ""
    return token if feed and feed_tokens.digest_of(token) == feed.digest else ""


# What comes, what was


A_DAY = dt.timedelta(days=1)  # the longest that a meeting lasts
SOON = 15  # meetings: few of them began yesterday and are over


def to_come(meetings: QuerySet[Any]) -> QuerySet[Any]:
    """Proposed or agreed, not over yet, in circles I am in; soonest first."""
    return (
        meetings.filter(circle__in=my_current_circles())
        .filter(cancelled_at__isnull=True, held__isnull=True, uncounted_at__isnull=True)
        .order_by("starts_at", "pk")
    )


@prepared
def soon(since: dt.datetime) -> QuerySet[Any]:
    return to_come(bare()).filter(starts_at__gt=since)[:SOON]


@prepared
def soon_in(circle: int, since: dt.datetime) -> QuerySet[Any]:
    return to_come(bare()).filter(circle=circle, starts_at__gt=since)[:SOON]


def coming(limit: int = 5) -> list[Shown]:
    return _not_over(soon(since=timezone.now() - A_DAY))[:limit]


def next_for(circle: Circle) -> Shown | None:
    return next(iter(_not_over(soon_in(circle=circle.pk, since=timezone.now() - A_DAY))), None)


def _not_over(meetings: list[Any]) -> list[Shown]:
    now = timezone.now()
    return [meeting for meeting in all_shown(with_who(meetings)) if meeting.ends_at > now]


def coming_page(number: int | str = 1) -> Page[Any]:
    return paged(to_come(rows()).filter(starts_at__gt=timezone.now()), number)


def past_page(number: int | str = 1) -> Page[Any]:
    """Everything whose time has come, and what was cancelled; the latest first."""
    over = Q(starts_at__lte=timezone.now()) | Q(cancelled_at__isnull=False)
    return paged(rows().filter(over).order_by("-starts_at", "-pk"), number)


def of_circle(circle: Circle, page: int | str = 1) -> Page[Any]:
    return paged(rows().filter(circle=circle).order_by("-starts_at", "-pk"), page)


def for_calendar(since: dt.datetime) -> QuerySet[Meeting]:
    """What belongs in my own calendar: of circles I left, what took place while I was there; no yes never given."""
    unanswered = Q(agreed_at__isnull=True, starts_at__lte=timezone.now())
    mine = Q(circle__in=my_current_circles()) | Q(starts_at__lte=timezone.now())
    return rows().filter(mine, starts_at__gte=since).exclude(unanswered).order_by("starts_at", "pk")


# What waits for me


@prepared
def to_do(me: int, now: dt.datetime, since: dt.datetime) -> QuerySet[Any]:
    lines = Contribution.objects.filter(meeting=OuterRef("pk"))
    theirs = lines.filter(Q(giver=me) | Q(receiver=me), confirmed_at__isnull=True).exclude(
        noted_by=me
    )
    asked = Q(agreed_at__isnull=True, held__isnull=True) & ~Q(proposed_by=me)
    begun = Q(agreed_at__isnull=False, held__isnull=True, starts_at__lte=now)
    silent = Q(held=True, circle__kind=Circle.Kind.PAIR) & ~Exists(lines)
    to_confirm = Q(held=True) & Exists(theirs)
    standing = bare().filter(
        circle__in=my_current_circles(), cancelled_at__isnull=True, uncounted_at__isnull=True
    )
    return standing.filter((Q(starts_at__gte=since) & (asked | begun | silent)) | to_confirm)


def waiting() -> list[Duty]:
    """To answer, to tell whether it was held, to note, to confirm; the newest first."""
    now = timezone.now()
    meetings = all_shown(with_who(to_do(me=me(), now=now, since=now - MEMORY)))
    duties = (duty for meeting in meetings if (duty := _duty(meeting, now)))
    return sorted(duties, key=lambda duty: duty.at, reverse=True)


def _duty(meeting: Shown, now: dt.datetime) -> Duty | None:
    row: Any = meeting.meeting
    if Press.ACCEPT in meeting.may:
        return Duty("answer", row.proposed_at, meeting)
    if Press.SAY_HELD in meeting.may and meeting.state is State.TO_SAY and meeting.ends_at <= now:
        return Duty("say_held", meeting.ends_at, meeting)
    if Press.CONFIRM in meeting.may:
        return Duty("confirm", dt.datetime.fromisoformat(row.note["noted_at"]), meeting)
    if Press.NOTE in meeting.may and meeting.state is State.TO_NOTE:
        return Duty("note", max(meeting.ends_at, row.agreed_at), meeting)
    return None
