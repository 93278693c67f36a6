"""Changing the key that words are encrypted with at rest."""

import os
from collections.abc import Iterator
from dataclasses import dataclass

from entrepairs.engine.folder import DataFolder, new_word_key, write_private
from entrepairs.engine.trouble import say

BATCH = 500


@dataclass(frozen=True)
class EncryptedTable:
    table: str
    key: str
    columns: tuple[str, ...]


def encrypted_tables() -> Iterator[EncryptedTable]:
    """Every table with words at rest, of every room."""
    from django.apps import apps

    from entrepairs.base.fields import EncryptedTextField

    for model in apps.get_models():
        columns = tuple(str(f.column) for f in model._meta.concrete_fields if isinstance(f, EncryptedTextField))
        if columns and model._meta.managed and not model._meta.proxy:
            assert model._meta.pk is not None  # noqa: S101
            yield EncryptedTable(model._meta.db_table, str(model._meta.pk.column), columns)


def add_key(folder: DataFolder) -> None:
    """Put a new key before the others. Keys given by the environment are the administrator's to add."""
    if os.environ.get("ENTREPAIRS_WORD_KEYS"):
        say("ENTREPAIRS_WORD_KEYS is set: its first key is the new one.")
        return
    path = folder.keys / "word_keys"
    write_private(path, new_word_key() + "\n" + path.read_text())
    say(f"Added a new key to {path}. Save a copy of that file now.")


def forget_old_keys(folder: DataFolder) -> None:
    """Keep only the newest key: backups made before can not be read any more."""
    path = folder.keys / "word_keys"
    if path.exists():
        write_private(path, path.read_text().split()[0] + "\n")


def encrypt_again() -> int:
    """Encrypt every word with the newest key; how many rows were written. Safe to cut short and to run again."""
    from tqdm import tqdm

    written = 0
    for table in encrypted_tables():
        with tqdm(desc=table.table, unit=" rows", disable=None) as bar:
            for seen, changed in _batches(table):
                written += changed
                bar.update(seen)
    return written


def _batches(table: EncryptedTable) -> Iterator[tuple[int, int]]:
    from django.db import connection

    from entrepairs.base import hats

    columns = ", ".join(f'"{column}"' for column in table.columns)
    read = f'select "{table.key}", {columns} from "{table.table}" where "{table.key}" > %s order by 1 limit {BATCH}'  # noqa: S608
    sets = ", ".join(f'"{column}" = %s' for column in table.columns)
    write = f'update "{table.table}" set {sets} where "{table.key}" = %s'  # noqa: S608
    last: int = 0
    while True:
        with hats.system("words at rest are encrypted with the newest key"), connection.cursor() as cursor:
            cursor.execute(read, [last])
            rows = cursor.fetchall()
            new = [(*map(_with_newest, values), key) for key, *values in rows]
            cursor.executemany(write, new)
        if not rows:
            return
        last = rows[-1][0]
        yield len(rows), len(new)


def _with_newest(token: str | None) -> str | None:
    from entrepairs.base.fields import cipher

    return cipher().rotate(token.encode()).decode() if token else token
