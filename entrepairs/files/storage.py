"""Where files are kept: a storage of Django's, settings.STORAGES["files"], on this machine's disk
or elsewhere."""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, Any

from django.core.files import File
from django.core.files.storage import storages

from entrepairs.core.fields import new_key

PIECE = 1 << 18
PLACE = re.compile(r"[a-z0-9]{2}/[A-Za-z0-9_-]{1,60}")

# What else than files of the library is kept: rooms say it in their AppConfig.ready(). Bytes that
# nobody knows are deleted.
known_places: list[Callable[[], Iterable[str]]] = []


def storage() -> Any:
    return storages["files"]


def new_place() -> str:
    """A name that tells nothing, in one of a thousand folders."""
    name = new_key() + new_key()
    return f"{name[:2]}/{name}"


def sum_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def keep(path: Path) -> str:
    """Copy it there; its place."""
    with path.open("rb") as file:
        return str(storage().save(new_place(), File(file)))


def forget(place: str) -> None:
    storage().delete(place)


def is_kept(place: str) -> bool:
    """Whether the disk holds it; its row may tell of what a disk lost."""
    return bool(storage().exists(place))


def pieces(place: str, start: int, stop: int) -> Iterator[bytes]:
    """The bytes from `start` to before `stop`, a little at a time."""
    with storage().open(place, "rb") as file:
        file.seek(start)
        left = stop - start
        while left > 0 and (piece := file.read(min(PIECE, left))):
            left -= len(piece)
            yield piece


def put_back(place: str, file: IO[bytes]) -> None:
    """From a backup, at the place that its row knows."""
    if PLACE.fullmatch(place) is None:
        raise ValueError(place)
    storage().delete(place)
    if storage().save(place, File(file)) != place:
        raise OSError(place)


def places() -> Iterator[str]:
    """All that is kept."""
    try:
        folders = storage().listdir("")[0]
    except FileNotFoundError:  # nothing was ever kept
        return
    for folder in sorted(folders):
        for name in sorted(storage().listdir(folder)[1]):
            yield f"{folder}/{name}"
