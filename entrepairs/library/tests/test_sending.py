"""Files that come: in a form, or in pieces that go on after a lost connection."""

import base64
import hashlib
import os
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from entrepairs.files import partial_uploads, storage
from entrepairs.library.tests.making import draft, own, published
from entrepairs.library.tests.sending import (
    again,
    announce,
    files_of,
    how_much,
    on_its_way,
    piece,
    shelves,
)

__all__ = ["shelves"]
pytestmark = pytest.mark.usefixtures("shelves")
WORDS = ("Être pair. " * 200).encode()


def test_a_file_sent_with_a_form_is_kept_as_it_came(
    claire: Any, network: Any, as_person: Any
) -> None:
    resource = draft(claire, network)
    page = as_person(claire)
    given = {
        "chosen": SimpleUploadedFile("notes.txt", WORDS),
        "use": "transcript",
        "language": "fr",
        "once": "0" * 32,
    }
    assert page.post(f"{resource.path}files/", given).status_code == 302
    given["chosen"] = SimpleUploadedFile("notes.txt", WORDS)
    assert (
        page.post(f"{resource.path}files/", given).status_code == 302
    )  # the same form again: done once
    [file] = files_of(resource)
    assert (file.state, file.name, file.use, file.language, file.media_type) == (
        "ready",
        "notes.txt",
        "transcript",
        "fr",
        "text/plain",
    )
    assert (file.size, file.sha256) == (len(WORDS), hashlib.sha256(WORDS).hexdigest())
    assert b"".join(storage.pieces(file.place, 0, file.size)) == WORDS
    assert b"notes.txt" in page.get(resource.path).content


def test_several_at_once_keep_their_order_and_each_says_what_became_of_it(
    claire: Any, network: Any, as_person: Any
) -> None:
    resource = draft(claire, network)
    chosen = [
        SimpleUploadedFile(name, data)
        for name, data in (("b.txt", b"b"), ("a.svg", b"<svg/>"), ("c.txt", b"c"))
    ]
    page = as_person(claire)
    page.post(
        f"{resource.path}files/",
        {"chosen": chosen, "use": "original", "language": "", "once": "0" * 32},
    )
    assert [(file.name, file.state, file.reason) for file in files_of(resource)] == [
        ("b.txt", "ready", ""),
        ("a.svg", "refused", "svg"),
        ("c.txt", "ready", ""),
    ]
    shown = page.get(f"{resource.path}files/", HTTP_ACCEPT_LANGUAGE="en").content.decode()
    assert "SVG drawing, which may contain a program" in shown
    assert "Export it as PNG" in shown


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        ("FILES_LARGEST_BY_FORM", "too large to send without JavaScript"),
        ("FILES_LARGEST", "larger than what is kept here"),
        ("FILES_OF_ORGANISATION", "no room left"),
    ],
)
def test_what_is_too_much_is_refused_in_words_and_the_form_stays(
    claire: Any, network: Any, as_person: Any, settings: Any, setting: str, words: str
) -> None:
    resource = draft(claire, network)
    setattr(settings, setting, 10)
    given = {
        "chosen": SimpleUploadedFile("x.txt", WORDS),
        "use": "original",
        "language": "",
        "once": "0" * 32,
    }
    answer = as_person(claire).post(f"{resource.path}files/", given, HTTP_ACCEPT_LANGUAGE="en")
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert files_of(resource) == []


