"""Reading the circle of a delegation: its door, where I stand in it, who is there, its drafts."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import F, OuterRef, QuerySet, Subquery

from entrepairs.delegations.models import Draft, DraftVersion
from entrepairs.mandates.models import Body
from entrepairs.people.circles import current_memberships, is_true
from entrepairs.people.models import Circle, Membership

INSIDE = "people_circle.id = any((select my_circles())::bigint[])"
MOMENT = dt.timedelta(seconds=1)  # it ends at midnight, after its last day
EVER = "people_circle.id = any((select my_circles_ever())::bigint[])"


@dataclass(frozen=True, slots=True)
class Door:
    """Where somebody stands before the circle of a delegation."""

    circle: str | None  # its key, for who was ever in it
    inside: bool
    may_enter: bool  # holds a seat, or coordinates an association that proposed who holds one
    is_open: bool  # the circle is there, or opens with the first who enters


def door_of(body: Body) -> Door:
    """One query."""
    with connection.cursor() as cursor:
        cursor.execute("select * from delegation_door(%s)", [body.pk])
        return Door(*cursor.fetchone())


@dataclass(frozen=True, slots=True)
class DelegationStanding:
    """The circle of a delegation, and where the person who looks stands in it."""

    circle: Any
    body: Body

    @property
    def inside(self) -> bool:
        return bool(self.circle.inside)


def find_standing(key: str) -> DelegationStanding | None:
    """For who is or was in it. One query."""
    rows: Any = Circle.objects.filter(key=key, kind=Circle.Kind.DELEGATION)
    rows = rows.annotate(inside=is_true(INSIDE), ever=is_true(EVER))
    found = rows.filter(ever=True).select_related("delegation__body__place").first()
    return DelegationStanding(found, found.delegation.body) if found else None


def members_of(circle: Circle) -> list[tuple[Membership, dt.datetime | None]]:
    """By name, each with the last day of the mandate by which they are there. One query."""
    rows = current_memberships(circle).select_related("person")
    rows = rows.order_by("person__folded", "person_id")
    return [(row, row.until - MOMENT if row.until else None) for row in rows]


def drafts_of(circle: Circle) -> QuerySet[Any]:
    """The one written last before the others, each with its last version."""
    last = DraftVersion.objects.filter(draft=OuterRef("pk")).order_by("-number")
    rows = Draft.objects.filter(circle=circle).annotate(
        number=Subquery(last.values("number")[:1]),
        written_at=Subquery(last.values("written_at")[:1]),
        author_name=Subquery(last.values("author__name")[:1]),
    )
    return rows.order_by(F("written_at").desc(nulls_last=True), "-pk")


def versions_of(draft: Draft) -> list[DraftVersion]:
    """The newest first. One query."""
    rows = DraftVersion.objects.filter(draft=draft).select_related("author")
    return list(rows.order_by("-number"))
