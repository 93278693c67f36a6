"""The address of the embedded server, and the environment that tells the settings of it."""

import hashlib
import os
import tempfile
from pathlib import Path
from urllib.parse import quote

from entrepairs.engine.errors import Trouble
from entrepairs.engine.folder import DataFolder

OWNER, LOGIN, DATABASE = "entrepairs_owner", "entrepairs_login", "entrepairs"
LONGEST = 100  # bytes of a socket's path: 108 on Linux, 104 on macOS


def database_url(folder: DataFolder, role: str, database: str = DATABASE) -> str:
    """Where a role finds a database of the folder's server."""
    host = quote(str(socket_folder(folder.postgres)), safe="")
    return f"postgresql://{role}@/{database}?host={host}"


def tell_settings(folder: DataFolder, *, embedded: bool) -> None:
    """Put in the environment what entrepairs/settings.py reads."""
    os.environ["ENTREPAIRS_DATA"] = str(folder.root)
    if embedded:
        os.environ["DATABASE_URL"] = database_url(folder, LOGIN)
        os.environ["DATABASE_OWNER_URL"] = database_url(folder, OWNER)


def socket_folder(place: Path) -> Path:
    """The folder clients look for the socket in: the server's own, or a short name for one too long
    to be told."""
    if len(os.fsencode(place / ".s.PGSQL.5432")) <= LONGEST and "," not in str(place):
        return place
    private = _private_folder(Path(os.environ.get("XDG_RUNTIME_DIR") or tempfile.gettempdir()))
    short = private / hashlib.sha256(os.fsencode(place)).hexdigest()[:12]
    if not short.is_symlink() or short.readlink() != place:
        short.unlink(missing_ok=True)
        short.symlink_to(place)
    return short


def _private_folder(base: Path) -> Path:
    """A folder in a shared place that nobody else can have made or can write in."""
    base = base if base.is_dir() and len(os.fsencode(base)) < 50 else Path("/tmp")  # noqa: S108 (checked below)
    private = base / f"entrepairs-{os.geteuid()}"
    private.mkdir(mode=0o700, exist_ok=True)
    found = private.lstat()
    if (
        found.st_uid != os.geteuid()
        or found.st_mode & 0o077
        or not private.is_dir()
        or private.is_symlink()
    ):
        raise Trouble(
            f"{private} is not one of our private folders.",
            "Remove it and try again, or use a shorter DATA=.",
        )
    return private
