"""Courses for everyone, and who was at the sessions of one, for those who prepare it."""

from dataclasses import dataclass

from django.db import connection
from django.db.models import Count, QuerySet, Sum

from entrepairs.courses.models import Attendance, Course, LedSession
from entrepairs.events.models import Event, Session
from entrepairs.registrations.models import Registration
from entrepairs.ui.formats import today


@dataclass(frozen=True, slots=True)
class Attended:
    """What was noted of who holds a registration."""

    minutes: int
    kept: bool


def public_courses() -> QuerySet[Course]:
    """Those to come or under way that are published, the nearest first."""
    rows = Course.objects.filter(event__state=Event.State.PUBLISHED, event__ends_on__gte=today())
    return rows.select_related("event__place").order_by("event__starts_on", "event_id")


def course_of(event: Event) -> Course | None:
    return Course.objects.filter(event=event).first()


def attended_by(registration: Registration) -> Attended | None:
    """Nothing when it is no course."""
    with connection.cursor() as cursor:
        cursor.execute("select minutes, kept from attended(%s)", [registration.key])
        row = cursor.fetchone()
    return None if row is None else Attended(int(row[0]), bool(row[1]))


def sessions_of(event: Event) -> QuerySet[Session]:
    """Those at which people are, in their order; a break is none."""
    rows = event.sessions.exclude(kind=Session.Kind.BREAK)
    return rows.order_by("starts_at", "order", "pk")


def count_noted(event: Event) -> dict[int, int]:
    """How many were at each session."""
    rows = Attendance.objects.filter(session__event=event).values_list("session")
    return dict(rows.annotate(many=Count("pk")))


def placed(event: Event) -> list[Registration]:
    rows = Registration.objects.filter(event=event, state=Registration.State.PLACE)
    return list(rows.order_by("name", "pk"))


def minutes_at(session: Session) -> dict[int, int]:
    """By registration."""
    return dict(Attendance.objects.filter(session=session).values_list("registration", "minutes"))


def led_by_peer(session: Session) -> bool | None:
    return LedSession.objects.filter(session=session).values_list("by_peer", flat=True).first()


def sum_course(event: Event) -> dict[str, int]:
    """For those who prepare it: sessions noted, those that a peer led, people, minutes."""
    noted = Attendance.objects.filter(session__event=event)
    sums = noted.aggregate(
        people=Count("registration", distinct=True),
        sessions=Count("session", distinct=True),
        minutes=Sum("minutes", default=0),
    )
    led = LedSession.objects.filter(session__event=event)
    return sums | {"by_peer": led.filter(by_peer=True).count()}
