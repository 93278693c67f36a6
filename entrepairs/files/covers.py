"""Covers: a picture in the sizes that pages show, drawn by the check of files. What has none,
ui/svg draws."""

from collections.abc import Iterable
from pathlib import Path

from django.core.files.uploadedfile import UploadedFile
from django.db import models

from entrepairs.core.fields import new_key
from entrepairs.files import partial_uploads, sandbox
from entrepairs.files.checks.image import cover_paths
from entrepairs.files.types import HEAD, Refused, beginning_of

ON_PAGE = 16  # pictures in one list: the first view of a page stays under 100 KB


class DrawnCover(models.Model):
    """The bytes of a picture in both sizes, as WebP."""

    small = models.BinaryField()  # beside a line of a list
    large = models.BinaryField()  # on the page of what it stands for

    class Meta:
        abstract = True


def read_covers(cleaned: Path) -> dict[str, bytes]:
    """What the check of a picture left beside it, by size; nothing of what is no picture."""
    paths = cover_paths(cleaned)
    return {size: path.read_bytes() for size, path in paths.items() if path.exists()}


def draw_covers(pieces: Iterable[bytes], name: str, key: str) -> dict[str, bytes]:
    """Checks a file apart, as one that is kept; by size, what is drawn of it. Raises Refused."""
    source, cleaned = (partial_uploads.cleaned_of(key) for _ in range(2))
    try:
        with source.open("wb") as copy:
            copy.writelines(pieces)
        sandbox.check_apart(source, cleaned, name)
        return read_covers(cleaned)
    finally:
        partial_uploads.forget(key)


def draw_upload(upload: "UploadedFile[bytes]") -> dict[str, bytes]:
    """Both sizes of a picture that came with a form; the picture itself is not kept."""
    if not upload.size:
        raise Refused("empty")
    begins = beginning_of(next(iter(upload.chunks()))[:HEAD])
    if begins is None or begins.check != "image":
        raise Refused((begins and begins.refused) or "no_picture")
    return draw_covers(upload.chunks(), upload.name or "", new_key())
