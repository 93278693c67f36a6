"""A coordinator's list becomes people and cards: all or nothing, and each person once."""

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfReader

from entrepairs.accounts.member_import.command import Wanted, import_list
from entrepairs.accounts.models import EntryCode
from entrepairs.core import hats
from entrepairs.people.models import Affiliation, Person
from entrepairs.tests import posting
from entrepairs.tests.posting import As, hidden_fields
from entrepairs.ui.tests.pdf_fonts import embedded_fonts

LIST = "Prénom;N° adhérent;Date d’entrée\nYann;1;03/02/2024\nFatou;2;\n"
BAD = "Prénom;N° adhérent\nYann;1\n;2\nFatou;3\n"


def upload(text: str) -> dict[str, Any]:
    return {"file": SimpleUploadedFile("liste.csv", text.encode("cp1252"), "text/csv")}


def page(network: Any) -> str:
    return f"/organisations/{network.escale.key}/import/"


def names(network: Any) -> set[str]:
    with hats.system("test"):
        return set(
            Affiliation.objects.filter(organisation=network.escale).values_list(
                "person__name", flat=True
            )
        )


def test_a_coordinator_sees_what_was_understood_before_anything_is_written(
    network: Any, claire: Person, as_person: As
) -> None:
    answer = as_person(claire).post(page(network), upload(LIST))
    assert answer.status_code == 200
    assert "Yann" in answer.content.decode()
    assert "Yann" not in names(network)


def test_what_was_understood_is_saved_once_even_when_sent_twice(
    network: Any, claire: Person, as_person: As
) -> None:
    client = as_person(claire)
    fields = hidden_fields(client.post(page(network), upload(LIST))) | {"step": "save"}
    for _ in range(2):
        client.post(page(network), fields)
    assert {"Yann", "Fatou"} <= names(network)
    with hats.system("test"):
        assert Person.objects.filter(name="Yann").count() == 1
        yann = Affiliation.objects.get(person__name="Yann")
    assert (yann.since.year, yann.since.month, yann.since.day) == (2024, 2, 3)


def test_the_same_list_a_second_time_adds_nobody(
    network: Any, claire: Person, as_person: As
) -> None:
    client = as_person(claire)
    client.post(
        page(network), hidden_fields(client.post(page(network), upload(LIST))) | {"step": "save"}
    )
    answer = client.post(page(network), upload(LIST)).content.decode()
    assert "There is nobody to add" in answer


def test_a_list_with_a_refused_line_is_written_only_when_told_so(
    network: Any, claire: Person, as_person: As
) -> None:
    client = as_person(claire)
    answer = client.post(page(network), upload(BAD))
    assert "Line 3: no name" in answer.content.decode()
    fields = hidden_fields(answer) | {"step": "save"}
    refused = client.post(page(network), {k: v for k, v in fields.items() if k != "keep"})
    assert refused.status_code == 422
    assert "Yann" not in names(network)
    client.post(page(network), fields)
    assert {"Yann", "Fatou"} <= names(network)


def test_columns_that_are_not_recognised_are_asked_for_and_remembered(
    network: Any, claire: Person, as_person: As
) -> None:
    client = as_person(claire)
    strange = "A;B\n1;Yann\n2;Fatou\n"
    asked = client.post(page(network), upload(strange))
    assert "Which column is which?" in asked.content.decode()
    told = client.post(
        page(network), hidden_fields(asked) | {"step": "columns", "name": "1", "reference": "0"}
    )
    assert "What was understood" in told.content.decode()
    again = client.post(page(network), upload(strange))
    assert "What was understood" in again.content.decode()


def test_one_column_cannot_be_two_things(network: Any, claire: Person, as_person: As) -> None:
    client = as_person(claire)
    asked = client.post(page(network), upload("A;B\n1;Yann\n"))
    answer = client.post(
        page(network), hidden_fields(asked) | {"step": "columns", "name": "1", "reference": "1"}
    )
    assert answer.status_code == 422
    assert "two things" in answer.content.decode()


def test_a_file_that_is_no_list_comes_back_with_what_to_do(
    network: Any, claire: Person, as_person: As
) -> None:
    file = {"file": SimpleUploadedFile("liste.xlsx", b"PK\x03\x04...")}
    answer = as_person(claire).post(page(network), file)
    assert answer.status_code == 422
    assert "Save as" in answer.content.decode()


@pytest.mark.parametrize("who", ["amel", "eve", "farid"])
def test_the_person_who_does_not_coordinate_finds_no_such_page(
    network: Any, who: str, as_person: As
) -> None:
    client = as_person(network.people[who.title()])
    assert client.get(page(network)).status_code == 404
    assert client.post(page(network), upload(LIST)).status_code == 404
    assert client.get(page(network) + "codes/").status_code == 404
    assert client.post(page(network) + "codes/1/").status_code == 404


