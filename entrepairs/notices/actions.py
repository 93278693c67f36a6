"""Telling someone something, once; and what each wants by mail."""

import datetime as dt
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.core.signing import BadSignature, Signer
from django.db import connection
from django.db.models.functions import Now

from entrepairs.core import hats
from entrepairs.core.requests import Request
from entrepairs.ledger.actions import note_deed
from entrepairs.notices.models import Notice, Preference
from entrepairs.people.models import Person
from entrepairs.ui.middleware import after_answer

# Nobody is told about a person across a block. `again` tells anew what was seen already, and only that.
TELL = """
insert into notices_notice (person_id, kind, about, path, due_at)
select told, %(kind)s::text, %(about)s::text, %(path)s::text, coalesce(%(due_at)s::timestamptz, statement_timestamp())
from unnest(%(persons)s::bigint[]) told
where told is distinct from %(by)s::bigint and not exists (
  select from people_block b where (b.person_id, b.blocked_id) in ((told, %(by)s::bigint), (%(by)s::bigint, told)))
on conflict (person_id, kind, about) do update
set told_at = statement_timestamp(), due_at = excluded.due_at, path = excluded.path, seen_at = null, mailed_at = null
where %(again)s::boolean and notices_notice.seen_at is not null
"""

REMEMBERED = dt.timedelta(days=180)  # what was seen: until then, it is not told twice


def id_of(person: Person | int) -> int:
    return person if isinstance(person, int) else person.pk


def tell(
    *,
    person: Person | int | Iterable[Person | int],
    kind: str,
    about: str,
    path: str,
    due_at: dt.datetime | None = None,
    by: Person | int | None = None,
    again: bool = False,
) -> None:
    """Tell one or several persons, in the transaction of what there is to tell. The action that tells writes the deed."""
    persons = [person] if isinstance(person, int | Person) else list(person)
    if not persons:
        return
    values: dict[str, Any] = {
        "kind": str(kind),
        "about": about,
        "path": path,
        "due_at": due_at,
        "again": again,
    }
    values |= {
        "persons": [id_of(each) for each in persons],
        "by": None if by is None else id_of(by),
    }
    with hats.system("a notice is written for the person it is for"), connection.cursor() as cursor:
        cursor.execute(TELL, values)


def see(
    *,
    by: Person | int,
    path: str | None = None,
    kinds: Iterable[str] | None = None,
    about: str | None = None,
) -> int:
    """What was told to me on that page, of these kinds, or about that, is seen. A reminder yet to come is not."""
    mine = Notice.objects.filter(person=id_of(by), seen_at__isnull=True, due_at__lte=Now())
    if path is not None:
        mine = mine.filter(path=path)
    if kinds is not None:
        mine = mine.filter(kind__in=list(kinds))
    if about is not None:
        mine = mine.filter(about=about)
    return mine.update(seen_at=Now())


def see_after_answer(
    request: Request,
    *,
    path: str | None = None,
    kinds: Iterable[str] | None = None,
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


def withdraw(*, kinds: Iterable[str], about: str) -> int:
    """Take back what nobody has seen, about that or what starts with it: a meeting moved, its reminder is no longer true."""
    with hats.system("a notice of what no longer is, is taken back"):
        unseen = Notice.objects.filter(
            kind__in=list(kinds), about__startswith=about, seen_at__isnull=True
        )
        return unseen.delete()[0]


def forget_seen(now: dt.datetime) -> int:
    """Take away what was seen half a year ago: it says whom one met and when, and nobody reads it any more."""
    with hats.system("what was seen long ago is forgotten"):
        return Notice.objects.filter(seen_at__lt=now - REMEMBERED).delete()[0]


def choose_mails(*, kinds: Iterable[str], by: Person | int, once: UUID | None) -> None:
    """By mail only these kinds; none at all means those of tomorrow too."""
    me = id_of(by)
    note_deed(verb="choose_mails", room="notices", by=me, once=once)
    wanted = set(kinds)
    refused = (
        [kind for kind in Notice.Kind.values if kind not in wanted] if wanted else [Preference.ALL]
    )
    Preference.objects.filter(person=me).delete()
    Preference.objects.bulk_create(Preference(person_id=me, kind=kind) for kind in refused)


def stop_mails(*, by: Person | int, once: UUID | None) -> None:
    """No mail at all, in one press."""
    choose_mails(kinds=(), by=by, once=once)


def token_of(person_key: str) -> str:
    """What the foot of a mail carries: whoever holds it may stop the mails of that person, and nothing else."""
    return Signer(salt="notices.stop").sign(person_key)


def person_of(token: str) -> str:
    """The key of the person whose mail carried it, or BadSignature."""
    return Signer(salt="notices.stop").unsign(token)


def stop_mails_by_link(*, token: str) -> bool:
    """The same from the foot of a mail, without signing in. False when the link is not one of ours."""
    try:
        key = person_of(token)
    except BadSignature:
        return False
    with hats.system("whoever holds the link of a mail stops the mails without signing in"):
        person = Person.objects.filter(key=key).first()
        if person and not Preference.objects.filter(person=person, kind=Preference.ALL).exists():
            stop_mails(by=person, once=None)
    return person is not None
