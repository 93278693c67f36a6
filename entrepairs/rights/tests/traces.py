"""Marks in every table about a person, and the search for them in the whole database."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.db import DatabaseError, connection, models, transaction
from django.utils import timezone

from entrepairs.accounts.models import Account, Session
from entrepairs.core.fields import EncryptedTextField
from entrepairs.core.rls import list_tables
from entrepairs.ledger import held
from entrepairs.ledger.held import ME, WITH_THE_CIRCLE, Held, Table
from entrepairs.people.models import Affiliation, CoordinationRefusal, Person
from entrepairs.rights.export_rows import model_of
from entrepairs.rights.models import Departure

MARK = "mirlitontaine"
A_WEEK = timedelta(days=7)
# Rows of the access matrix about somebody else, given to this person.
MOVED = (
    "accounts_importedperson.person_id",
    "events_declinedeventinvitation.person_id",
    "items_outcome.shared_by_id",
    "items_version.made_by_id",
    "learning_declinedstep.person_id",
    "mandates_declinedmandate.person_id",
    "plans_keptapart.person_id",
    "recordings_cut.done_by",
    "people_restriction.person_id",
    "reports_report.started_by_id",
    "roles_declinedrole.person_id",
    "sittings_sitting.added_by_id",
    "rounds_round.opened_by_id",
)


def rows_about(table: Table, person: int) -> list[Any]:
    """Keys of its rows about that person, no matter who may read them."""
    unseen = [f"{column} = {ME}" for column in table.unseen]
    condition = " or ".join([table.condition, *unseen]).replace(ME, str(person))
    pk = model_of(table.name)._meta.pk.column
    with connection.cursor() as cursor:
        cursor.execute(f"select {pk} from {table.name} where {condition}")
        return [row[0] for row in cursor.fetchall()]


# Text that we wrote: which deed it was, what a voice agreed to.
OURS = {"verb", "room", "wording"}


def is_free(field: Any) -> bool:
    """A column in which people write what they like."""
    if field.name in OURS:
        return False
    if isinstance(field, EncryptedTextField):
        return True
    text = isinstance(field, models.TextField) or (
        isinstance(field, models.CharField) and (field.max_length or 0) >= 40
    )
    return text and not field.choices and not field.unique and not getattr(field, "generated", 0)


# What stays without the name of who is erased: the reasons of a decision, what somebody else
# learned or taught and asked them to confirm.
STAYS = {"learning_step", "safeguarding_ruling"}
# Of which they put aside what somebody else shared, or noted what somebody else asked: its words
# are not theirs.
PUT_ASIDE = {"sharing_sharedfile", "rights_datarequest"}


def mark(person: Person) -> set[str]:
    """Their own words are the mark, wherever they are; the tables that have no row about them."""
    empty = set()
    for kind in held.all_held():
        for one in kind.tables:
            keys = rows_about(one, person.pk)
            if not keys:
                empty.add(one.name)
            elif kind.until is not WITH_THE_CIRCLE and one.name not in STAYS:
                if one.name in PUT_ASIDE:
                    keys = rows_about(replace(one, unseen=()), person.pk)
                write_marks(one.name, keys)
    return empty


def write_marks(table: str, keys: list[Any]) -> None:
    model = model_of(table)
    for field in model._meta.concrete_fields:
        if is_free(field):
            try:
                with transaction.atomic():
                    rows = model._base_manager.filter(pk__in=keys)
                    rows.update(**{field.name: f"{MARK} {table}"})
            except DatabaseError:  # a column with a shape: a digest, a zone of time
                continue


def everything() -> Iterator[tuple[str, str]]:
    """Every row of every table as text, encrypted words in clear."""
    for table in list_tables("default"):
        with connection.cursor() as cursor:
            cursor.execute(f'select t::text from "{table}" t')
            yield from ((table, str(row[0])) for row in cursor.fetchall())
    for model in apps.get_models():
        fields = [f.name for f in model._meta.concrete_fields if isinstance(f, EncryptedTextField)]
        if fields:
            for row in model._base_manager.values_list(*fields):
                yield model._meta.db_table, json.dumps(row, ensure_ascii=False)


def find_traces(*needles: str) -> set[str]:
    """The tables in which one of these is found."""
    return {table for table, text in everything() if any(needle in text for needle in needles)}


def numbers_left(person: int) -> set[str]:
    """Columns that are no foreign keys and hold the number of that person."""
    left = set()
    for kind, one in numbered():
        with connection.cursor() as cursor:
            for column in (*one.persons, *one.unseen):
                cursor.execute(f"select count(*) from {one.name} where {column} = %s", [person])
                if cursor.fetchone() != (0,):
                    left.add(f"{kind.key}: {one.name}.{column}")
    return left


def numbered() -> Iterator[tuple[Held, Table]]:
    for kind in held.all_held():
        yield from ((kind, one) for one in kind.tables if one.numbers)


def fill(person: Person) -> None:
    """What no row of the access matrix is about one of the six in."""
    account = Account.objects.get(person=person)
    EmailAddress.objects.create(user=account, email=f"{MARK}@example.org", verified=True)
    Authenticator.objects.create(user=account, type="webauthn", data={"name": MARK})
    Session.objects.create(
        session_key=MARK, session_data=MARK, account=account, expire_date=timezone.now() + A_WEEK
    )
    affiliation = Affiliation.objects.filter(person=person).first()
    if affiliation:
        CoordinationRefusal.objects.get_or_create(affiliation=affiliation)
    now = timezone.now()
    Departure.objects.create(person=person, kind="leave", due_at=now + A_WEEK)
    with connection.cursor() as cursor:
        for column in MOVED:
            table, name = column.split(".")
            pk = model_of(table)._meta.pk.column
            cursor.execute(
                f"update {table} set {name} = %s where {pk} = (select min({pk}) from {table})",
                [person.pk],
            )
            assert cursor.rowcount, column
