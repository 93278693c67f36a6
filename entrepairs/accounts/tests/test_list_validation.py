"""Lists as they really are: understood, or refused with the line and the reason."""

import codecs
from collections.abc import Iterable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entrepairs.accounts.member_import.columns import (
    Recognised,
    are_usable,
    headers_digest,
    read_list,
    recognise_columns,
)
from entrepairs.accounts.member_import.row_validation import Understood, understand_list
from entrepairs.core.spreadsheet import Unreadable, fold_header

TODAY = date(2026, 11, 22)
LIST = (
    "Prénom;Nom;N° adhérent;Langue;Date d’entrée\n"
    "Amel;Benali;1;français;03/02/2024\n"
    "Joëlle;Le Goff;2;anglais;1er mars 2023\n"
)


def understood(text: str, already: Iterable[str] = ()) -> Understood:
    table = read_list(text.encode())
    return understand_list(
        table,
        recognise_columns(table.headers).columns,
        organisation="x",
        already=already,
        today=TODAY,
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_any_usual_encoding_and_separator_gives_the_same_people(
    encoding: str, separator: str
) -> None:
    table = read_list(LIST.replace(";", separator).encode(encoding))
    found = understand_list(
        table, recognise_columns(table.headers).columns, organisation="x", today=TODAY
    )
    assert [(p.name, p.language, p.since) for p in found.lines] == [
        ("Amel", "fr", date(2024, 2, 3)),
        ("Joëlle", "en", date(2023, 3, 1)),
    ]


def test_windows_line_ends_quotes_and_blank_lines_do_not_matter() -> None:
    table = read_list(b'\r\n"Pr\xe9nom";"Nom"\r\n;;\r\n"Am;el";"B"\r\n\r\n   ;  \r\nDavid;C\r\n')
    found = understand_list(
        table, recognise_columns(table.headers).columns, organisation="x", today=TODAY
    )
    assert [(p.number, p.name) for p in found.lines] == [(4, "Am;el"), (7, "David")]


def test_a_number_of_line_is_that_of_the_spreadsheet_even_after_a_cell_on_two_lines() -> None:
    found = understood('prénom;nom\n"Marie\nAnne";A\n;B\n')
    assert [(p.number, p.name) for p in found.lines] == [(2, "Marie Anne")]
    assert [(r.number, r.reason) for r in found.refused] == [(4, "no name")]


def test_each_refused_line_has_its_number_and_its_reason() -> None:
    long = "x" * 61
    found = understood(
        f"prénom;nom;date d'entrée\n;A;\n{long};B;\n"
        "Amel;C;31/02/2024\nAmel;D;01/01/2030\nEve;E;\nEve;E;\n"
    )
    reasons = {r.number: r.reason for r in found.refused}
    assert sorted(reasons) == [2, 3]
    # What is not understood of the others costs that cell, or is asked.
    lost = {note.number: note.reason for note in found.lost}
    assert "31/02/2024" in lost[4]
    assert "is in the future" in lost[5]
    assert [(line.number, line.since) for line in found.lines] == [(4, None), (5, None), (6, None)]
    assert [(note.number, "line 6" in note.reason) for note in found.collisions] == [(7, True)]


def test_two_people_of_the_same_name_are_told_apart_by_their_reference() -> None:
    assert len(understood("prénom;réf\nMarie;1\nMarie;2\n").lines) == 2


def test_the_same_list_read_again_adds_nobody() -> None:
    first = understood(LIST)
    again = understood(LIST, {p.digest for p in first.lines})
    assert (again.lines, len(again.known)) == ([], 2)


def test_what_is_not_read_is_said() -> None:
    found = understood("prénom;téléphone;diagnostic\nAmel;06;x\n")
    assert found.unkept == ["téléphone", "diagnostic"]


def test_headers_are_recognised_whatever_their_accents_and_case() -> None:
    assert recognise_columns(["NOM", "PRÉNOM", "N° Adhérent"]).columns == {
        "family_name": 0,
        "name": 1,
        "reference": 2,
    }
    assert recognise_columns(["Nom"]) == Recognised({"name": 0}, guessed=("name",))
    assert not are_usable(recognise_columns(["colonne A", "colonne B"]).columns, 2)
    assert headers_digest(["Prénom"]) == headers_digest(["PRENOM "])
    assert fold_header("N° d’adhérent") == "n d adherent"


@given(st.binary(max_size=400))
def test_no_file_whatever_breaks_the_reading(content: bytes) -> None:
    try:
        table = read_list(content)
    except Unreadable:
        return
    understand_list(table, {"name": 0}, organisation="x", today=TODAY)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty"),
        (b"\n \n;;\n", "empty"),
        (b"PK\x03\x04rest", "Save as"),
        (b"a;b\x00c", "not a text file"),
        (b"\xef\xbb\xbfa;\xff", "damaged"),
        (codecs.BOM_UTF16_LE + b"a", "damaged"),
        (b"x" * 2_000_001, "too large"),
        (b"name\n" + b"x\n" * 20_001, "too long"),
    ],
)
def test_a_file_that_is_no_list_is_refused_with_what_to_do(content: bytes, why: str) -> None:
    with pytest.raises(Unreadable) as error:
        read_list(content)
    assert why in str(error.value)
