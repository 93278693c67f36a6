"""Accounts that nobody comes back to: their people are warned two months before, then erased.

How long is data (data/retention.yaml, rule "account"), changed by the administrator with a reason.
"""

import datetime as dt
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import timezone

from entrepairs.accounts.models import Account, Session
from entrepairs.core import hats
from entrepairs.core.jobs import do_each
from entrepairs.core.sql_files import read_sql
from entrepairs.ledger.models import Deed
from entrepairs.notices import actions as notices
from entrepairs.rights import retention
from entrepairs.rights.models import Departure
from entrepairs.rights.notice_kinds import IDLE

RULE = "account"
WARNED = 2  # months before
IDLE_KIND = Departure.Kind.IDLE


def watching() -> Any:
    return hats.system("a job finds who was not in contact for as long as accounts are kept")


def warn_idle(now: dt.datetime | None = None) -> int:
    """Each night: who came back is left alone again, the others are warned once. How many."""
    now = now or timezone.now()
    with watching():
        before = warn_before(now)
        idle = find_idle(now, before)
        known = set(
            Departure.objects.exclude(settled_at__isnull=False).values_list("person", flat=True)
        )
        back = list(
            Departure.objects.filter(kind=IDLE_KIND)
            .exclude(person__in=idle)
            .values_list("pk", flat=True)
        )
        Departure.objects.filter(pk__in=back).delete()
    return do_each(idle - known, lambda person: warn(person, now))


def warn_before(now: dt.datetime) -> dt.datetime:
    """Whose last contact was before this moment are to be warned."""
    return now - (retention.months_now()[RULE] - WARNED) * retention.A_MONTH


def find_idle(now: dt.datetime, before: dt.datetime, only: int | None = None) -> set[int]:
    values: dict[str, Any] = {
        "now": now,
        "today": timezone.localdate(now),
        "session": dt.timedelta(seconds=settings.SESSION_COOKIE_AGE),
        "before": before,
        "only": only,
    }
    with connection.cursor() as cursor:
        cursor.execute(read_sql("rights", "queries/idle.sql"), values)
        return {row[0] for row in cursor.fetchall()}


def was_here(person: int, since: dt.datetime) -> bool:
    """Whether this person did or read something after that. Under the system hat."""
    age = dt.timedelta(seconds=settings.SESSION_COOKIE_AGE)
    return (
        Deed.objects.filter(by_person=person, at__gt=since).exists()
        or Account.objects.filter(person=person, last_login__gt=since).exists()
        or Session.objects.filter(account__person=person, expire_date__gt=since + age).exists()
    )


def warn(person: int, now: dt.datetime) -> None:
    """Two months are left, also where the job did not run for long."""
    due = {"asked_at": now, "due_at": now + WARNED * retention.A_MONTH, "settled_at": None}
    with watching():
        Departure.objects.update_or_create(person_id=person, defaults={"kind": IDLE_KIND, **due})
        notices.tell(person=person, kind=IDLE, about="erasure:idle", path="/me/data/", again=True)


def is_idle(row: Departure, now: dt.datetime) -> bool:
    """Nothing was heard of them since they were warned. Under the system hat."""
    return bool(find_idle(now, warn_before(now), only=row.person_id))
