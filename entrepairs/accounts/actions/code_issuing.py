"""Codes on paper, made by others: by those who coordinate, or at the command line."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from entrepairs.accounts import paper_codes
from entrepairs.accounts.models import EntryCode
from entrepairs.core import hats
from entrepairs.core.identity import id_of
from entrepairs.ledger.actions import AlreadyDone, raise_earlier
from entrepairs.ledger.idempotency import sent_words
from entrepairs.ledger.models import Deed
from entrepairs.ledger.transactions import action
from entrepairs.ledger.verbs import Verb
from entrepairs.people.models import Person

ISSUE_CODE = Verb(
    "accounts",
    "issue_code",
    _("You prepared a sign-in code for %(who)s"),
    _("%(who)s prepared a sign-in code for you"),
)


@action
def issue_codes(
    *,
    people: Iterable[Person | int],
    purpose: str = EntryCode.Purpose.ENTRY,
    by: Person | int | None,
    valid_days: int | None = 90,
    seed: str = "",
    once: UUID | None = None,
) -> list[str]:
    """One code on paper for each of these persons, in their order. Only now can the codes be read.

    `by` coordinates each of them (else NotPossible), or it is the command line (None). The code of
    a person who has come in before opens after three days, no matter who makes it: the database
    says so, and tells them, who can refuse it. With a `seed` (random, from the form), the same form
    sent twice gives the same codes.
    """
    ids = list(map(id_of, people))
    issued = {
        pk: paper_codes.derive_code(seed, pk) if seed else paper_codes.new_code() for pk in ids
    }
    maker = None if by is None else id_of(by)
    expires = None if valid_days is None else timezone.now() + timedelta(days=valid_days)
    with hats.gate() if maker is None else hats.person(maker), suppress(AlreadyDone):
        raise_earlier(maker, once)
        _insert_codes(issued, purpose, maker, expires)
        _note_issued(list(issued), maker, once)
    return [issued[pk] for pk in ids]


def _insert_codes(
    issued: dict[int, str], purpose: str, maker: int | None, expires: datetime | None
) -> None:
    """One INSERT that reads nothing back: who hands out a code has no right to read it."""
    digests = [paper_codes.code_digest(code) for code in issued.values()]
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into accounts_entrycode"
            " (person_id, digest, purpose, issued_by_id, expires_at)"
            " select person, digest, %s, %s, %s"
            " from unnest(%s::bigint[], %s::text[]) as t(person, digest)",
            [purpose, maker, expires, list(issued), digests],
        )


def _note_issued(ids: list[int], maker: int | None, once: UUID | None) -> None:
    """A deed for each person, who sees that a code was made for them. One statement for a list."""
    deeds = [
        Deed(verb=ISSUE_CODE.name, room="accounts", by_person=maker, about_person=pk) for pk in ids
    ]
    if deeds:
        deeds[0].once, deeds[0].digest = once, sent_words.get() if once else ""
    Deed.objects.bulk_create(deeds, batch_size=1000)
