"""The check of files: by a job or at once, what it refuses, what it leaves behind."""

import datetime as dt
import os
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from entrepairs.core import hats
from entrepairs.files import jobs, partial_uploads, processing, storage
from entrepairs.files.checks import check
from entrepairs.files.tests import made_files as made
from entrepairs.library.actions import files as file_actions
from entrepairs.library.models import File
from entrepairs.library.tests.making import draft, published
from entrepairs.library.tests.posting import body
from entrepairs.library.tests.sending import (
    again,
    announce,
    files_of,
    kept,
    on_its_way,
    piece,
    shelves,
    there,
    waiting_jobs,
)

__all__ = ["shelves"]
pytestmark = pytest.mark.usefixtures("shelves")
WORDS = ("Être pair. " * 200).encode()


def test_what_needs_time_is_checked_by_a_job_and_the_page_says_so(
    claire: Any, network: Any, as_person: Any
) -> None:
    resource, page = draft(claire, network), as_person(claire)
    given = {
        "chosen": SimpleUploadedFile("film.mp4", made.mp4()),
        "use": "original",
        "language": "",
        "once": "0" * 32,
    }
    page.post(f"{resource.path}files/", given)
    [file] = files_of(resource)
    assert file.state == "checking"
    assert {"key": file.key} in waiting_jobs()
    shown = page.get(f"{resource.path}files/").content.decode()
    assert "hx-trigger" in shown
    partial = page.get(f"{resource.path}files/", HTTP_HX_REQUEST="true").content.decode()
    assert partial.strip().startswith('<div id="files"')
    processing.process_file(file.key, apart=False)
    found = again(file)
    assert (found.state, found.media_type, found.duration) == ("ready", "video/mp4", 90.0)
    assert "hx-trigger" not in body(page.get(f"{resource.path}files/"))
    processing.process_file(file.key, apart=False)  # a job may be done twice
    assert again(file).place == found.place


def test_a_file_that_is_refused_goes_and_says_why(
    claire: Any, network: Any, as_person: Any, django_capture_on_commit_callbacks: Any
) -> None:
    resource = draft(claire, network)
    with django_capture_on_commit_callbacks(execute=True):
        file = kept(resource, claire, made.pdf(script=True), "x.pdf")
    assert (file.state, file.reason) == ("refused", "active_pdf")
    assert not on_its_way(file.key)
    assert (
        "Print it to a new PDF" in as_person(claire).get(f"{resource.path}files/").content.decode()
    )


def test_a_file_that_was_deleted_while_it_was_checked_is_not_kept(
    claire: Any, network: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    resource = draft(claire, network)
    looked = check

    def slowly(*arguments: Any) -> Any:
        with hats.system("test"):
            File.objects.all().delete()
        return looked(*arguments)

    monkeypatch.setattr(processing, "check", slowly)
    with pytest.raises(File.DoesNotExist):
        kept(resource, claire, made.pdf(), "x.pdf")
    assert list(storage.places()) == []


def test_the_new_one_takes_the_place_of_the_old_one_once_it_is_ready(
    claire: Any, network: Any, as_person: Any, django_capture_on_commit_callbacks: Any
) -> None:
    resource, page = published(claire, network), as_person(claire)
    old = kept(resource, claire, b"old", "old.txt", use="transcript", language="en")
    kept(resource, claire, b"other", "other.txt")
    with django_capture_on_commit_callbacks(execute=True):
        given = {"chosen": SimpleUploadedFile("new.pdf", made.pdf()), "once": "0" * 32}
        assert page.post(f"{resource.path}files/{old.key}/replace/", given).status_code == 302
    assert there(old)
    [new] = [file for file in files_of(resource) if file.state == "checking"]
    with django_capture_on_commit_callbacks(execute=True):
        processing.process_file(new.key, apart=False)
    assert [file.name for file in files_of(resource)] == ["new.pdf", "other.txt"]
    assert (again(new).use, again(new).language, again(new).replaces) == ("transcript", "en", None)
    assert old.place not in set(storage.places())


def test_what_was_abandoned_is_taken_away(
    claire: Any, network: Any, as_person: Any, django_capture_on_commit_callbacks: Any
) -> None:
    resource, page = draft(claire, network), as_person(claire)
    where = announce(page, resource, 100)["Location"]
    piece(page, where, 0, b"x" * 50)
    ready = kept(resource, claire, b"here", "here.txt")
    orphan = storage.storage().save("ab/orphan", SimpleUploadedFile("x", b"x"))
    [begun] = [file for file in files_of(resource) if file.state == "coming"]

    def aged(path: Path, **age: int) -> None:
        at = (timezone.now() - dt.timedelta(**age)).timestamp()
        os.utime(path, (at, at))

    aged(partial_uploads.part_of(begun.key), hours=1)
    in_four_days = timezone.now() + dt.timedelta(days=4)
    jobs.check_stopped_files(timezone.now())
    assert there(begun)
    assert on_its_way(begun.key)
    assert orphan in set(storage.places())
    jobs.check_stopped_files(in_four_days)
    assert not there(begun)
    assert not on_its_way(begun.key)
    assert set(storage.places()) == {again(ready).place}


def test_a_check_that_stopped_is_begun_again(claire: Any, network: Any) -> None:
    resource = draft(claire, network)
    with hats.person(claire.pk):
        upload = SimpleUploadedFile("x.pdf", made.pdf())
        file = file_actions.send_files(resource=resource, uploads=[upload], by=claire.pk)[0]
        jobs.check_or_queue(file)
    jobs.check_stopped_files(timezone.now() + dt.timedelta(hours=2))
    assert waiting_jobs().count({"key": file.key}) == 1  # it waits still: not twice
