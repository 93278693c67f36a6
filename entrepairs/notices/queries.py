"""What waits to be seen. All under whoever asks: a notice is its person's."""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from django.db import connection
from django.db.models import Count, QuerySet
from django.db.models.functions import Now

from entrepairs.notices.models import Notice, Preference


def due() -> QuerySet[Notice]:
    return Notice.objects.filter(seen_at__isnull=True, due_at__lte=Now())


def waiting(kinds: Iterable[str] | None = None) -> list[Notice]:
    """Told, due and not seen, newest first."""
    found = due() if kinds is None else due().filter(kind__in=list(kinds))
    return list(found.order_by("-due_at", "-pk"))


def waiting_counts() -> dict[str, int]:
    """How many wait in each room, by the first word of their address: {"pairs": 2}. One query."""
    counts: Counter[str] = Counter()
    for path, number in due().values_list("path").annotate(number=Count("pk")):
        counts[path.strip("/").partition("/")[0]] += number
    return dict(counts)


def waiting_count(room: str | None = None) -> int:
    counts = waiting_counts()
    return sum(counts.values()) if room is None else counts.get(room, 0)


def count_of(room: str | None = None) -> Callable[[Any], int]:
    """For the navigation: how many wait in that room. All of them share one query a page."""

    def count(request: Any) -> int:
        if not hasattr(request, "notices_waiting"):
            request.notices_waiting = waiting_counts()
        counts: dict[str, int] = request.notices_waiting
        return sum(counts.values()) if room is None else counts.get(room, 0)

    return count


def my_address() -> str | None:
    """The address my mails go to, if I have one that is known to be mine."""
    with connection.cursor() as cursor:
        cursor.execute("select my_address()")
        row = cursor.fetchone()
    return row[0] if row else None


def kinds_by_mail() -> list[str]:
    """The kinds I want by mail: all, unless I said otherwise."""
    refused = set(Preference.objects.values_list("kind", flat=True))
    return (
        []
        if Preference.ALL in refused
        else [kind for kind in Notice.Kind.values if kind not in refused]
    )
