"""What leaves and what does not, by way and by day: of nobody in particular, for `doctor`."""

import datetime as dt
import logging

from django.db import connection
from django.utils import timezone

from entrepairs.core import hats
from entrepairs.core.jobs import change_each
from entrepairs.notices.models import WayOfDay
from entrepairs.notices.ways import NotSent

KEPT = dt.timedelta(days=400)
log = logging.getLogger(__name__)
NOTE = """
insert into notices_wayofday (way, day, sent, failed, cost, trouble)
values (%s, %s, %s, %s, 0, %s)
on conflict (way, day) do update set sent = notices_wayofday.sent + excluded.sent,
  failed = notices_wayofday.failed + excluded.failed,
  trouble = coalesce(nullif(excluded.trouble, ''), notices_wayofday.trouble)
"""


def note_sent(way: str, now: dt.datetime) -> None:
    _note(way, now, sent=1)


def note_failure(way: str, now: dt.datetime, error: Exception) -> None:
    """The kind of trouble, and for our own what it says: a server's words may name a person."""
    words = str(error) if isinstance(error, NotSent) else type(error).__name__
    log.warning("A notice did not leave by %s: %s", way, words)
    _note(way, now, failed=1, trouble=words[:120])


def _note(way: str, now: dt.datetime, sent: int = 0, failed: int = 0, trouble: str = "") -> None:
    with (
        hats.system("what leaves and what does not is counted for the administrator"),
        connection.cursor() as cursor,
    ):
        cursor.execute(NOTE, [way, timezone.localdate(now), sent, failed, trouble])


def forget_old(now: dt.datetime) -> int:
    return change_each(
        WayOfDay.objects.filter(day__lt=(now - KEPT).date()),
        lambda rows: rows.delete(),
        hat=lambda: hats.system("figures of more than a year ago are forgotten"),
    )
