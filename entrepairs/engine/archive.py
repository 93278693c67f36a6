"""The archive of a backup: a tar with a manifest, and a last line with the sum of all before it.

Every bit is covered: those of the members, of their names and sizes, of the gaps between them. A
reader of tar takes it as it is; `check` reads it to its end before anything is written anywhere.
"""

import hashlib
import json
import os
import shutil
import tarfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any

from entrepairs.engine.errors import Trouble

DATABASE, FILES, MANIFEST = "database.dump", "files/", "manifest.json"
FORMAT = 1
LAST = b"entrepairs backup, sha256 of all before: "
LENGTH = len(LAST) + 64 + 1
PIECE = 1 << 20


@dataclass
class Manifest:
    """What the archive says of itself."""

    made_at: str
    version: str  # of Entrepairs
    postgresql: int  # of the server it comes from, as 180006
    word_keys: list[str]  # fingerprints of the keys of words at rest, newest first
    secret_key: str  # likewise
    members: dict[str, dict[str, Any]] = field(default_factory=dict)
    format: int = FORMAT

    @property
    def files(self) -> int:
        return sum(name.startswith(FILES) for name in self.members)


class Damaged(Trouble):
    """Not whole, not ours, or changed since it was made."""

    def __init__(self, file: Path, what: str) -> None:
        mend = "Nothing was written. Take another copy of this backup, or an earlier one."
        super().__init__(f"{file} cannot be used: {what}.", mend)


class Summed:
    """A file read once, summed on the way."""

    def __init__(self, source: IO[bytes]) -> None:
        self.source, self.sum = source, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        data = self.source.read(size)
        self.sum.update(data)
        return data


class Writer:
    """Puts members in, and notes them in the manifest."""

    def __init__(self, archive: tarfile.TarFile, manifest: Manifest) -> None:
        self.archive, self.manifest = archive, manifest

    def add(self, name: str, source: IO[bytes], size: int) -> str:
        """Its sum."""
        line = tarfile.TarInfo(name)
        line.mode, line.mtime, line.size = 0o600, int(time.time()), size
        summed = Summed(source)
        self.archive.addfile(line, summed)
        digest = summed.sum.hexdigest()
        self.manifest.members[name] = {"size": size, "sha256": digest}
        return digest


@contextmanager
def writing(file: Path, manifest: Manifest) -> Iterator[Writer]:
    """A file that only its owner can read; whole and on the disk, or not at all."""
    temporary = file.with_name(file.name + ".part")
    descriptor = os.open(temporary, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with open(descriptor, "w+b") as target:
            with tarfile.open(fileobj=target, mode="w") as archive:
                writer = Writer(archive, manifest)
                yield writer
                text = json.dumps(asdict(manifest), indent=1).encode()
                line = tarfile.TarInfo(MANIFEST)
                line.mode, line.mtime, line.size = 0o600, int(time.time()), len(text)
                archive.addfile(line, _as_file(text))
            target.flush()
            target.seek(0)
            digest = hashlib.file_digest(target, "sha256").hexdigest()
            target.seek(0, os.SEEK_END)
            target.write(LAST + digest.encode() + b"\n")
            target.flush()
            os.fsync(target.fileno())
        temporary.replace(file)
    finally:
        temporary.unlink(missing_ok=True)


def _as_file(text: bytes) -> IO[bytes]:
    import io

    return io.BytesIO(text)


def check(file: Path) -> Manifest:
    """Reads all of it. Gives its manifest, or says in words what is wrong."""
    size = file.stat().st_size
    with file.open("rb") as source:
        source.seek(max(0, size - LENGTH))
        last = source.read()
        source.seek(0)
        if len(last) != LENGTH or not last.startswith(LAST):
            start = source.read(262)
            ours = start[257:262] == b"ustar" and start.startswith(DATABASE.encode())
            raise Damaged(file, "it was cut short" if ours else "it is no backup of Entrepairs")
        digest = _sum_of(source, size - LENGTH)
    if last != LAST + digest.encode() + b"\n":
        raise Damaged(file, _what_changed(file))
    return _manifest_of(file)


def _sum_of(source: IO[bytes], left: int) -> str:
    digest = hashlib.sha256()
    while left and (piece := source.read(min(PIECE, left))):
        digest.update(piece)
        left -= len(piece)
    return digest.hexdigest()


def _manifest_of(file: Path) -> Manifest:
    with tarfile.open(file) as archive:
        source = archive.extractfile(MANIFEST)
        found = json.load(source) if source else {}
    if found.get("format") != FORMAT:
        raise Damaged(file, "it was made by a later version of Entrepairs")
    return Manifest(**found)


def _what_changed(file: Path) -> str:
    """Which member, where that can be said."""
    try:
        manifest = _manifest_of(file)
        for name, source in members(file):
            wanted = manifest.members.get(name)
            if wanted and hashlib.file_digest(source, "sha256").hexdigest() != wanted["sha256"]:  # type: ignore[arg-type]
                return f"{name} has changed since it was made"
    except (Damaged, tarfile.TarError, ValueError, TypeError, KeyError, OSError):
        pass
    return "it has changed since it was made"


def members(file: Path) -> Iterator[tuple[str, IO[bytes]]]:
    """Each member with its bytes, the database first."""
    with tarfile.open(file) as archive:
        while line := archive.next():
            source = archive.extractfile(line)
            if source is not None:
                yield line.name, source


def unpack_database(file: Path, to: IO[bytes]) -> None:
    for name, source in members(file):
        if name != DATABASE:
            break
        shutil.copyfileobj(source, to)
        to.flush()
        return
    raise Damaged(file, "it does not begin with a database")