def test_the_room_left_is_counted_over_all_that_an_organisation_has(
    claire: Any, network: Any, as_person: Any, settings: Any
) -> None:
    settings.FILES_OF_ORGANISATION = 250
    resource, other, page = draft(claire, network), draft(claire, network), as_person(claire)

    def send(to: Any, *names: str) -> Any:
        chosen = [SimpleUploadedFile(name, b"x" * 100) for name in names]
        about = {"use": "original", "language": "", "once": uuid4()}
        return page.post(f"{to.path}files/", {"chosen": chosen, **about})

    answer = send(resource, "a.txt", "b.txt", "c.txt")
    assert answer.status_code == 422
    assert "no room left" in answer.content.decode()
    assert files_of(resource) == [], "none of one form, when all of it has no room"
    assert send(resource, "a.txt", "b.txt").status_code == 302
    assert send(other, "c.txt").status_code == 422, "another resource of theirs"
    assert announce(page, other, 100).status_code == 413
    assert announce(page, other, 40).status_code == 201
    assert announce(page, other, 40).status_code == 413, "what is announced takes its room"
    theirs = own(network.people["Amel"])
    mine = as_person(network.people["Amel"])
    assert announce(mine, theirs, 100).status_code == 201, "a person has room of their own"


def test_a_file_comes_in_pieces_and_is_checked_with_the_last(
    claire: Any, network: Any, as_person: Any
) -> None:
    resource, page = draft(claire, network), as_person(claire)
    answer = announce(page, resource, len(WORDS), once="00000000-0000-0000-0000-000000000001")
    assert answer.status_code == 201
    where = answer["Location"]
    assert (
        announce(page, resource, len(WORDS), once="00000000-0000-0000-0000-000000000001")[
            "Location"
        ]
        == where
    )
    assert piece(page, where, 0, WORDS[:1000])["Upload-Offset"] == "1000"
    assert (
        piece(page, where, 0, WORDS[:1000]).status_code == 409
    )  # it came already: the answer had been lost
    found = how_much(page, where)
    assert (found["Upload-Offset"], found["Upload-Length"], found["Cache-Control"]) == (
        "1000",
        str(len(WORDS)),
        "no-store",
    )
    assert piece(page, where, 1000, WORDS[1000:]).status_code == 204
    [file] = files_of(resource)
    assert (file.state, file.sha256) == ("ready", hashlib.sha256(WORDS).hexdigest())
    assert how_much(page, where)["Upload-Offset"] == str(len(WORDS))
    assert piece(page, where, len(WORDS), b"x").status_code == 409


def test_what_was_written_and_not_said_is_written_again(
    claire: Any, network: Any, as_person: Any
) -> None:
    """A process killed between the disk and the database."""
    resource, page = draft(claire, network), as_person(claire)
    where = announce(page, resource, len(WORDS))["Location"]
    piece(page, where, 0, WORDS[:500])
    [file] = files_of(resource)
    with partial_uploads.part_of(file.key).open("ab") as part:
        part.write(b"lost in a crash")
    assert how_much(page, where)["Upload-Offset"] == "500"
    piece(page, where, 500, WORDS[500:])
    assert again(file).sha256 == hashlib.sha256(WORDS).hexdigest()


def test_what_was_said_and_is_not_on_the_disk_is_asked_for_again(
    claire: Any, network: Any, as_person: Any
) -> None:
    """A disk that lost what it had."""
    resource, page = draft(claire, network), as_person(claire)
    where = announce(page, resource, len(WORDS))["Location"]
    piece(page, where, 0, WORDS[:500])
    [file] = files_of(resource)
    os.truncate(partial_uploads.part_of(file.key), 200)
    assert how_much(page, where)["Upload-Offset"] == "200"
    assert piece(page, where, 500, WORDS[500:]).status_code == 409
    piece(page, where, 200, WORDS[200:])
    assert again(file).sha256 == hashlib.sha256(WORDS).hexdigest()


def test_a_piece_that_is_not_what_its_sum_says_is_not_kept(
    claire: Any, network: Any, as_person: Any
) -> None:
    resource, page = draft(claire, network), as_person(claire)
    where = announce(page, resource, len(WORDS))["Location"]
    right = base64.b64encode(hashlib.sha1(WORDS[:10]).digest()).decode()
    assert (
        piece(page, where, 0, b"something", HTTP_UPLOAD_CHECKSUM=f"sha1 {right}").status_code == 460
    )
    assert piece(page, where, 0, WORDS[:10], HTTP_UPLOAD_CHECKSUM="md4 x").status_code == 400
    assert (
        piece(page, where, 0, WORDS[:10], HTTP_UPLOAD_CHECKSUM=f"sha1 {right}").status_code == 204
    )


