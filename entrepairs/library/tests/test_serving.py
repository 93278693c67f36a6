"""Files that are read: by those who may, whole or by parts, shut in."""

from typing import Any

import pytest
from django.test import Client

from entrepairs.core import hats
from entrepairs.files import responses, storage
from entrepairs.files.tests import made_files as made
from entrepairs.library.tests.making import a_circle, draft, own, published, withdraw
from entrepairs.library.tests.sending import again, announce, kept, shelves

__all__ = ["shelves"]
pytestmark = pytest.mark.usefixtures("shelves")
TEXT = bytes(range(32, 127)) * 20
SIZE = len(TEXT)


def body(answer: Any) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def test_a_file_is_seen_by_the_person_who_sees_the_thing_and_by_nobody_else(
    claire: Any, david: Any, amel: Any, eve: Any, network: Any, as_person: Any, client: Client
) -> None:
    """Every file address, as a stranger, a member of the organisation, one of another, and those
    who keep it."""
    circle = a_circle(network, claire, david)
    public = published(claire, network)
    withdrawn = withdraw(published(claire, network), claire)
    theirs = published(claire, network, audience=3)
    for_network = published(claire, network, audience=4)
    in_preparation, private = draft(claire, network), own(amel)
    with hats.system("test"):
        circled = published(claire, network, audience=4)
        type(circled).objects.filter(pk=circled.pk).update(circle=circle, audience=2)
    readers = {
        "nobody": client,
        "eve": as_person(eve),
        "amel": as_person(amel),
        "claire": as_person(claire),
    }
    expected = {
        public: {"nobody", "eve", "amel", "claire"},
        for_network: {"eve", "amel", "claire"},
        theirs: {"amel", "claire"},
        circled: {"claire"},
        in_preparation: {"claire"},
        withdrawn: {"claire"},
        private: {"amel"},
    }
    for resource, may in expected.items():
        file = kept(resource, amel if resource == private else claire, TEXT)
        seen = {
            name for name, reader in readers.items() if reader.get(file.path).status_code == 200
        }
        assert seen == may, resource.title
        for name in set(readers) - may:
            assert readers[name].get(file.path).status_code == 404
            assert readers[name].head(file.path).status_code == 404
            assert (
                readers[name].get(f"/library/files/{file.key}/other").status_code == 404
            )  # no word of its name
            assert readers[name].get(file.path, HTTP_RANGE="bytes=0-0").status_code == 404


def test_what_is_not_ready_is_given_to_nobody(
    claire: Any, network: Any, as_person: Any, client: Client
) -> None:
    resource = published(claire, network)
    refused = kept(resource, claire, b"<svg/>", "x.svg")
    announce(as_person(claire), resource, 10)
    with hats.system("test"):
        coming = resource.files.get(state="coming")
    for file in (refused, coming):
        assert client.get(file.path).status_code == 404
        assert as_person(claire).get(file.path).status_code == 404
    assert b"x.svg" not in client.get(resource.path).content


def test_a_withdrawn_thing_takes_its_files_with_it(
    claire: Any, network: Any, client: Client
) -> None:
    resource = published(claire, network)
    file = kept(resource, claire, TEXT)
    tag = client.get(file.path)["ETag"]
    assert client.get(file.path, HTTP_IF_NONE_MATCH=tag).status_code == 304
    withdraw(resource, claire)
    assert client.get(file.path, HTTP_IF_NONE_MATCH=tag).status_code == 404


def test_the_whole_of_it_says_what_it_is_and_is_shut_in(
    claire: Any, network: Any, as_person: Any, client: Client
) -> None:
    file = kept(published(claire, network), claire, TEXT, "Être pair.txt")
    answer = client.get(file.path, HTTP_ACCEPT_ENCODING="gzip")
    assert body(answer) == TEXT
    assert {
        name: answer[name]
        for name in ("Content-Type", "Content-Length", "Accept-Ranges", "Cache-Control")
    } == {
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Length": str(SIZE),
        "Accept-Ranges": "bytes",
        "Cache-Control": "public, no-cache",
    }
    assert "Content-Encoding" not in answer  # what is counted in bytes goes as it is
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["Content-Disposition"].startswith("inline")
    assert "%C3%8Atre%20pair.txt" in answer["Content-Disposition"]
    assert client.get(f"{file.path}?download")["Content-Disposition"].startswith("attachment")
    assert as_person(claire).get(file.path)["Cache-Control"] == "private, no-store"


def test_only_what_a_browser_may_show_is_shown(claire: Any, network: Any, client: Client) -> None:
    resource = published(claire, network)
    office, paper = (
        kept(resource, claire, made.docx(), "x.docx"),
        kept(resource, claire, made.pdf(), "x.pdf"),
    )
    assert client.get(office.path)["Content-Disposition"].startswith("attachment")
    answer = client.get(paper.path)
    assert answer["Content-Disposition"].startswith("inline")
    assert "script-src" not in answer["Content-Security-Policy"]
    assert answer["Content-Security-Policy"].startswith("default-src 'none'")


