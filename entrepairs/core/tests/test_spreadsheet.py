"""What spreadsheets give, read into a table."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entrepairs.core.spreadsheet import (
    BrokenLine,
    Unreadable,
    check_size_and_kind,
    parse_day,
    read_table,
    recognise_columns,
)

TODAY = date(2026, 11, 22)


def test_the_first_line_that_says_something_names_the_columns() -> None:
    table = read_table("\n;;\nnom;né le\nAmel;1990;plus\n".encode("cp1252"), most_lines=10)
    assert (table.header_line, table.headers) == (3, ("nom", "né le"))
    assert (table.encoding, table.separator) == ("windows-1252", ";")
    assert table.all_headers == ["nom", "né le", ""]
    assert [(row.number, row.cell(1), row.cell(7), row.cell(None)) for row in table.rows] == [
        (4, "1990", "", "")
    ]


def test_what_stands_above_the_line_of_headers_is_left() -> None:
    content = "sep=,\nListe des membres 2026\n\nPrénom,Nom,Ville\nAmel,Haddad,Rennes\n".encode()
    known = {"prenom", "nom"}
    table = read_table(
        content, most_lines=10, knows_header=lambda cell: cell.casefold().replace("é", "e") in known
    )
    assert (table.separator, table.header_line, table.headers[0]) == (",", 4, "Prénom")
    assert [row.cells[0] for row in table.rows] == ["Amel"]
    assert [row.number for row in table.first_rows] == [2, 4, 5]
    chosen = read_table(content, most_lines=10, header_line=5)
    assert (chosen.headers[0], chosen.rows) == ("Amel", ())


def test_a_text_of_several_lines_is_kept_as_it_is_only_where_that_is_wanted() -> None:
    content = b'title;about\nA;"one\ntwo"\nB;x\n'
    folded = read_table(content, most_lines=10)
    kept = read_table(content, most_lines=10, keep_newlines=True)
    assert (folded.rows[0].cells[1], kept.rows[0].cells[1]) == ("one two", "one\ntwo")
    assert [row.number for row in kept.rows] == [2, 4]


def test_a_quotation_mark_that_is_never_closed_is_an_error_where_one_is_strict() -> None:
    content = b'title;day\n"x;y\n'
    assert read_table(content, most_lines=10).rows
    with pytest.raises(BrokenLine) as error:
        read_table(content, most_lines=10, strict=True)
    assert (error.value.line, error.value.cut_short) == (2, True)


def test_a_list_has_as_many_lines_as_are_allowed_beside_its_headers() -> None:
    assert len(read_table(b"name\n" + b"x\n" * 3, most_lines=3).rows) == 3
    with pytest.raises(Unreadable, match="too long"):
        read_table(b"name\n" + b"x\n" * 4, most_lines=3)


def test_a_file_of_a_spreadsheet_or_too_large_is_refused_before_it_is_read() -> None:
    check_size_and_kind(b"x" * 3_000_000, 3_000_000)
    with pytest.raises(Unreadable, match="3 MB at most"):
        check_size_and_kind(b"x" * 3_000_001, 3_000_000)
    for start in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0"):
        with pytest.raises(Unreadable, match="Save as"):
            check_size_and_kind(start + b"rest", 100)


def test_the_first_column_that_fits_a_field_is_its_column() -> None:
    known = {"prenom": "name", "name": "name", "langue": "language"}
    assert recognise_columns(["?", "Langue", "PRÉNOM", "Name"], known) == {
        "language": 1,
        "name": 2,
    }


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("31/12/2025", date(2025, 12, 31)),
        ("31-12-25", date(2025, 12, 31)),
        ("31.12.99", date(1999, 12, 31)),
        ("2025-12-31", date(2025, 12, 31)),
        ("2025-12-31 00:00:00", date(2025, 12, 31)),
        ("31 décembre 2025", date(2025, 12, 31)),
        ("mardi 2 févr. 2024", date(2024, 2, 2)),
        ("1er août 2020", date(2020, 8, 1)),
        ("12/31/2025", None),
        ("31/12/0001", None),
        ("demain", None),
    ],
)
def test_dates_are_read_as_people_write_them(text: str, day: date | None) -> None:
    assert parse_day(text, TODAY) == day


@given(st.dates(min_value=date(1900, 1, 1), max_value=TODAY))
def test_any_day_written_the_french_way_is_that_day(day: date) -> None:
    assert parse_day(day.strftime("%d/%m/%Y") if day.year > 999 else "", TODAY) == day