def test_the_protocol_is_kept_to(claire: Any, network: Any, as_person: Any, settings: Any) -> None:
    resource, page = draft(claire, network), as_person(claire)
    options = page.options(f"{resource.path}files/coming/")
    assert (options.status_code, options["Tus-Version"]) == (204, "1.0.0")
    assert page.post(f"{resource.path}files/coming/").status_code == 412  # another version, or none
    assert announce(page, resource, 0).status_code == 400
    assert announce(page, resource, 10, name="annexe\u202efdp.exe").status_code == 400
    settings.FILES_LARGEST = 5
    refused = announce(page, resource, 10)
    assert refused.status_code == 413
    assert refused.content
    settings.FILES_LARGEST = 10**9
    where = announce(page, resource, 10)["Location"]
    assert piece(page, where, 0, b"x" * 11).status_code == 409  # more than was announced
    path = "/" + where.split("/", 3)[3]
    assert (
        page.patch(path, b"x", content_type="text/plain", HTTP_TUS_RESUMABLE="1.0.0").status_code
        == 415
    )


def test_nobody_else_sends_to_it_nor_learns_of_it(
    claire: Any, amel: Any, eve: Any, network: Any, as_person: Any, client: Any
) -> None:
    resource = published(claire, network)
    where = announce(as_person(claire), resource, 10)["Location"]
    for other in (as_person(eve), as_person(amel)):
        assert announce(other, resource, 10).status_code == 404
        assert how_much(other, where).status_code == 404
        assert piece(other, where, 0, b"x").status_code == 404
        assert other.get(f"{resource.path}files/").status_code == 404
    assert announce(client, resource, 10)["Location"].startswith("/enter/")
    theirs = own(amel)
    assert (
        announce(as_person(claire), theirs, 10).status_code == 404
    )  # who coordinates changes nothing of one's own


def test_a_forged_request_sends_nothing(claire: Any, network: Any, as_person: Any) -> None:
    from django.test import Client

    resource = draft(claire, network)
    browser = Client(enforce_csrf_checks=True)
    browser.cookies = as_person(claire).cookies
    assert announce(browser, resource, 10).status_code == 403


def test_giving_up_leaves_nothing(
    claire: Any, network: Any, as_person: Any, django_capture_on_commit_callbacks: Any
) -> None:
    resource, page = draft(claire, network), as_person(claire)
    where = announce(page, resource, 100)["Location"]
    piece(page, where, 0, b"x" * 50)
    [file] = files_of(resource)
    with django_capture_on_commit_callbacks(execute=True):
        assert (
            page.delete("/" + where.split("/", 3)[3], HTTP_TUS_RESUMABLE="1.0.0").status_code == 204
        )
    assert files_of(resource) == []
    assert not on_its_way(file.key)


def test_a_client_may_send_all_of_it_at_once_and_goes_on_from_what_arrived(
    claire: Any, network: Any, as_person: Any, settings: Any
) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 5  # what comes is not held in memory
    resource, page = draft(claire, network), as_person(claire)
    whole = b"x" * (2 * partial_uploads.PIECE + 500_000)
    answer = announce(page, resource, len(whole) + 10)
    told = page.options(f"{resource.path}files/coming/")["Tus-Extension"]
    assert "creation-with-upload" not in told
    assert answer["Upload-Offset"] == "0"
    where = answer["Location"]
    answer = piece(page, where, 0, whole)
    assert (answer.status_code, answer["Upload-Offset"]) == (204, str(len(whole)))
    assert piece(page, where, 0, whole).status_code == 409
    assert piece(page, where, len(whole), b"y" * 5)["Upload-Offset"] == str(len(whole) + 5)
