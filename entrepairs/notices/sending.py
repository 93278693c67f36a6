"""Sending what waits: by one way, at most once an hour, and not in a person's quiet hours."""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from typing import Any

from django.core.mail import mailers
from django.db import connection, transaction
from django.utils import timezone

from entrepairs.core import hats
from entrepairs.core.database_away import is_away
from entrepairs.core.jobs import GivenUp, do_each
from entrepairs.notices import mails, push, tallies, texts
from entrepairs.notices.due import Due, bounds_of, find_awake
from entrepairs.notices.models import Mailing, Notice
from entrepairs.notices.ways import EMAIL, PUSH, SMS

# Two workers at once: one of them gets the hour.
TAKE_THE_HOUR = """
insert into notices_mailing (person_id, at)
values (%(person)s::bigint, %(now)s::timestamptz)
on conflict (person_id) do update set at = excluded.at
where notices_mailing.at <= %(hour)s::timestamptz
returning 1
"""
Carriers = dict[str, Callable[[Due, dt.datetime], None]]


@contextmanager
def open_carriers() -> Iterator[Carriers]:
    """What takes a notice to its person, by each way. The first mail opens the mail server."""
    with ExitStack() as stack:
        server = cache(lambda: stack.enter_context(mailers.default))
        yield {
            PUSH.name: push.send_push,
            EMAIL.name: lambda one, now: mails.send_notice(one, server()),
            SMS.name: texts.send_notice,
        }


def send_due(now: dt.datetime | None = None, *, again: Any = None) -> int:
    """Tells those for whom something waits. Returns how many."""
    now = now or timezone.now()
    awake = find_awake(now)
    with open_carriers() as carriers:
        return do_each(awake, lambda one: send_one(one, now, carriers), again=again, name="person")


def send_to(person: int, now: dt.datetime | None = None) -> None:
    """Once more to this person alone: it failed before."""
    now = now or timezone.now()
    with open_carriers() as carriers:
        for one in find_awake(now, person):
            send_one(one, now, carriers)


def send_one(one: Due, now: dt.datetime, carriers: Carriers) -> bool:
    """By the first way that takes it. Marked as sent first, in its own transaction: nobody waits
    for a server of elsewhere, and nothing is told twice."""
    if not claim(one, now):
        return False
    try:
        send_by_first_way(one, now, carriers)
    except Exception:
        unclaim(one, now)
        raise
    return True


def send_by_first_way(one: Due, now: dt.datetime, carriers: Carriers) -> None:
    """Where all fail, the failure that may pass is told: it is tried again."""
    failures: list[Exception] = []
    for way in one.ways:
        try:
            carriers[way](one, now)
        except Exception as error:
            if is_away(error):
                raise
            tallies.note_failure(way, now, error)
            failures.append(error)
        else:
            tallies.note_sent(way, now)
            return
    raise next((one for one in failures if not isinstance(one, GivenUp)), failures[0])


def claim(one: Due, now: dt.datetime) -> bool:
    """Whether this worker sends it: something is still unseen, and no other has taken the hour."""
    with hats.system("notices are sent to the persons they are for"):
        unseen = Notice.objects.filter(
            pk__in=one.notices, seen_at__isnull=True, sent_at__isnull=True
        )
        if not unseen.update(sent_at=now):
            return False
        with connection.cursor() as cursor:
            cursor.execute(TAKE_THE_HOUR, {**bounds_of(now), "person": one.person})
            if cursor.fetchone() is None:
                transaction.set_rollback(True)
                return False
    return True


def unclaim(one: Due, now: dt.datetime) -> None:
    """It did not leave: these notices are to be sent again."""
    with hats.system("notices are sent to the persons they are for"):
        Notice.objects.filter(pk__in=one.notices, sent_at=now).update(sent_at=None)
        Mailing.objects.filter(person=one.person, at=now).delete()
