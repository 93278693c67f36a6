"""Loading the vocabulary and the places. Safe to run at every start: what is already there is left
alone.

No deed is written: the ledger stands beside this room, and what is loaded is public; the log says
what changed.
"""

import logging
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from entrepairs.core import hats
from entrepairs.vocabulary import files, places, queries
from entrepairs.vocabulary.corrections import correct
from entrepairs.vocabulary.files import ConceptEntry, NumberEntry
from entrepairs.vocabulary.models import Concept, Edition, HelpNumber

logger = logging.getLogger("entrepairs.vocabulary")


@dataclass(slots=True)
class Changes:
    """How many rows a load touched. All zero: the tables were already as the files say."""

    added: int = 0
    changed: int = 0
    restored: int = 0
    retired: int = 0
    deleted: int = 0

    def __bool__(self) -> bool:
        return any(asdict(self).values())


@dataclass(frozen=True, slots=True)
class Loaded:
    concepts: Changes
    numbers: Changes

    def __bool__(self) -> bool:
        return bool(self.concepts or self.numbers)


def load_vocabulary(
    *, by: int | None, folder: Path = files.FOLDER, corrections: Path | None = None
) -> Loaded:
    """Makes the concepts and help numbers what the files say, and what the administrator corrects
    in them. `by` is for the log: None is the command line."""
    concepts, numbers = files.read(folder)
    if corrections:
        concepts = correct(concepts, corrections)
    with hats.system("the vocabulary is loaded from its files"):
        loaded = Loaded(_load_concepts(concepts), _load_numbers(numbers))
    queries.forget()
    transaction.on_commit(queries.forget)
    if loaded:
        logger.info("vocabulary loaded by %s: %s", by or "the command line", loaded)
    return loaded


def _load_concepts(entries: Iterable[ConceptEntry]) -> Changes:
    changes = Changes()
    rows = {(row.scheme, row.key): row for row in Concept.objects.all()}
    wanted = {(entry.scheme, entry.key): entry for entry in entries}
    for below in (False, True):  # headings first: what is below needs their id
        new = []
        for name, entry in wanted.items():
            if bool(entry.parent) is not below:
                continue
            parent = rows[entry.scheme, entry.parent].pk if below else None
            values = asdict(entry) | {"parent_id": parent}
            del values["parent"]
            if name in rows:
                _change_concept(rows[name], values, changes)
            else:
                new.append(Concept(**values))
        rows |= {(row.scheme, row.key): row for row in Concept.objects.bulk_create(new)}
        changes.added += len(new)
    gone = [row for name, row in rows.items() if name not in wanted]
    _remove_concepts(gone, changes)
    return changes


def _change_concept(row: Concept, values: dict[str, Any], changes: Changes) -> None:
    restored = row.retired_at is not None
    if _set(row, values | {"retired_at": None}):
        row.save()
        changes.restored += restored
        changes.changed += not restored


def _set(row: Any, values: dict[str, Any]) -> bool:
    """Gives the row these values; False when it had them."""
    different = {name: value for name, value in values.items() if getattr(row, name) != value}
    for name, value in different.items():
        setattr(row, name, value)
    return bool(different)


def _remove_concepts(gone: list[Concept], changes: Changes) -> None:
    """Deletes what nothing refers to and retires the rest. The database is asked: higher rooms are
    unknown here."""
    for row in sorted(
        gone, key=lambda row: row.parent_id is None
    ):  # those below before their heading
        if _delete_if_unused(row):
            changes.deleted += 1
        elif row.retired_at is None:
            row.retired_at = timezone.now()
            row.save()
            changes.retired += 1


def _delete_if_unused(row: Concept) -> bool:
    # Not the ORM's delete: it would follow a foreign key that cascades, and so erase what people
    # said.
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("set constraints all immediate")
            cursor.execute("delete from vocabulary_concept where id = %s", [row.pk])
            cursor.execute("set constraints all deferred")
    except IntegrityError:
        return False
    return True


def _load_numbers(entries: Iterable[NumberEntry]) -> Changes:
    changes = Changes()
    rows = {row.key: row for row in HelpNumber.objects.all()}
    for entry in entries:
        row = rows.pop(entry.key, None)
        if row is None:
            HelpNumber.objects.create(**asdict(entry))
            changes.added += 1
        elif _set(row, asdict(entry)):
            row.save()
            changes.changed += 1
    changes.deleted, _ = HelpNumber.objects.filter(
        pk__in=[row.pk for row in rows.values()]
    ).delete()
    return changes


def load_places(*, by: int | None, source: places.PlaceSource | None = None) -> int:
    """Loads the places of the lists that ship here unless they are there; how many rows were
    written.

    A place that left the list stays: people may live there.
    """
    source = source or places.installed()
    with hats.system("the places are loaded from their lists"):
        edition = Edition.objects.filter(key="places").first() or Edition(key="places")
        if edition.version == source.version:
            return 0
        edition.rows = _copy_places(source)
        edition.version, edition.loaded_at = source.version, timezone.now()
        edition.save()
    logger.info(
        "%s places loaded by %s: %s", edition.rows, by or "the command line", source.version
    )
    return edition.rows


def _copy_places(source: places.PlaceSource) -> int:
    columns = ", ".join(places.COLUMNS)
    with connection.cursor() as cursor:
        # COPY does not enter a table with row security; a temporary one has none.
        cursor.execute("create temporary table arriving (like vocabulary_place) on commit drop")
        with cursor.copy(f"copy arriving ({columns}) from stdin") as copy:
            for row in source.rows():
                copy.write_row(row)
        updates = ", ".join(f"{name} = excluded.{name}" for name in places.COLUMNS[1:])
        cursor.execute(
            f"insert into vocabulary_place ({columns}) select {columns} from arriving"  # noqa: S608 (our own columns)
            f" on conflict (geoname_id) do update set {updates}"
        )
        written = cursor.rowcount
        cursor.execute("drop table arriving")
    return int(written)
