"""Words at rest under the newest key: what `rotate-keys` runs after a key was put in front of
ENTREPAIRS_WORD_KEYS.

Works through every encrypted column of every room, a batch a transaction. Words that the newest key
reads are left alone, so that it can be stopped and started again; words changed meanwhile keep
their change. Once it has come to its end, the older keys can be taken away.
"""

from collections.abc import Callable, Iterator
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from django.apps import apps
from django.conf import settings
from django.db import connection, models

from entrepairs.core import hats
from entrepairs.core.fields import EncryptedTextField, cipher

BATCH = 500
Column = tuple[type[models.Model], EncryptedTextField]
Progress = Callable[[int, int], None]


def columns() -> list[Column]:
    """Every column of encrypted words."""
    return [
        (model, field)
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, EncryptedTextField)
    ]


def newest() -> Fernet:
    return Fernet(settings.WORD_KEYS[0])


def is_newest(token: str) -> bool:
    try:
        newest().decrypt(token)
    except InvalidToken:
        return False
    return True


def rotate(progress: Progress | None = None, batch: int = BATCH) -> int:
    """Encrypt again what older keys encrypted. Gives the number of words changed; tells (done,
    total) as it goes."""
    total = sum(count(*column) for column in columns())
    done = changed = 0
    for model, field in columns():
        for looked_at, rotated in rotate_column(model, field, batch):
            done, changed = done + looked_at, changed + rotated
            if progress:
                progress(done, max(total, done))
    return changed


def names(model: type[models.Model], field: EncryptedTextField) -> tuple[str, str, str]:
    """Table, key and column, ready for a statement."""
    quote = connection.ops.quote_name
    return quote(model._meta.db_table), quote(str(model._meta.pk.column)), quote(str(field.column))


def count(model: type[models.Model], field: EncryptedTextField) -> int:
    table, _key, column = names(model, field)
    rows = run(f"select count(*) from {table} where {column} <> ''", [])  # noqa: S608 (names of our own tables)
    return int(rows[0][0])


def rotate_column(
    model: type[models.Model], field: EncryptedTextField, batch: int
) -> Iterator[tuple[int, int]]:
    """Batch after batch, in the order of the key: how many were looked at, how many encrypted
    again."""
    table, key, column = names(model, field)
    last: Any = 0
    while True:
        select = (
            f"select {key}, {column} from {table} where {key} > %s and {column} <> '' "  # noqa: S608
            f"order by {key} limit %s"
        )
        rows = run(select, [last, batch])
        if not rows:
            return
        old = [(pk, token) for pk, token in rows if not is_newest(token)]
        yield len(rows), replace(table, key, column, old)
        last = rows[-1][0]


def replace(table: str, key: str, column: str, old: list[tuple[Any, str]]) -> int:
    """Only where the words are still those that were read."""
    if not old:
        return 0
    new = [cipher().rotate(token).decode() for _pk, token in old]
    statement = (
        f"update {table} t set {column} = n.new "  # noqa: S608
        "from unnest(%s::bigint[], %s::text[], %s::text[]) as n(pk, old, new) "
        f"where t.{key} = n.pk and t.{column} = n.old returning 1"
    )
    return len(run(statement, [[pk for pk, _token in old], [token for _pk, token in old], new]))


def run(statement: str, parameters: list[Any]) -> list[tuple[Any, ...]]:
    with hats.system("words at rest are put under the newest key"), connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows
