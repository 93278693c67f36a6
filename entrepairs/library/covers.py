"""Covers: a resource's own picture in the sizes that pages show. What has none, ui/svg draws."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from entrepairs.core.jobs import do_each
from entrepairs.files import partial_uploads, sandbox, storage
from entrepairs.files.checks.image import cover_paths
from entrepairs.files.types import Refused
from entrepairs.library.models import Cover, File

ON_PAGE = 16  # pictures in one list: the first view of a page stays under 100 KB
READY_PICTURES = {"state": File.State.READY, "media_type__startswith": "image/"}


def covers_of(keys: Iterable[str]) -> dict[str, str]:
    """By key of a resource, the key of the picture that stands for it: the first it calls so. In
    the order of the page, as many as it has room for."""
    wanted = list(dict.fromkeys(keys))
    files = File.objects.filter(resource__key__in=wanted, use=File.Use.PICTURE, cover__isnull=False)
    pictures = dict(files.order_by("-order", "-id").values_list("resource__key", "key"))
    return {key: pictures[key] for key in [key for key in wanted if key in pictures][:ON_PAGE]}


def picture_among(files: Iterable[Any]) -> str:
    """The key of the picture that stands for the resource of these files (queries.files_of)."""
    return next((file.key for file in files if file.drawn and file.use == File.Use.PICTURE), "")


def read_covers(cleaned: Path) -> dict[str, bytes]:
    """What the check of a picture left beside it, by size; nothing of what is no picture."""
    paths = cover_paths(cleaned)
    return {size: path.read_bytes() for size, path in paths.items() if path.exists()}


def keep_covers(file: File, drawn: dict[str, bytes]) -> None:
    """For who wears the hat of the check."""
    if drawn:
        Cover.objects.update_or_create(file=file, defaults=drawn)


def draw_missing_covers(hat: Any) -> None:
    """Of pictures that were checked before pages showed them."""
    with hat():
        waiting = list(File.objects.filter(cover__isnull=True, **READY_PICTURES)[:500])

    def draw_one(file: File) -> None:
        source, cleaned = (partial_uploads.cleaned_of(file.key) for _ in range(2))
        try:
            with source.open("wb") as copy:
                copy.writelines(storage.pieces(file.place, 0, file.size))
            sandbox.check_apart(source, cleaned, file.name)
            drawn = read_covers(cleaned)
            with hat():
                if File.objects.filter(pk=file.pk).exists():
                    keep_covers(file, drawn)
        except (Refused, OSError):
            return  # the doctor tells of a file that is not there
        finally:
            partial_uploads.forget(file.key)

    do_each(waiting, draw_one)
