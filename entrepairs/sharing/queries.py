"""Shared files, as pages show them."""

import datetime as dt
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from entrepairs.meetings.models import Meeting
from entrepairs.people.models import Circle
from entrepairs.sharing.models import SharedFile

MEETINGS = 30  # the newest, to choose from


def files_of(circle: Circle) -> QuerySet[SharedFile]:
    """The newest first, what is on its way before all others; with those that were removed, for who
    may bring them back."""
    rows = SharedFile.objects.filter(circle=circle)
    return rows.select_related("shared_by", "removed_by", "meeting", "circle").order_by(
        F("ready_at").desc(nulls_first=True), "-pk"
    )


def own_files(person: int) -> QuerySet[SharedFile]:
    return SharedFile.objects.filter(shared_by=person)


def meetings_of(circle: Circle, kept: Meeting | None = None) -> list[Any]:
    """Those that a file may be of: begun, or to come in the next days; with the one that it is
    of."""
    rows = Meeting.objects.filter(circle=circle, agreed_at__isnull=False, cancelled_at=None)
    lately = Q(starts_at__lte=timezone.now() + dt.timedelta(days=14))
    found = list(rows.filter(lately).order_by("-starts_at", "-pk")[:MEETINGS])
    return found if kept is None or kept in found else [kept, *found]
