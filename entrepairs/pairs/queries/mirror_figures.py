"""The figures of mirrors, one query each: of a pair for its two, of a person for themselves."""

import datetime as dt
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from entrepairs.core.sql_files import read_sql
from entrepairs.meetings.exchange_sums import given_received
from entrepairs.meetings.models import Contribution
from entrepairs.pairs import mirror
from entrepairs.pairs.mirror import Mirror, Two
from entrepairs.pairs.models import GivingMark
from entrepairs.people.models import Circle


@dataclass(frozen=True, slots=True)
class Period:
    key: str
    label: Any
    days: int

    @property
    def since(self) -> dt.datetime:
        return timezone.now() - dt.timedelta(days=self.days)


QUARTER = Period("quarter", _("Three months"), 91)
YEAR = Period("year", _("A year"), 365)
PERIODS = (QUARTER, YEAR)


def find_period(key: str | None) -> Period:
    """The period that an address asks for; three months when it asks for none we know."""
    return next((known for known in PERIODS if known.key == key), QUARTER)


@cache
def read_statement() -> str:
    return read_sql("pairs", "queries/mirror_figures.sql")


def count_figures(circle: Circle | None, since: dt.datetime) -> Mirror:
    """A pair of mine, or all of them: minutes and meetings; without the kinds. One query."""
    values: dict[str, Any] = {
        "circle": circle.pk if circle else None,
        "since": since,
    }
    with connection.cursor() as cursor:
        cursor.execute(read_statement(), values)
        given, received, noted, my_starts, their_starts, held, planned = cursor.fetchone()
    return Mirror(
        minutes=Two(given, received),
        noted=noted,
        starts=Two(my_starts, their_starts),
        held=held,
        planned=planned,
    )


def mirror_of_pair(circle: Circle, me: int, since: dt.datetime) -> Mirror:
    """The mirror of a pair, seen by one of the two. Two queries."""
    return _read_mirror(me, since, circle)


def mirror_of_person(me: int, since: dt.datetime) -> Mirror:
    """One's own mirror: minutes over all one's relations, meetings over one's pairs. Two
    queries."""
    return _read_mirror(me, since, None)


def _read_mirror(me: int, since: dt.datetime, circle: Circle | None) -> Mirror:
    found = count_figures(circle, since)
    brought = mirror.mirror_of_flows(me, given_received(me, since, circle))
    shown = since.astimezone(timezone.get_current_timezone()).date(), timezone.localdate()
    return replace(
        brought,
        months=mirror.fill_months(brought.months, *shown),
        noted=found.noted,
        starts=found.starts,
        held=found.held,
        planned=found.planned,
    )


LATELY = dt.timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Giving:
    """How much I gave lately, beside the mark that I set; `hours` is nothing without one."""

    hours: int = 0
    minutes: int = 0

    @property
    def is_much(self) -> bool:
        return self.minutes > self.hours * 60 > 0


def giving_of(me: int) -> Giving:
    """One query."""
    since = timezone.now() - LATELY
    lately = Contribution.objects.filter(giver=me, confirmed_at__isnull=False, at__gte=since)
    given = lately.order_by().values("giver").annotate(all=Sum("minutes")).values("all")
    marks = GivingMark.objects.filter(person=me).annotate(given=Coalesce(Subquery(given), 0))
    for hours, minutes in marks.values_list("hours", "given"):
        return Giving(hours, minutes)
    return Giving()
