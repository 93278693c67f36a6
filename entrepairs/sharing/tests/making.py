"""Shared files, made for tests."""

from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile

from entrepairs.core import hats
from entrepairs.files import processing
from entrepairs.groups.models import Group
from entrepairs.people.models import Person
from entrepairs.sharing.actions import share_files
from entrepairs.sharing.models import SharedFile

WORDS = b"What we said on Tuesday. " * 40


def shared(group: Group, by: Person, name: str = "tuesday.txt", **told: Any) -> SharedFile:
    """Sent with a form and checked."""
    data = told.pop("data", WORDS)
    with hats.person(by.pk):
        sent = share_files(
            circle=group.circle,
            uploads=[SimpleUploadedFile(name, data)],
            once=uuid4(),
            by=by,
            **told,
        )[0]
    processing.process_file(sent.key, apart=False)
    return again(sent)


def again(file: SharedFile) -> SharedFile:
    with hats.system("test"):
        return SharedFile.objects.select_related("circle", "shared_by").get(pk=file.pk)


def rows_of(group: Group) -> list[SharedFile]:
    with hats.system("test"):
        return list(SharedFile.objects.filter(circle=group.circle).order_by("pk"))


def path_of(file: SharedFile) -> str:
    return f"/groups/{file.circle.key}/files/{file.key}/open/{file.name}"
