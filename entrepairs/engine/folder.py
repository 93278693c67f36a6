"""The data folder: who runs on it, its keys, and where the rest lies."""

import base64
import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from entrepairs.engine.errors import Trouble


@dataclass(frozen=True)
class DataFolder:
    """Everything an instance keeps, in one folder that only its owner can open."""

    root: Path

    @classmethod
    def at(cls, path: str | Path) -> "DataFolder":
        """The folder at this path, created when missing."""
        root = Path(path).expanduser().resolve()
        try:
            root.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise Trouble(
                f"The data folder {root} can not be created ({error.strerror}).",
                "Choose another with DATA=/some/folder, or create it and give it to this user.",
            ) from error
        return cls(root)

    @property
    def postgres(self) -> Path:
        return self.root / "postgres"

    @property
    def postgres_log(self) -> Path:
        return self.root / "postgres.log"

    @property
    def keys(self) -> Path:
        return self.root / "keys"

    def ensure_keys(self) -> None:
        """Keys for a database that is about to be made; never for one that exists, whose words they
        could not read."""
        self.keys.mkdir(mode=0o700, exist_ok=True)
        fresh = not self.postgres.exists()
        if not (self.keys / "secret_key").exists() and not os.environ.get("ENTREPAIRS_SECRET_KEY"):
            write_private(self.keys / "secret_key", secrets.token_urlsafe(64) + "\n")
        if not (self.keys / "push_key").exists() and not os.environ.get("ENTREPAIRS_PUSH_KEY"):
            write_private(self.keys / "push_key", new_push_key() + "\n")
        if (self.keys / "word_keys").exists() or os.environ.get("ENTREPAIRS_WORD_KEYS"):
            return
        if not fresh:
            raise Trouble(
                f"The key file {self.keys / 'word_keys'} is missing: "
                "what people wrote can not be read.",
                "Put the file back from your backup. Without it those words are lost.",
            )
        write_private(self.keys / "word_keys", new_word_key() + "\n")


def new_word_key() -> str:
    """A key for words at rest, as Fernet wants it."""
    return base64.urlsafe_b64encode(os.urandom(32)).decode()


def new_push_key() -> str:
    """A key that this site signs notifications with (VAPID): a number of the curve P-256."""
    from cryptography.hazmat.primitives.asymmetric import ec

    number = ec.generate_private_key(ec.SECP256R1()).private_numbers().private_value
    return base64.urlsafe_b64encode(number.to_bytes(32)).rstrip(b"=").decode()


def write_private(path: Path, text: str) -> None:
    """Write a file only its owner can read, whole or not at all, on the disk when this returns."""
    temporary = path.with_name(path.name + ".new")
    temporary.unlink(missing_ok=True)
    with open(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)


class Busy(Trouble):
    """Someone else runs on this data folder."""


@contextmanager
def only_one(folder: DataFolder, doing: str, part: str = "") -> Iterator[int]:
    """Hold the folder's lock; it goes with the process, however the process ends. Gives the lock's
    descriptor."""
    path = folder.root / (f"lock-{part}" if part else "lock")
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.read(descriptor, 200).decode(errors="replace").strip()
            raise Busy(
                f"Entrepairs already runs on the data folder {folder.root} "
                f"({holder or 'just started'}).",
                "Stop that one first, or choose another folder: DATA=/some/folder.",
            ) from None
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"process {os.getpid()}, {doing}\n".encode(), 0)
        yield descriptor
        os.ftruncate(descriptor, 0)
    finally:
        os.close(descriptor)
