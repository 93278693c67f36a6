"""Lists as programs of associations export them: people are called by what they are called."""

import unicodedata
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entrepairs.accounts.member_import.columns import (
    NO_HEADERS,
    are_usable,
    known_headers,
    read_list,
    recognise_columns,
)
from entrepairs.accounts.member_import.row_validation import Understood, understand_list

TODAY = date(2026, 11, 29)


def understood(content: str, header_line: int = 0, **more: Any) -> Understood:
    table = read_list(content.encode(), header_line)
    columns = recognise_columns(table.headers, table.rows).columns
    return understand_list(table, columns, organisation="x", today=TODAY, **more)


def called(content: str) -> list[str]:
    return [line.name for line in understood(content).lines]


HELLOASSO = """\
Référence commande;Date de la commande;Statut;Nom adhérent;Prénom adhérent;Nom payeur;Prénom payeur
1;04/03/2026 14:25;Validé;Martin;Lise;Durand;Paul
2;05/03/2026 09:01;Validé;Petit;Omar;Durand;Paul
"""
CIVICRM = """\
Contact ID,Contact Type,Display Name,First Name,Last Name,Nick Name,Preferred Language
1,Individual,Mme Elisabeth Martin,Elisabeth,Martin,Lise,fr_FR
2,Individual,Omar Petit,Omar,Petit,,fr_FR
"""
DOLIBARR = """\
Réf. adhérent,Civilité,Nom,Prénom,Société,Date d'adhésion
M1,MME,Martin,Lise,,2024-05-02
M2,MR,Petit,Omar,,2024-05-02
"""
ASSOCONNECT = """\
Identifiant AssoConnect;Civilité;Nom;Prénom;E-mail
9;Mme;Martin;Lise;a@b.example
8;M.;Petit;Omar;c@d.example
"""
GOOGLE_FORMS = """\
Horodateur,Adresse e-mail,Quel est votre prénom ?,Votre nom
04/03/2026 14:25:01,a@b.example,Lise,Martin
04/03/2026 15:00:00,c@d.example,Omar,Petit
"""


@pytest.mark.parametrize(
    "content",
    [
        "Nom de naissance;Nom d'usage;Prénom\nDurand;Martin;Lise\nPetit;;Omar\n",
        "Prénom;Nom d'usage;Nom de naissance\nLise;Martin;Durand\nOmar;;Petit\n",
        "Membre;Prénom;Nom\nOui;Lise;Martin\nNon;Omar;Petit\n",
        "sep=;\nPrénom;Nom\nLise;Martin\nOmar;Petit\n",
        "Liste des adhérents 2026;;\n;;\nPrénom;Nom;Ville\nLise;Martin;Rennes\nOmar;Petit;Brest\n",
        *(HELLOASSO, CIVICRM, DOLIBARR, ASSOCONNECT, GOOGLE_FORMS),
    ],
)
def test_people_are_called_by_what_they_are_called(content: str) -> None:
    assert called(content) == ["Lise", "Omar"]


def test_nobody_is_called_by_the_name_of_birth_when_there_is_a_usual_one() -> None:
    assert called("Nom de naissance;Nom d'usage\nDurand;Martin\n") == ["Martin"]


@pytest.mark.parametrize(
    "headers",
    [["Nom"], ["Participant"], ["Nom d'usage", "Nom de naissance"], ["Prénom (obligatoire)"]],
)
def test_what_is_a_guess_is_asked(headers: list[str]) -> None:
    assert recognise_columns(headers).guessed == ("name",)


@pytest.mark.parametrize("headers", [["Prénom"], ["First Name", "Last Name"], ["Nom et prénom"]])
def test_what_is_sure_is_not_asked(headers: list[str]) -> None:
    found = recognise_columns(headers)
    assert found.guessed == ()
    assert are_usable(found.columns, len(headers))


