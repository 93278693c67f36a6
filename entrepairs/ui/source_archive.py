"""The source code of what runs here, for anyone who uses it: the licence (AGPL) asks for it,
changes included."""

import io
import tarfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent
BESIDE = ("pyproject.toml", "uv.lock", "README.md", "LICENSE", "Makefile", ".python-version")
NOT_SOURCE = {".pyc", ".mo"}


def files() -> Iterator[tuple[str, Path]]:
    """Names in the archive and where they are. Only the program: data and keys live elsewhere, and
    are not looked at."""
    for name in BESIDE:
        path = PACKAGE.parent / name
        if path.is_file() and (PACKAGE.parent / "pyproject.toml").is_file():
            yield name, path
    for path in sorted(PACKAGE.rglob("*")):
        inside = path.relative_to(PACKAGE)
        hidden = any(part.startswith((".", "__pycache__")) for part in inside.parts)
        if (
            path.is_file()
            and not path.is_symlink()
            and not hidden
            and path.suffix not in NOT_SOURCE
        ):
            yield f"{PACKAGE.name}/{inside.as_posix()}", path


@cache
def archive() -> bytes:
    """All of it, made once a process."""
    written = io.BytesIO()
    with tarfile.open(fileobj=written, mode="w:gz") as tar:
        for name, path in files():
            tar.add(path, f"entrepairs-source/{name}", recursive=False, filter=_anonymous)
    return written.getvalue()


def _anonymous(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    """Says nothing of the machine's accounts."""
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = ""
    return entry
