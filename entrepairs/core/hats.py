"""Hats: the database role and person of one transaction, from which the policies decide.

The web and the jobs log in to PostgreSQL as a role without any right. A transaction puts on a hat,
in one statement: `person` (rows decided by who is looking, or by nobody being signed in), `gate`
(accounts and sessions only), `system` (matching, notices, statistics, erasure). Forgetting the hat
is an error.

Hats stop mistakes, not an injected statement: any statement may put on another hat with
`set_config`. So values travel as parameters, never inside the text of a statement.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

ROLES = {hat: f"entrepairs_{hat}" for hat in ("person", "gate", "system")}


@dataclass(frozen=True, slots=True)
class Hat:
    """A hat, and for the person hat whose: `person` is None for a stranger."""

    name: str
    person: int | None = None


def worn() -> Hat | None:
    """The hat of the running transaction, or None."""
    return getattr(connection, "entrepairs_hat", None) if connection.in_atomic_block else None


def put_on(hat: Hat, *, read_only: bool = False) -> None:
    """Put on a hat until the transaction ends: role, person and read-only in one statement."""
    statement = "select set_config('role', %s, true), set_config('app.person', %s, true)"
    if read_only:
        statement += ", set_config('transaction_read_only', 'on', true)"
    with connection.cursor() as cursor:
        cursor.execute(statement, [ROLES[hat.name], "" if hat.person is None else str(hat.person)])
    connection.entrepairs_hat = hat  # type: ignore[attr-defined]


def is_on(hat: Hat) -> None:
    """A statement that asked for something else has put it on as well."""
    connection.entrepairs_hat = hat  # type: ignore[attr-defined]


def take_off() -> None:
    """Back to the login role, which may do nothing."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select set_config('role', 'none', true), set_config('app.person', '', true)"
        )
    connection.entrepairs_hat = None  # type: ignore[attr-defined]


@contextmanager
def kept() -> Iterator[None]:
    """A transaction, or a savepoint, in which hats may change; then the former one is back on."""
    before = worn()
    nested = connection.in_atomic_block
    try:
        with transaction.atomic():
            yield
            if nested and not connection.needs_rollback:
                put_on(before) if before else take_off()
    finally:
        connection.entrepairs_hat = before  # type: ignore[attr-defined]


@contextmanager
def wearing(hat: Hat, *, read_only: bool = False) -> Iterator[None]:
    """The same, under this hat from the start."""
    with kept():
        put_on(hat, read_only=read_only)
        yield


def person(person_id: int | None, *, read_only: bool = False) -> Any:
    """The hat of one person, or of a stranger (None)."""
    return wearing(Hat("person", person_id), read_only=read_only)


def gate() -> Any:
    """The hat of the door: accounts and sessions only."""
    return wearing(Hat("gate"))


def system(why: str) -> Any:
    """The hat that sees all. `why` is for the reader; tests/system_hat.yaml lists every place."""
    if not why:
        raise ValueError("say why")
    return wearing(Hat("system", worn_person()))


def worn_person() -> int | None:
    hat = worn()
    return hat.person if hat else None


class TriesRouter:
    """Sends the counters of sign-in attempts (Django's cache table) to their own connection."""

    def db_for_read(self, model: Any, **hints: Any) -> str | None:
        return "tries" if model._meta.app_label == "django_cache" else None

    db_for_write = db_for_read

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool | None:
        return db == "owner"
