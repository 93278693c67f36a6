"""The figures of mirrors, one query each: of a pair for its two, of a person for themselves."""

import datetime as dt
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import Count, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from entrepairs.core.sql_files import read_sql
from entrepairs.meetings.exchange_sums import Flow, given_received
from entrepairs.meetings.models import Contribution
from entrepairs.pairs import mirror
from entrepairs.pairs.mirror import Mirror, Two
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
        given, received, my_starts, their_starts, held, planned = cursor.fetchone()
    return Mirror(
        minutes=Two(given, received),
        starts=Two(my_starts, their_starts),
        held=held,
        planned=planned,
    )


def mirror_of_pair(circle: Circle, me: int, since: dt.datetime) -> Mirror:
    """The mirror of a pair, seen by one of the two. Two queries."""
    lines = Contribution.objects.filter(
        circle=circle, confirmed_at__isnull=False, at__gte=since
    ).order_by()
    groups = lines.values_list("giver", "receiver", "kind").annotate(
        Sum("minutes"), Count("meeting", distinct=True)
    )
    return _join_mirror(
        mirror.mirror_of_flows(me, [Flow(*group) for group in groups]), count_figures(circle, since)
    )


def mirror_of_person(me: int, since: dt.datetime) -> Mirror:
    """One's own mirror: minutes over all one's relations, exchanges and words over one's pairs. Two
    queries."""
    return _join_mirror(
        mirror.mirror_of_flows(me, given_received(me, since).flows), count_figures(None, since)
    )


def _join_mirror(brought: Mirror, found: Mirror) -> Mirror:
    return replace(brought, starts=found.starts, held=found.held, planned=found.planned)
