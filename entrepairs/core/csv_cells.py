"""Tables as CSV files, in which a spreadsheet takes what people wrote as words."""

import csv
import io
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

FORMULA = {"=", "+", "-", "@"}
SEPARATORS = {",", ";", "|", "\t", "\r", "\n"}


def without_formula(value: Any) -> str:
    """The same words, with an apostrophe before what a spreadsheet would take for a formula.

    Also inside them: in French a spreadsheet separates by semicolons, in English by commas, and the
    wrong one begins a new cell in the midst of somebody's words.
    """
    return "".join(_mark_formulas(str(value)))


def _mark_formulas(text: str) -> Iterator[str]:
    begins = True
    for letter in text:
        if begins and unicodedata.normalize("NFKC", letter) in FORMULA:  # also written wide
            yield "'"
        yield letter
        # What is not seen (spaces of any width, marks of none) is dropped before a formula is read.
        begins = letter in SEPARATORS or (begins and unicodedata.category(letter) in {"Zs", "Cf"})


def write_table(rows: Iterable[Iterable[Any]]) -> str:
    """The whole file, for spreadsheets too: they know UTF-8 by its mark."""
    out = io.StringIO()
    out.write("\ufeff")
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows(map(without_formula, row) for row in rows)
    return out.getvalue()
