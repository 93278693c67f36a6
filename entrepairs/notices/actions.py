"""Telling a person something once, and what each wants sent."""

import datetime as dt
from collections.abc import Iterable, Sequence
from uuid import UUID

from django.core.signing import BadSignature, Signer
from django.db import connection
from django.db.models import QuerySet
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy

from entrepairs.core import hats
from entrepairs.core.identity import id_of
from entrepairs.core.jobs import change_each
from entrepairs.core.requests import Request
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import action
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.notices.kinds import NoticeKind, chosen_kinds
from entrepairs.notices.models import ChosenWays, Notice, Preference
from entrepairs.notices.ways import EMAIL, USUAL
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


CHOOSE = Verb(
    "notices",
    "choose_mails",
    gettext_lazy("You chose which notifications are sent to you, and how"),
    NOT_TOLD,
)


@action
def choose_notifications(
    *,
    kinds: Iterable[str],
    ways: Sequence[str],
    quiet_from: int,
    quiet_until: int,
    by: Person | int,
    once: UUID | None,
) -> None:
    """Only these kinds, by these ways, the first one first, and not at these hours. No kind at all
    refuses every kind, also those of a later version.

    That somebody made a code to come in as them is sent all the same.
    """
    note_deed(CHOOSE, by=by, once=once)
    wanted, refused = set(kinds), [Preference.ALL]
    if wanted:
        refused = [kind.name for kind in chosen_kinds() if kind.name not in wanted]
    Preference.objects.filter(person=id_of(by)).delete()
    Preference.objects.bulk_create(Preference(person_id=id_of(by), kind=kind) for kind in refused)
    hours = {"quiet_from": quiet_from, "quiet_until": quiet_until}
    ChosenWays.objects.update_or_create(person_id=id_of(by), defaults={"ways": list(ways), **hours})


STOP_MAILS = Verb("notices", "stop_mails", gettext_lazy("You stopped emails"), NOT_TOLD)


@action
def stop_mails(*, by: Person | int, once: UUID | None) -> None:
    """By email nothing any more; by the other ways, as before."""
    note_deed(STOP_MAILS, by=by, once=once)
    mine, _made = ChosenWays.objects.get_or_create(person_id=id_of(by), defaults={"ways": USUAL})
    mine.ways = [way for way in mine.ways if way != EMAIL.name]
    mine.save(update_fields=["ways"])


def sign_stop_token(person_key: str) -> str:
    """The token at the foot of a mail: its holder may stop that person's mails, nothing else."""
    return Signer(salt="notices.stop").sign(person_key)


def read_stop_token(token: str) -> str:
    """The key of the person whose mail carried it, or BadSignature."""
    return Signer(salt="notices.stop").unsign(token)


def stop_mails_by_link(*, token: str) -> bool:
    """The same from the foot of a mail, without signing in. False when the token is not ours."""
    try:
        key = read_stop_token(token)
    except BadSignature:
        return False
    with hats.system("anyone who holds the link of a mail stops the mails without signing in"):
        person = Person.objects.filter(key=key).first()
        chosen = ChosenWays.objects.filter(person=person).first()
        if person and (chosen is None or EMAIL.name in chosen.ways):
            stop_mails(by=person, once=None)
    return person is not None
