"""Meetings as pages show them. Everything here is what the person of the hat may see."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.db.models import (
    DateTimeField,
    ExpressionWrapper,
    F,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.expressions import RawSQL
from django.db.models.functions import JSONObject
from django.db.models.lookups import LessThanOrEqual
from django.utils import timezone

from entrepairs.core.compiled_queries import one_of, prepared
from entrepairs.core.paging import Page, read_page
from entrepairs.meetings.models import Contribution, Meeting
from entrepairs.meetings.shown_meetings import (
    ShownMeeting,
    my_id,
    show_meetings,
)
from entrepairs.people.models import Circle, Membership, Person


def my_current_circles() -> RawSQL:
    """By the policies' own function: planning their subqueries costs more than running it."""
    return RawSQL("select unnest(my_circles())", ())


def select_meetings(person: int | None = None) -> QuerySet[Any]:
    """Meetings with what their state depends on, for me or for `person`.

    A second query brings who is in each circle.
    """
    who = memberships_beside(person or my_id()).select_related("person", "role")
    members = Prefetch("circle__memberships", queryset=who, to_attr="who")
    return select_bare_meetings().prefetch_related(members)


def select_bare_meetings() -> QuerySet[Any]:
    """The same, without who is there."""
    note = JSONObject(
        noter="noted_by", noted_at="noted_at", confirmed=Q(confirmed_at__isnull=False)
    )
    lines = Contribution.objects.filter(meeting=OuterRef("pk")).annotate(note=note)
    noted = Subquery(lines.values("note")[:1])
    return Meeting.objects.select_related("circle").annotate(note=noted)


def memberships_beside(person: int) -> QuerySet[Membership]:
    """The person's own, and everyone's in pairs: elsewhere the circle has a name."""
    return Membership.objects.filter(Q(circle__kind=Circle.Kind.PAIR) | Q(person=person))


@prepared
def find_members(circles: list[int], me: int) -> QuerySet[Membership]:
    return memberships_beside(me).filter(one_of("circle", circles)).select_related("person", "role")


def attach_members(meetings: list[Any]) -> list[Any]:
    """What the second query of `select_meetings()` brings, for meetings of a compiled query."""
    circles = {meeting.circle_id for meeting in meetings}
    found: dict[int, list[Membership]] = {circle: [] for circle in circles}
    for membership in find_members(circles=sorted(circles), me=my_id()) if circles else ():
        found[membership.circle_id].append(membership)
    for meeting in meetings:
        meeting.circle.who = found[meeting.circle_id]
    return meetings


def show_page(meetings: QuerySet[Meeting], asked: str | None) -> Page[ShownMeeting]:
    page = read_page(meetings, asked)
    return replace(page, rows=show_meetings(page.rows))


def other_in_pair(circle: Circle) -> Person | None:
    if circle.kind != Circle.Kind.PAIR:
        return None
    others = Membership.objects.filter(circle=circle).exclude(person=my_id())
    found = others.select_related("person").first()
    return found.person if found else None


def pairs_to_plan_in() -> list[tuple[Circle, Person]]:
    """My pairs that are neither paused nor ended, each with the other, by name."""
    here = Membership.objects.filter(
        circle__in=my_current_circles(),
        circle__kind=Circle.Kind.PAIR,
        circle__paused_at=None,
        circle__ended_at=None,
    )
    others = here.exclude(person=my_id()).select_related("circle", "person")
    return [(m.circle, m.person) for m in others.order_by("person__name", "pk")]


# What comes, what was


A_DAY = dt.timedelta(days=1)  # the longest that a meeting lasts
SOON = 15  # meetings: few of them began yesterday and are over


def is_over() -> Q:
    """It has ended: one that goes on is still to come. The first half is what an index finds."""
    now = timezone.now()
    ends_at = ExpressionWrapper(
        F("starts_at") + F("minutes") * Value(dt.timedelta(minutes=1)), DateTimeField()
    )
    return Q(starts_at__lte=now) & Q(LessThanOrEqual(ends_at, now))


def filter_to_come(meetings: QuerySet[Any]) -> QuerySet[Any]:
    """Proposed or agreed, not over yet, in circles I am in; soonest first."""
    return (
        meetings.filter(circle__in=my_current_circles())
        .filter(cancelled_at__isnull=True, held__isnull=True, uncounted_at__isnull=True)
        .order_by("starts_at", "pk")
    )


@prepared
def find_soon(since: dt.datetime) -> QuerySet[Any]:
    return filter_to_come(select_bare_meetings()).filter(starts_at__gt=since)[:SOON]


@prepared
def find_soon_in(circle: int, since: dt.datetime) -> QuerySet[Any]:
    to_come = filter_to_come(select_bare_meetings())
    return to_come.filter(circle=circle, starts_at__gt=since)[:SOON]


def next_meetings(limit: int = 5) -> list[ShownMeeting]:
    return _drop_over(find_soon(since=timezone.now() - A_DAY))[:limit]


def next_for(circle: Circle, mine: Sequence[Membership] | None = None) -> ShownMeeting | None:
    """In a circle with a name, `mine` are my memberships there: a query less."""
    found = find_soon_in(circle=circle.pk, since=timezone.now() - A_DAY)
    if mine is None:
        return next(iter(_drop_over(found)), None)
    for meeting in found:
        meeting.circle.who = mine
    return next((one for one in show_meetings(found) if one.ends_at > timezone.now()), None)


def _drop_over(meetings: list[Any]) -> list[ShownMeeting]:
    now = timezone.now()
    return [meeting for meeting in show_meetings(attach_members(meetings)) if meeting.ends_at > now]


def coming_page(number: str | None = None) -> Page[ShownMeeting]:
    return show_page(filter_to_come(select_meetings()).exclude(is_over()), number)


def past_page(number: str | None = None) -> Page[ShownMeeting]:
    """Everything that is over, and what was cancelled; the latest first."""
    over = is_over() | Q(cancelled_at__isnull=False)
    return show_page(select_meetings().filter(over).order_by("-starts_at", "-pk"), number)


def of_circle(circle: Circle, page: str | None = None) -> Page[ShownMeeting]:
    return show_page(select_meetings().filter(circle=circle).order_by("-starts_at", "-pk"), page)


def select_for_calendar(since: dt.datetime) -> QuerySet[Meeting]:
    """What belongs in my own calendar.

    Of circles I left, what took place while I was there; nothing that was never answered.
    """
    unanswered = Q(is_over(), agreed_at__isnull=True)
    mine = Q(circle__in=my_current_circles()) | Q(starts_at__lte=timezone.now())
    kept = select_meetings().filter(mine, starts_at__gte=since).exclude(unanswered)
    return kept.order_by("starts_at", "pk")