@pytest.mark.parametrize(
    ("asked", "status", "start", "stop"),
    [
        ("bytes=0-99", 206, 0, 100),
        ("bytes=100-", 206, 100, SIZE),
        ("bytes=-100", 206, SIZE - 100, SIZE),
        (f"bytes=0-{SIZE * 9}", 206, 0, SIZE),
        (f"bytes={SIZE}-", 416, 0, 0),
        ("bytes=-0", 416, 0, 0),
        ("bytes=0-1,5-6", 200, 0, SIZE),
        ("words=0-1", 200, 0, SIZE),
    ],
)
def test_a_part_of_a_file_is_served_when_it_is_asked_for(
    claire: Any, network: Any, client: Client, asked: str, status: int, start: int, stop: int
) -> None:
    file = kept(published(claire, network), claire, TEXT)
    for answer in (
        client.get(file.path, HTTP_RANGE=asked),
        client.head(file.path, HTTP_RANGE=asked),
    ):
        assert answer.status_code == status
        if status == 416:
            assert answer["Content-Range"] == f"bytes */{SIZE}"
            continue
        assert answer["Content-Length"] == str(stop - start)
        assert answer.has_header("Content-Range") == (status == 206)
        if status == 206:
            assert answer["Content-Range"] == f"bytes {start}-{stop - 1}/{SIZE}"
        assert body(answer) == (
            TEXT[start:stop] if answer.request["REQUEST_METHOD"] == "GET" else b""
        )


def test_a_part_is_given_only_of_the_file_that_one_has_parts_of(
    claire: Any, network: Any, client: Client
) -> None:
    file = kept(published(claire, network), claire, TEXT)
    whole = client.get(file.path)
    for same in (whole["ETag"], whole["Last-Modified"]):
        assert client.get(file.path, HTTP_RANGE="bytes=0-9", HTTP_IF_RANGE=same).status_code == 206
    for other in ('"other"', f"W/{whole['ETag']}", "Sun, 22 Nov 2020 10:00:00 GMT", "nonsense"):
        assert client.get(file.path, HTTP_RANGE="bytes=0-9", HTTP_IF_RANGE=other).status_code == 200
    assert client.get(file.path, HTTP_IF_MODIFIED_SINCE=whole["Last-Modified"]).status_code == 304


def test_long_answers_are_so_many_at_once_and_give_their_place_back(
    claire: Any, network: Any, client: Client, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = kept(published(claire, network), claire, TEXT)
    monkeypatch.setattr(responses, "SHORT", 10)
    settings.DOWNLOADS = 1
    first: Any = client.get(file.path)
    assert first.streaming
    full = client.get(file.path)
    assert (full.status_code, full["Retry-After"]) == (503, "30")
    assert (
        client.get(file.path, HTTP_RANGE="bytes=0-5").status_code == 206
    )  # a short part waits for nobody
    for end in first._resource_closers:  # a reader who left in the middle
        end()
    assert body(client.get(file.path)) == TEXT


def test_a_web_server_in_front_may_hand_it_over(
    claire: Any, network: Any, client: Client, settings: Any, shelves: Any
) -> None:
    file = kept(published(claire, network), claire, TEXT)
    settings.FILES_HANDED_ON = "X-Accel-Redirect:/kept/"
    answer = client.get(file.path)
    assert (answer.content, answer["X-Accel-Redirect"]) == (b"", f"/kept/{again(file).place}")
    settings.FILES_HANDED_ON = "X-Sendfile:"
    assert client.get(file.path)["X-Sendfile"] == str(shelves / "files" / again(file).place)


@pytest.mark.parametrize("how", ["", "X-Accel-Redirect:/kept/"])
@pytest.mark.parametrize(
    ("language", "words"), [("en", "This file is missing"), ("fr", "Ce fichier manque")]
)
def test_a_file_that_the_disk_lost_is_said_in_words(
    claire: Any, network: Any, client: Client, settings: Any, how: str, language: str, words: str
) -> None:
    settings.FILES_HANDED_ON = how
    file = kept(published(claire, network), claire, TEXT)
    assert client.get(file.path).status_code == 200
    storage.forget(again(file).place)
    for asked in ({}, {"range": "bytes=0-5"}):
        lost = client.get(file.path, headers={"accept-language": language, **asked})
        assert (lost.status_code, lost["Cache-Control"]) == (404, "no-store")
        assert words in lost.text


def test_another_name_leads_to_the_right_one(
    claire: Any, network: Any, as_person: Any, client: Client
) -> None:
    resource = published(claire, network)
    file = kept(resource, claire, TEXT, "a.txt")
    form = {"name": "Notes.exe", "use": "original", "language": "", "once": "0" * 32}
    assert as_person(claire).post(f"{resource.path}files/{file.key}/", form).status_code == 302
    renamed = again(file)
    assert renamed.name == "Notes.exe.txt"  # opened by its name, it is opened as what it is
    assert client.get(file.path)["Location"] == renamed.path
