"""Which column is which: recognised from its header, or told by the coordinator and remembered."""

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import yaml

FIELDS = ("name", "family_name", "reference", "language", "since")
Columns = dict[str, int]


@cache
def known() -> dict[str, str]:
    """Folded header -> field."""
    loaded: dict[str, list[str]] = yaml.safe_load(
        (Path(__file__).parent / "headers.yaml").read_text()
    )
    return {header: field for field, headers in loaded.items() for header in headers}


def folded(text: str) -> str:
    """Lower case, no accents, words apart by one space: "N° Adhérent" is "n adherent"."""
    plain = unicodedata.normalize("NFKD", text.replace("№", "n").replace("°", " ")).casefold()
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(re.findall(r"[a-z0-9]+", plain))


def recognise(headers: Sequence[str]) -> Columns:
    """The fields whose column is sure. A list with a family name only is named by it."""
    found: Columns = {}
    for index, header in enumerate(headers):
        field = known().get(folded(header))
        if field and field not in found:
            found[field] = index
    if "name" not in found and "family_name" in found:
        found["name"] = found.pop("family_name")
    return found


def signature(headers: Sequence[str]) -> str:
    """A header line, as what a remembered answer is kept under."""
    return hashlib.sha256("\x1f".join(folded(h) for h in headers).encode()).hexdigest()


def usable(columns: Columns, count: int) -> bool:
    """Names a column for what we need, none twice, none outside of the list."""
    values = list(columns.values())
    return (
        "name" in columns
        and len(set(values)) == len(values)
        and all(0 <= v < count for v in values)
    )
