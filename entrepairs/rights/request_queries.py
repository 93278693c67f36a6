"""Requests about data and breaches, as the hat may read them."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from entrepairs.notices.models import Notice
from entrepairs.people.models import Person
from entrepairs.rights.models import Breach, DataRequest
from entrepairs.rights.notice_kinds import REQUEST

SHOWN = 50  # lines of a page: a person makes few


@dataclass(frozen=True, slots=True)
class Opening:
    """That an administrator read a request, and why."""

    at: dt.datetime
    why: str


def requests_of(me: int) -> QuerySet[DataRequest]:
    rows = DataRequest.objects.filter(person=me).select_related("noted_by")
    return rows.order_by("-made_at", "-pk")


def with_news(rows: QuerySet[DataRequest], me: int) -> tuple[list[DataRequest], bool]:
    """Those of a page, and whether there is news of them that I have not read."""
    news = Notice.objects.filter(person=me, kind=REQUEST.name, seen_at=None)
    found: list[Any] = list(rows.annotate(has_news=Exists(news))[:SHOWN])
    return found, any(row.has_news for row in found)


def requests_noted(me: int, people: QuerySet[Person]) -> QuerySet[DataRequest]:
    """Those on paper that I noted, of people of this organisation."""
    rows = DataRequest.objects.filter(noted_by=me, person__in=people).select_related("person")
    return rows.order_by("-made_at", "-pk")


def openings_of(row: DataRequest) -> list[Opening]:
    return [Opening(dt.datetime.fromisoformat(one["at"]), one["why"]) for one in row.openings]


def say_state(row: DataRequest) -> str:
    """Where it stands, in a few words."""
    if row.called_off_at:
        return _("Called off")
    if row.answered_at:
        return str(row.get_outcome_display())
    if row.waits_for_yes:
        return _("Waits for the person’s own yes")
    return _("Being answered")


def days_left(row: DataRequest) -> int:
    """Whole days until it is due; below nought once it is missed."""
    return (row.due_at - timezone.now()) // dt.timedelta(days=1)


def told_breaches() -> list[Breach]:
    """Those that people were told of, the newest first."""
    return list(Breach.objects.order_by("-found_at", "-pk")[:SHOWN])
