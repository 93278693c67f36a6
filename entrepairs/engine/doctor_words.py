"""What the doctor says of words at rest: whether the keys that are here read them."""

from collections.abc import Iterator
from typing import Any

import psycopg
from psycopg import sql

from entrepairs.engine.safety import Finding


def unreadable(link: psycopg.Connection[Any]) -> Iterator[Finding]:
    """Deciphers the first and the last row of each encrypted column; shows none of them."""
    import django

    django.setup()
    from cryptography.fernet import InvalidToken
    from django.core.exceptions import ImproperlyConfigured

    from entrepairs.core.fields import cipher
    from entrepairs.core.key_rotation import columns

    closed = []
    for model, field in columns():
        table, column = model._meta.db_table, str(field.column)
        for order in ("asc", "desc"):
            query = sql.SQL("select {c} from {t} where {c} <> '' order by {k} {o} limit 1").format(
                c=sql.Identifier(column),
                t=sql.Identifier(table),
                k=sql.Identifier(str(model._meta.pk.column)),
                o=sql.SQL(order),
            )
            row = link.execute(query).fetchone()
            try:
                if row:
                    cipher().decrypt(row[0])
            except (InvalidToken, ImproperlyConfigured):
                closed.append(f"{table}.{column}")
    if closed:
        names = ", ".join(sorted({*closed}))
        yield Finding(
            f"The keys that are here do not read what people wrote: {names}.",
            "Put the right keys back: the copy of the folder keys, or ENTREPAIRS_WORD_KEYS.",
        )
