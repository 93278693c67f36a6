"""Notices by mail: no name, no one's words, one link. At most one an hour, and none at night."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, mailers
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy

from entrepairs.core import hats
from entrepairs.core.jobs import do_each
from entrepairs.core.timezones import zone_named
from entrepairs.notices.actions import sign_stop_token
from entrepairs.notices.kinds import known_kinds
from entrepairs.notices.models import Mailing, Notice, Preference
from entrepairs.ui import mails
from entrepairs.ui.addresses import absolute_url

QUIET_FROM, QUIET_UNTIL = 21, 8  # o'clock, where the person is
GRACE = dt.timedelta(minutes=5)  # who is on the page sees it there
TOO_OLD = dt.timedelta(days=7)

# Due, unseen and unmailed notices of a kind wanted by mail; their persons, with a verified address,
# not on a pause, and not mailed within the hour. Kinds that are always mailed are, whatever they
# chose.
DUE = """
select p.id, p.key, p.language, p.time_zone, a.email, array_agg(n.id)
from notices_notice n
join people_person p on p.id = n.person_id
join accounts_account a on a.person_id = p.id
where n.mailed_at is null and n.seen_at is null
  and n.due_at between %(oldest)s::timestamptz and %(now)s::timestamptz
  and n.told_at <= %(told)s::timestamptz
  and a.is_active and p.id = coalesce(%(person)s::bigint, p.id)
  and exists (
    select from account_emailaddress e
    where e.user_id = a.id and e.verified and lower(e.email) = lower(a.email))
  and (n.kind = any(%(always)s::text[]) or p.paused_at is null and not exists (
    select from notices_preference f
    where f.person_id = p.id and f.kind in (n.kind, %(all)s::text)))
  and not exists (
    select from notices_mailing m where m.person_id = p.id and m.at > %(hour)s::timestamptz)
group by p.id, a.id order by p.id
"""
# Two workers at once: one of them gets the hour.
TAKE_THE_HOUR = """
insert into notices_mailing (person_id, at)
values (%(person)s::bigint, %(now)s::timestamptz)
on conflict (person_id) do update set at = excluded.at
where notices_mailing.at <= %(hour)s::timestamptz
returning 1
"""


@dataclass(frozen=True)
class Due:
    """Whom to mail, and where; of the notices, only their numbers."""

    person: int
    key: str
    language: str
    time_zone: str
    address: str
    notices: list[int]


def bounds_of(now: dt.datetime) -> dict[str, Any]:
    hour = now - dt.timedelta(hours=1)
    return {
        "now": now,
        "told": now - GRACE,
        "oldest": now - TOO_OLD,
        "hour": hour,
        "all": Preference.ALL,
        "always": [kind.name for kind in known_kinds() if kind.always],
    }


def find_due(now: dt.datetime, person: int | None = None) -> list[Due]:
    with (
        hats.system("notices are mailed to the persons they are for"),
        connection.cursor() as cursor,
    ):
        cursor.execute(DUE, {**bounds_of(now), "person": person})
        return [Due(*row) for row in cursor.fetchall()]


def is_quiet(now: dt.datetime, time_zone: str) -> bool:
    """Whether it is night where the person is."""
    hour = now.astimezone(zone_named(time_zone)).hour
    return hour >= QUIET_FROM or hour < QUIET_UNTIL


def send_due(now: dt.datetime | None = None, *, again: Any = None) -> int:
    """Mails those for whom something waits. Returns the number of mails sent."""
    now = now or timezone.now()
    awake = find_awake(now)
    if not awake:
        return 0
    with mailers.default as server:
        return do_each(awake, lambda one: send_mail(one, now, server), again=again, name="person")


def send_to(person: int, now: dt.datetime | None = None) -> None:
    """Once more to this person alone: it failed before."""
    now = now or timezone.now()
    for one in find_awake(now, person):
        with mailers.default as server:
            send_mail(one, now, server)


def find_awake(now: dt.datetime, person: int | None = None) -> list[Due]:
    """Those to mail now. Without a mail server nobody, and nothing is marked as sent."""
    if not settings.MAILS_LEAVE:
        return []
    return [one for one in find_due(now, person) if not is_quiet(now, one.time_zone)]


def send_mail(one: Due, now: dt.datetime, server: Any) -> bool:
    """One mail. Marked as sent first, in its own transaction: nobody waits for the mail server."""
    if not claim_mail(one, now):
        return False
    try:
        mails.send_mail(write_mail(one), server)
    except Exception:
        unclaim_mail(one, now)
        raise
    return True


def claim_mail(one: Due, now: dt.datetime) -> bool:
    """Whether this worker sends it: something is still unseen, and no other has taken the hour."""
    with hats.system("notices are mailed to the persons they are for"):
        unseen = Notice.objects.filter(
            pk__in=one.notices, seen_at__isnull=True, mailed_at__isnull=True
        )
        if not unseen.update(mailed_at=now):
            return False
        with connection.cursor() as cursor:
            cursor.execute(TAKE_THE_HOUR, {**bounds_of(now), "person": one.person})
            if cursor.fetchone() is None:
                transaction.set_rollback(True)
                return False
    return True


def unclaim_mail(one: Due, now: dt.datetime) -> None:
    """It did not leave: these notices are to be mailed again."""
    with hats.system("notices are mailed to the persons they are for"):
        Notice.objects.filter(pk__in=one.notices, mailed_at=now).update(mailed_at=None)
        Mailing.objects.filter(person=one.person, at=now).delete()


def write_mail(one: Due) -> EmailMessage:
    stop = absolute_url(reverse("notices:stop_by_link", args=[sign_stop_token(one.key)]))
    page = absolute_url("/")  # an address of its own would tell what waits
    return mails.write_mail(
        to=one.address,
        language=one.language,
        subject=gettext_lazy("You have a new notification"),
        template="notices/mail.txt",
        context={"page": page, "stop": stop, "quiet_from": QUIET_FROM, "quiet_until": QUIET_UNTIL},
        headers={
            "List-Unsubscribe": f"<{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    )
