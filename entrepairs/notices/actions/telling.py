"""Telling a person something once, and what each wants sent."""

import datetime as dt
from collections.abc import Iterable

from django.db import connection
from django.db.models import QuerySet
from django.db.models.functions import Now

from entrepairs.core import hats
from entrepairs.core.identity import id_of
from entrepairs.core.jobs import change_each
from entrepairs.core.requests import Request
from entrepairs.notices.kinds import NoticeKind
from entrepairs.notices.models import Notice
from entrepairs.people.models import Person
from entrepairs.ui.middleware import after_answer

TELL = """
select tell_notice(
  %s::bigint[], %s::text, %s::text, %s::text, %s::timestamptz, %s::bigint, %s::boolean)
"""
REMEMBERED = dt.timedelta(days=180)  # what was seen: until then, it is not told twice


def tell(
    *,
    person: Person | int | Iterable[Person | int],
    kind: NoticeKind,
    about: str,
    path: str,
    due_at: dt.datetime | None = None,
    by: Person | int | None = None,
    again: bool = False,
) -> None:
    """Tells one or several persons, in the transaction of the action, which has its own deed."""
    persons = [person] if isinstance(person, int | Person) else list(person)
    if not persons:
        return
    told = [id_of(each) for each in persons]
    told_by = None if by is None else id_of(by)
    with connection.cursor() as cursor:
        cursor.execute(TELL, [told, kind.name, about, path, due_at, told_by, again])


def see(
    *,
    by: Person | int,
    path: str | None = None,
    kinds: Iterable[NoticeKind] | None = None,
    about: str | None = None,
) -> int:
    """What was told to me on that page, of these kinds, or about that, is seen once it is due.

    Answering needs no call of this: the database closes what was told (kinds.py).
    """
    mine = Notice.objects.filter(person=id_of(by), seen_at__isnull=True, due_at__lte=Now())
    if path is not None:
        mine = mine.filter(path=path)
    if kinds is not None:
        mine = mine.filter(kind__in=[kind.name for kind in kinds])
    if about is not None:
        mine = mine.filter(about=about)
    return mine.update(seen_at=Now())


def see_after_answer(
    request: Request,
    *,
    path: str | None = None,
    kinds: Iterable[NoticeKind] | None = None,
    about: str | None = None,
) -> None:
    """`see`, once the page has been sent, in a transaction of its own.

    Nothing for a HEAD, which shows nothing, nor for a stranger.
    """
    me = request.person_id
    if me is None or request.method != "GET":
        return

    def see_as_person() -> None:
        with hats.person(me):
            see(by=me, path=path, kinds=kinds, about=about)

    after_answer(request, see_as_person)


def forget_seen(now: dt.datetime) -> int:
    """Erases what was seen half a year ago: it says whom one met and when, for no reader."""
    return change_each(
        Notice.objects.filter(seen_at__lt=now - REMEMBERED),
        QuerySet.delete,
        hat=lambda: hats.system("what was seen long ago is forgotten"),
    )