def test_a_card_for_each_person_without_a_way_in_and_none_for_the_others(
    network: Any, claire: Person, as_person: As
) -> None:
    client = as_person(claire)
    client.post(
        page(network), hidden_fields(client.post(page(network), upload(LIST))) | {"step": "save"}
    )
    answer = client.post(page(network) + "codes/1/")
    assert answer["Content-Type"] == "application/pdf"
    read = PdfReader(io.BytesIO(answer.content))
    assert embedded_fonts(read) == {"AtkinsonHyperlegibleNext", "DejaVuSansMono"}  # codes: fixed
    text = " ".join(sheet.extract_text() for sheet in read.pages)
    assert "Yann" in text
    assert "Fatou" in text
    assert "Amel" not in text
    with hats.system("test"):
        assert EntryCode.objects.filter(person__name__in=["Yann", "Fatou"]).count() == 2


def codes() -> set[str]:
    with hats.system("test"):
        return set(EntryCode.objects.values_list("digest", flat=True))


def test_who_is_added_gets_a_card_and_the_cards_of_the_others_go_on_opening(
    network: Any, claire: Person, as_person: As
) -> None:
    client = as_person(claire)
    client.post(
        page(network), hidden_fields(client.post(page(network), upload(LIST))) | {"step": "save"}
    )
    client.post(page(network) + "codes/1/")
    before = codes()
    assert len(before) == 2
    assert "Everyone in this list already has a card" in posting.text(
        client.get(page(network) + "codes/")
    )
    one = "Prénom;N° adhérent\nZoé;3\n"
    client.post(
        page(network), hidden_fields(client.post(page(network), upload(one))) | {"step": "save"}
    )
    assert "Print 1 card" in posting.text(client.get(page(network) + "codes/"))
    answer = client.post(page(network) + "codes/1/")
    cards = PdfReader(io.BytesIO(answer.content)).pages[0].extract_text()
    assert "Zoé" in cards
    assert "Yann" not in cards
    assert before < codes()
    assert len(codes()) == 3


@pytest.mark.parametrize("withdraw", [True, False])
def test_a_lost_card_is_printed_again_and_the_first_withdrawn_when_asked(
    network: Any, claire: Person, as_person: As, withdraw: bool
) -> None:
    client = as_person(claire)
    client.post(
        page(network), hidden_fields(client.post(page(network), upload(LIST))) | {"step": "save"}
    )
    client.post(page(network) + "codes/1/")
    before = codes()
    with hats.system("test"):
        yann = Person.objects.get(name="Yann")
    sent = {"who": yann.key} | ({"withdraw": "yes"} if withdraw else {})
    assert client.post(page(network) + "codes/1/", sent)["Content-Type"] == "application/pdf"
    assert len(before & codes()) == (1 if withdraw else 2)
    assert len(codes()) == (2 if withdraw else 3)


def test_the_command_line_prints_no_card_for_who_has_one(
    network: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import_list(wanted(tmp_path, LIST, sheet=tmp_path / "codes.pdf"))
    before = codes()
    one = "Prénom;N° adhérent\nZoé;3\n"
    import_list(wanted(tmp_path, one, sheet=tmp_path / "more.pdf"))
    assert before < codes()
    assert len(codes()) == len(before) + 1
    assert "others have a card already" in capsys.readouterr().out


def test_the_list_page_makes_as_many_queries_for_one_person_as_for_thirty(
    network: Any, claire: Person, as_person: As, queries: Callable[[], Any]
) -> None:
    client, counts = as_person(claire), []
    for text in ("prénom;réf\nZoé;x\n", "prénom;réf\n" + "".join(f"Zoé;{i}\n" for i in range(30))):
        client.post(
            page(network),
            hidden_fields(client.post(page(network), upload(text))) | {"step": "save"},
        )
        with queries() as made:
            client.get(page(network) + "codes/")
        counts.append(len(made))
    assert counts[0] == counts[1] <= 10


def wanted(tmp_path: Path, text: str, **more: Any) -> Wanted:
    file = tmp_path / "liste.csv"
    file.write_bytes(text.encode())
    return replace(
        Wanted(file, "GEM L’Escale", None, "http://x", good_only=False, sure=True), **more
    )


def test_the_command_line_imports_and_prints(
    network: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import_list(wanted(tmp_path, LIST, sheet=tmp_path / "codes.pdf"))
    assert "2 people added" in capsys.readouterr().out
    assert {"Yann", "Fatou"} <= names(network)
    assert PdfReader(tmp_path / "codes.pdf").pages


def test_the_command_line_writes_nothing_when_a_line_is_refused(
    network: Any, tmp_path: Path
) -> None:
    with pytest.raises(click.ClickException, match="Nothing was written"):
        import_list(wanted(tmp_path, BAD))
    assert "Yann" not in names(network)
    import_list(wanted(tmp_path, BAD, good_only=True))
    assert "Yann" in names(network)


def test_the_command_line_says_which_organisations_there_are(network: Any, tmp_path: Path) -> None:
    with pytest.raises(click.ClickException, match="GEM L’Escale"):
        import_list(wanted(tmp_path, LIST, organisation="Nowhere"))


@pytest.mark.nightly
def test_ten_thousand_lines_are_imported_whole(
    network: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import_list(wanted(tmp_path, "prénom;réf\n" + "".join(f"Zoé;{i}\n" for i in range(10_000))))
    assert "10000 people added" in capsys.readouterr().out