@pytest.mark.parametrize(
    ("cell", "since"),
    [
        ("04/03/2026 14:25", date(2026, 3, 4)),
        ("2026-03-04T14:25:00+01:00", date(2026, 3, 4)),
        ("2024", None),
        ("-", None),
        ("45000", None),
        ("demain", None),
        ("01/01/1020", None),
        ("31/12/2201", None),
    ],
)
def test_an_optional_cell_costs_no_more_than_itself(cell: str, since: date | None) -> None:
    found = understood(f"Prénom;Date d'adhésion\nLise;{cell}\n")
    assert [(line.name, line.since) for line in found.lines] == [("Lise", since)]
    assert found.refused == []
    assert len(found.lost) == (0 if since or cell == "-" else 1)


def test_a_language_we_do_not_write_is_said_and_the_person_kept() -> None:
    found = understood("Prénom;Langue\nLise;arabe\nOmar;English (UK)\n", language="en")
    assert [(line.name, line.language) for line in found.lines] == [("Lise", "en"), ("Omar", "en")]
    assert "arabe" in found.lost[0].reason


def test_two_of_one_name_are_doubtful_and_can_be_added_once() -> None:
    content = "Prénom\nMarie\nMarie\nOmar\n"
    found = understood(content)
    assert [line.name for line in found.lines] == ["Marie", "Omar"]
    assert [line.number for line in found.doubtful] == [3]
    everyone = {line.digest for line in (*found.lines, *found.doubtful)}
    assert len(everyone) == 3
    again = understood(content, already=everyone)
    assert (again.lines, again.doubtful, len(again.known)) == ([], [], 3)


def test_a_list_without_headers_loses_nobody() -> None:
    table = read_list(b"Lise;Martin\nOmar;Petit\n", NO_HEADERS)
    found = understand_list(table, {"name": 0}, organisation="x", today=TODAY)
    assert [line.name for line in found.lines] == ["Lise", "Omar"]


def test_a_list_saved_on_a_mac_is_the_same_list() -> None:
    first = "Prénom;Nom\nZoé;Hélène\nAnaïs;Noël\n"
    digests = {line.digest for line in understood(first).lines}
    for same in (
        unicodedata.normalize("NFD", first),
        first.replace("Zoé", "Zo\u200bé").replace("Noël", "\ufeffNoël"),
    ):
        again = understood(same, already=digests)
        assert ([line.name for line in again.lines], len(again.known)) == ([], 2)


NAMES = st.sampled_from(["Lise", "Omar", "Zoé", "Marie-Anne", "Nour", "Yann", "Lé Thi"])
OTHERS = ["Nom", "Nom d'usage", "Nom de naissance", "Membre", "Langue", "Ville", "Date d'adhésion"]
CELLS = st.sampled_from(["Oui", "Non", "", "-", "45000", "Durand", "2024", "04/03/2026 14:25"])


@given(st.data())
def test_whatever_stands_beside_a_first_name_it_is_what_people_are_called(data: Any) -> None:
    headers = data.draw(st.permutations(["Prénom", *data.draw(st.sets(st.sampled_from(OTHERS)))]))
    names = data.draw(st.lists(NAMES, min_size=1, max_size=6))
    at = headers.index("Prénom")
    rows = [
        [name if number == at else data.draw(CELLS) for number in range(len(headers))]
        for name in names
    ]
    above = data.draw(st.sampled_from(["", "sep=;\n", "Nos adhérents\n\n"]))
    content = above + "\n".join(";".join(row) for row in [headers, *rows])
    found = understood(content)
    kept = [line.name for line in (*found.lines, *found.doubtful)]
    assert sorted(kept) == sorted(names)
    assert not found.refused


@given(st.lists(st.sampled_from(sorted(known_headers())), min_size=1, max_size=4, unique=True))
def test_nobody_is_called_as_a_heading_or_an_answer(headers: list[str]) -> None:
    lines = [headers, headers, ["Oui"] * len(headers), ["Non"] * len(headers)]
    content = "\n".join(";".join(line) for line in lines)
    table = read_list(content.encode())
    columns = recognise_columns(table.headers).columns
    if are_usable(columns, len(table.all_headers)):
        found = understand_list(table, columns, organisation="x", today=TODAY)
        assert [line.name for line in found.lines] == []
