"""Files on their way, on the disk of the machine: bytes that are said to be here are here, also
after a power cut."""

import os
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

from entrepairs.core.fields import new_key

PIECE = 1_000_000  # what comes at once, at most


def folder() -> Path:
    path = Path(settings.UPLOADS_ROOT)
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path


def part_of(key: str) -> Path:
    return folder() / key


def cleaned_of(key: str) -> Path:
    """Another one each time: a check that was killed may have left a process that still writes."""
    return folder() / f"{key}.{new_key()}"


def here(key: str, said: int) -> int:
    """How many bytes are here for good: on the disk, and said in the database."""
    try:
        return min(said, part_of(key).stat().st_size)
    except FileNotFoundError:
        return 0


def add(key: str, at: int, data: bytes) -> int:
    """Write from there on, whatever a write that was not committed left behind. How many there are
    then."""
    descriptor = os.open(part_of(key), os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        os.ftruncate(descriptor, at)
        os.lseek(descriptor, at, os.SEEK_SET)
        left = memoryview(data)
        while left:
            left = left[os.write(descriptor, left) :]
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    return at + len(data)


def take(key: str, pieces: Iterable[bytes]) -> int:
    """One that came whole."""
    size = 0
    with part_of(key).open("wb") as file:
        for piece in pieces:
            size += file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    return size


def forget(key: str) -> None:
    for path in (part_of(key), *folder().glob(f"{key}.*")):
        path.unlink(missing_ok=True)


def names() -> set[str]:
    """The keys of what is on its way on this machine."""
    return {path.name.partition(".")[0] for path in folder().iterdir() if path.is_file()}
