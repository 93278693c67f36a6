"""Papers and minutes of a sitting as files: who opens them, what is refused, what is deleted."""

from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from entrepairs.core import hats
from entrepairs.files import storage
from entrepairs.ledger.transactions import NotPossible
from entrepairs.library.tests.sending import shelves
from entrepairs.mandates.actions.mandates import end_mandate
from entrepairs.mandates.models import Mandate
from entrepairs.minutes.models import SittingFile
from entrepairs.people.models import Person
from entrepairs.sittings.actions.sittings import erase_sitting
from entrepairs.sittings.models import Sitting
from entrepairs.sittings.tests.making import delegation, row, sitting_of
from entrepairs.tests.posting import As, once, text

__all__ = ["shelves"]
pytestmark = pytest.mark.usefixtures("shelves")
WORDS = b"Ordre du jour de la commission. " * 40


@pytest.fixture
def sitting(network: Any, claire: Person, bruno: Person, amel: Person) -> Sitting:
    """Where Bruno and Amel, his deputy, sit."""
    mandates = delegation(claire, network, bruno, [amel])
    return sitting_of(mandates[0].body, bruno)


def sent(sitting: Sitting, browser: Any, *files: tuple[str, bytes], kind: str = "paper") -> Any:
    chosen = [SimpleUploadedFile(name, data) for name, data in files]
    return browser.post(f"/minutes/{sitting.key}/send/", once(kind=kind, chosen=chosen))


def rows_of(sitting: Sitting) -> list[SittingFile]:
    with hats.system("test"):
        return list(SittingFile.objects.filter(sitting=sitting).order_by("pk"))


def path_of(file: SittingFile, sitting: Sitting) -> str:
    return f"/minutes/{sitting.key}/{file.key}/open/{file.name}"


def test_a_paper_is_added_with_a_form_and_opened_by_the_delegation_alone(
    sitting: Sitting, bruno: Person, amel: Person, claire: Person, client: Any, as_person: As
) -> None:
    browser = as_person(bruno)
    assert "A photograph of a page is enough" in text(browser.get(sitting.path))
    answer = sent(sitting, browser, ("ordre.txt", WORDS), ("avis.txt", WORDS + b"x"))
    assert answer.status_code == 302
    files = rows_of(sitting)
    assert [(file.state, file.kind) for file in files] == [("ready", "paper")] * 2
    assert "ordre.txt" in text(as_person(amel).get(sitting.path))
    opened = as_person(amel).get(path_of(files[0], sitting))
    assert opened.content == WORDS
    assert as_person(claire).get(path_of(files[0], sitting)).status_code == 404
    assert client.get(path_of(files[0], sitting)).status_code == 302  # the way in
    assert as_person(claire).get(f"/minutes/{sitting.key}/send/").status_code == 404


def test_a_photograph_of_30_megabytes_is_refused_in_words_and_nothing_is_kept(
    sitting: Sitting, bruno: Person, as_person: As
) -> None:
    photograph = b"\xff\xd8\xff" + b"0" * 30_000_000
    answer = sent(sitting, as_person(bruno), ("page.jpg", photograph), kind="minutes")
    assert answer.status_code == 422
    page = text(answer)
    assert "Photograph each page again in a smaller size" in page
    assert rows_of(sitting) == []


def test_a_body_keeps_no_more_than_its_room(
    sitting: Sitting, bruno: Person, as_person: As, settings: Any
) -> None:
    settings.FILES_OF_BODY = len(WORDS)
    assert sent(sitting, as_person(bruno), ("un.txt", WORDS)).status_code == 302
    answer = sent(sitting, as_person(bruno), ("deux.txt", b"Un mot. " * 9))
    assert "There is no room left for the files of this body" in text(answer)
    assert len(rows_of(sitting)) == 1


def test_what_is_not_accepted_is_told_to_its_sender_alone(
    sitting: Sitting, bruno: Person, amel: Person, as_person: As
) -> None:
    sent(sitting, as_person(bruno), ("programme.exe", b"MZ\x90\x00" + b"0" * 400))
    page = text(as_person(bruno).get(sitting.path))
    assert "Not accepted" in page
    assert "programme.exe" not in text(as_person(amel).get(sitting.path))


def test_anybody_of_the_delegation_deletes_a_file_and_its_bytes_and_the_sitting_stays(
    sitting: Sitting,
    bruno: Person,
    amel: Person,
    as_person: As,
    django_capture_on_commit_callbacks: Any,
) -> None:
    sent(sitting, as_person(bruno), ("ordre.txt", WORDS))
    [file] = rows_of(sitting)
    with hats.person(bruno.pk), pytest.raises(NotPossible, match="has files"):
        erase_sitting(sitting=row(sitting), once=uuid4(), by=bruno)
    path = f"/minutes/{sitting.key}/{file.key}/delete/"
    assert "You cannot undo this" in text(as_person(amel).get(path))
    with django_capture_on_commit_callbacks(execute=True):
        as_person(amel).post(path, once())
    assert rows_of(sitting) == []
    assert not storage.storage().exists(file.place)
    with hats.person(bruno.pk):
        erase_sitting(sitting=row(sitting), once=uuid4(), by=bruno)


def test_who_sits_there_no_more_opens_nothing_but_their_own(
    sitting: Sitting, bruno: Person, amel: Person, as_person: As, network: Any
) -> None:
    sent(sitting, as_person(bruno), ("ordre.txt", WORDS))
    sent(sitting, as_person(amel), ("avis.txt", WORDS + b"x"))
    with hats.person(amel.pk):
        end_mandate(mandate=Mandate.objects.get(person=amel), once=uuid4(), by=amel)
        assert [file.name for file in SittingFile.objects.all()] == ["avis.txt"]
    assert as_person(amel).get(sitting.path).status_code == 404


@pytest.mark.parametrize("number", [1, 30])
def test_the_page_of_a_sitting_asks_as_little_for_thirty_files(
    sitting: Sitting, bruno: Person, as_person: As, queries: Any, number: int
) -> None:
    with hats.system("test"):
        for count in range(number):
            SittingFile.objects.create(
                name=f"{count}.txt",
                size=4,
                received=4,
                kind="paper",
                sitting=sitting,
                sent_by=bruno,
                state="ready",
                media_type="text/plain",
                sha256="0" * 64,
                place=f"ab/{count}",
                ready_at=sitting.made_at,
            )
    browser = as_person(bruno)
    browser.get(sitting.path)
    with queries() as made:
        assert "0.txt" in text(browser.get(sitting.path))
    assert len(made) <= 13  # three of them once the page is sent


def test_the_door_lets_in_what_the_form_refuses_in_words() -> None:
    from entrepairs.wsgi import most

    assert most("/minutes/key/send/") > 60_000_000 > most("/minutes/key/file/delete/")


def test_a_file_that_only_its_sender_sees_holds_up_no_one_else(
    sitting: Sitting, bruno: Person, amel: Person, as_person: As
) -> None:
    sent(sitting, as_person(bruno), ("programme.exe", b"MZ\x90\x00" + b"0" * 400))
    assert len(rows_of(sitting)) == 1
    with hats.person(amel.pk):
        erase_sitting(sitting=row(sitting), once=uuid4(), by=amel)
    assert rows_of(sitting) == []
