"""Sending files, for tests."""

import base64
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from entrepairs.core import hats
from entrepairs.files import partial_uploads, processing
from entrepairs.library.actions import files as file_actions
from entrepairs.library.models import File, Resource

TUS = {"HTTP_TUS_RESUMABLE": "1.0.0"}


@pytest.fixture
def shelves(settings: Any, tmp_path: Path) -> Path:
    """Folders of this test alone."""
    settings.UPLOADS_ROOT = tmp_path / "uploads"
    files = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": tmp_path / "files"},
    }
    settings.STORAGES = {**settings.STORAGES, "files": files}
    settings.FILES_LEAVE_FREE = 0
    return tmp_path


def kept(resource: Resource, by: Any, data: bytes, name: str = "x", **about: Any) -> File:
    """Sent with a form, checked, kept or refused."""
    with hats.person(by.pk):
        sent = file_actions.send_files(
            resource=resource,
            uploads=[SimpleUploadedFile(name, data)],
            by=by.pk,
            **about,
        )[0]
    processing.process_file(sent.key, apart=False)
    return again(sent)


def again(file: File) -> File:
    with hats.system("test"):
        return File.objects.select_related("resource").get(pk=file.pk)


def there(file: File) -> bool:
    with hats.system("test"):
        return File.objects.filter(pk=file.pk).exists()


def metadata(**words: str) -> str:
    return ",".join(
        f"{name} {base64.b64encode(value.encode()).decode()}" for name, value in words.items()
    )


def announce(client: Any, resource: Any, size: int, name: str = "notes.txt", **words: str) -> Any:
    """As a client of the protocol does; its answer."""
    told = metadata(filename=name, once=words.pop("once", str(uuid4())), **words)
    head = {"HTTP_UPLOAD_LENGTH": str(size), "HTTP_UPLOAD_METADATA": told}
    return client.post(
        f"{resource.path}files/coming/", content_type="application/octet-stream", **TUS, **head
    )


def piece(client: Any, address: str, at: int, data: bytes, **more: str) -> Any:
    path = "/" + address.split("/", 3)[3]
    return client.patch(
        path,
        data,
        content_type="application/offset+octet-stream",
        **TUS,
        HTTP_UPLOAD_OFFSET=str(at),
        **more,
    )


def how_much(client: Any, address: str) -> Any:
    return client.head("/" + address.split("/", 3)[3], **TUS)


def on_its_way(key: str) -> bool:
    return partial_uploads.part_of(key).exists()


def files_of(resource: Any) -> list[File]:
    with hats.system("test"):
        return list(resource.files.all())


def waiting_jobs() -> list[Any]:
    from procrastinate.contrib.django.models import ProcrastinateJob

    with hats.system("test"):
        found = ProcrastinateJob.objects.filter(task_name__endswith="check_file")
        return list(found.values_list("args", flat=True))
