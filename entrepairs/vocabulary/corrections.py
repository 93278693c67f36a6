"""What an administrator knows better than the files: values of concepts, each with its source.

A file of their own, named in the settings, so that an upgrade leaves it alone. It is read as
strictly as ours.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from entrepairs.vocabulary.files import (
    CONCEPT_FIELDS,
    BadVocabulary,
    ConceptEntry,
    find_data_problems,
    read_rows,
)

FIELDS = {name: kind for name, kind in CONCEPT_FIELDS.items() if name != "parent"}
FIELDS |= {"scheme": str}
NEEDED = {"scheme", "key", "source", "checked_on"}


def correct(concepts: Sequence[ConceptEntry], file: Path) -> list[ConceptEntry]:
    """Each correction is of a concept that is here, and says where it was read and when. Of `data`
    it changes the fields that it names; the source that was there before stays beside its own."""
    problems: list[str] = []
    lines = read_rows(file, "corrections", FIELDS, NEEDED, problems)
    rows = {(line["scheme"], line["key"]): line for line in lines}
    known = {(entry.scheme, entry.key) for entry in concepts}
    for scheme, key in sorted(set(rows) - known):
        problems.append(f"{file.name}: {scheme}: {key}: no such concept")
    corrected = [_change(entry, rows.get((entry.scheme, entry.key))) for entry in concepts]
    problems += find_data_problems(corrected)
    if problems:
        raise BadVocabulary(problems)
    return corrected


def _change(entry: ConceptEntry, row: dict[str, Any] | None) -> ConceptEntry:
    if row is None:
        return entry
    told = {name: value for name, value in row.items() if name not in ("key", "scheme", "order")}
    told["data"] = entry.data | row.get("data", {})
    told["source"] = "; ".join(dict.fromkeys((row["source"], entry.source)))
    return replace(entry, **told)
