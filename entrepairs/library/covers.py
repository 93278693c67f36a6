"""Covers: a resource's own picture in the sizes that pages show. What has none, ui/svg draws."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from entrepairs.core.jobs import do_each
from entrepairs.files import storage
from entrepairs.files.covers import ON_PAGE, draw_covers
from entrepairs.files.processing import tidying
from entrepairs.files.types import Refused
from entrepairs.library.models import Cover, File

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


def keep_covers(file: File, drawn: dict[str, bytes]) -> None:
    """For who wears the hat of the check."""
    if drawn:
        Cover.objects.update_or_create(file=file, defaults=drawn)


def draw_missing_covers(now: dt.datetime) -> None:
    """Of pictures that were checked before pages showed them."""
    with tidying():
        waiting = list(File.objects.filter(cover__isnull=True, **READY_PICTURES)[:500])

    def draw_one(file: File) -> None:
        try:
            drawn = draw_covers(storage.pieces(file.place, 0, file.size), file.name, file.key)
            with tidying():
                if File.objects.filter(pk=file.pk).exists():
                    keep_covers(file, drawn)
        except (Refused, OSError):
            return  # the doctor tells of a file that is not there

    do_each(waiting, draw_one)
