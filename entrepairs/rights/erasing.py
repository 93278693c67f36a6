"""Erasure of a person: every row, file, session, notice and search entry, and the list of erased
keys, by which a restored backup is erased again.

What others did with them stays, by nobody: a meeting held, a decision taken, their own words
(tests/goes_with_a_person.yaml says why of each).
"""

import datetime as dt
import logging
from collections.abc import Collection
from functools import partial

from django.db import connection, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from entrepairs.core import hats
from entrepairs.core.secret_links import digest
from entrepairs.files import storage
from entrepairs.ledger import held
from entrepairs.ledger.transactions import NotPossible
from entrepairs.people import hooks
from entrepairs.people.models import Person
from entrepairs.rights import certificates, erased_keys
from entrepairs.rights.closing import close_erased
from entrepairs.rights.models import Erasure, Export

log = logging.getLogger(__name__)
LISTED = dt.timedelta(days=730)  # longer than backups are kept

FIND_ERASED = """
select id from people_person where encode(sha256(convert_to(key, 'UTF8')), 'hex') = any(%s::text[])
"""


def erase_person(person: int) -> str:
    """All of it, in one transaction; the secret of the certificate. They leave first, so that
    what they do with others ends as it does for those who leave."""
    with transaction.atomic():
        end_everything(person)
        return _erase_rows(person)


def end_everything(person: int) -> None:
    """What a room refuses to end is erased all the same."""
    for leave_all in reversed(hooks.on_leave):
        try:
            with hats.person(person):
                leave_all(person)
        except NotPossible:
            log.exception("%s did not end", leave_all.__module__)


def _erase_rows(person: int) -> str:
    with hats.system("a person asked that everything about them be erased"):
        row = Person.objects.select_for_update().get(pk=person)
        secret = certificates.secret_for(row.key)
        counts = count_rows(person)
        for place in Export.objects.filter(person=person).exclude(place="").values_list("place"):
            transaction.on_commit(partial(storage.forget, *place), robust=True)
        close_erased(person)
        # On a pause nobody finds them: as their rows go one by one, no word leads to them again.
        Person.objects.filter(pk=person).update(paused_at=timezone.now())
        take_traces(row)
        row.delete()
        listed = digest(row.key)
        told = {"door": digest(secret), "counts": counts, "until": timezone.now() + LISTED}
        Erasure.objects.update_or_create(digest=listed, defaults=told)
        transaction.on_commit(partial(erased_keys.add, [listed]), robust=True)
    return secret


def take_traces(row: Person) -> None:
    """What names them and stays, where no key leads to their row."""
    gone = name_of_gone(row)
    for erase_traces in reversed(hooks.on_erase):
        erase_traces(row.pk, gone)
    values = {"person": row.pk, "key": row.key, "gone": gone}
    for kind in held.all_held():
        held.wipe(kind.wipes, values)


def name_of_gone(row: Person) -> str:
    """What stands where a name has to, in the language of the person who left."""
    with translation.override(row.language):
        return _("Someone who left")


def count_rows(person: int) -> dict[str, int]:
    """Of each kind of thing, how many rows there are about them."""
    parts = [
        f"select '{kind.key}', (select count(*) from {one.name} where {one.condition})"  # noqa: S608 (declared by our rooms)
        for kind in held.all_held()
        for one in kind.tables
    ]
    statement = " union all ".join(parts).replace(held.ME, "%(me)s::bigint")
    counts: dict[str, int] = {}
    with connection.cursor() as cursor:
        cursor.execute(statement, {"me": person})
        for key, number in cursor.fetchall():
            counts[key] = counts.get(key, 0) + number
    return {key: number for key, number in counts.items() if number}


def erase_again(digests: Collection[str]) -> int:
    """After a backup was restored: those who were erased since it was made. How many."""
    why = "a restored backup has people who were erased since"
    with hats.system(why), connection.cursor() as cursor:
        cursor.execute(FIND_ERASED, [list(digests)])
        persons = [row[0] for row in cursor.fetchall()]
    for person in persons:
        erase_person(person)
    return len(persons)
