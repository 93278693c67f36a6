"""What people wrote is no formula in a spreadsheet, in French and in English."""

import csv
import io

import pytest

from entrepairs.core.csv_cells import write_table

WRITTEN = [
    "=1+1",
    "+33",
    "-2",
    "@x",
    "  =1",
    "\u00a0=1",
    "\u202f=1",
    "\u200b=1",
    "\ufeff=1",
    "\uff1d1",
    "\t=1",
    "Zoé;=1+1",
    "Zoé;\t=1",
    'Zoé";=1',
    "Zoé\n=1",
    "Zoé|@x",
]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("written", WRITTEN)
def test_no_cell_begins_a_formula_whatever_separates_them(written: str, separator: str) -> None:
    table = write_table([["Nom", "Besoins"], [written, written]])
    assert table.startswith("\ufeff")
    lines = list(csv.reader(io.StringIO(table.removeprefix("\ufeff")), delimiter=separator))
    for cell in (cell for line in lines for cell in line):
        seen = cell.lstrip(" \t\u00a0\u202f\u200b\ufeff")
        assert seen[:1] not in {"=", "+", "-", "@", "\uff1d"}, lines
    if separator == ",":
        assert [cell.replace("'", "") for cell in lines[1]] == [written, written]


def test_ordinary_words_are_not_touched() -> None:
    table = write_table([["Zoé = moi, peut-être ; l’après-midi", 12, ""]])
    assert table == '\ufeff"Zoé = moi, peut-être ; l’après-midi","12",""\r\n'
