"""The source code of what runs here, for anyone who uses it: the licence (AGPL) asks for it,
changes included.

A wheel carries the archive of what it was built from, since it leaves out tests, catalogues that
are compiled and how it is built; what is changed in the installed package takes the place of what
it was.
"""

import io
import tarfile
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent
PACKED = "source.tar.gz"  # in the package, put there by hatch_build.py
NOT_SOURCE = {".pyc", ".mo"}
TOP = "entrepairs-source/"


def named(sources: Path) -> list[str]:
    """Files and folders that the sources are, as pyproject.toml names them for the sdist."""
    project = tomllib.loads((sources / "pyproject.toml").read_text())
    found: list[str] = project["tool"]["hatch"]["build"]["targets"]["sdist"]["only-include"]
    return found


def files() -> Iterator[tuple[str, Path]]:
    """Names in the archive and where they are. Only the program: data and keys live elsewhere, and
    are not looked at."""
    sources = PACKAGE.parent
    whole = (sources / "pyproject.toml").is_file()
    for name in named(sources) if whole else [PACKAGE.name]:
        path = sources / name
        if path.is_dir():
            yield from _inside(path, name)
        elif path.is_file():
            yield name, path


def _inside(folder: Path, name: str) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        hidden = any(part.startswith((".", "__pycache__")) for part in inside.parts)
        made = path.suffix in NOT_SOURCE or path == PACKAGE / PACKED
        if path.is_file() and not path.is_symlink() and not hidden and not made:
            yield f"{name}/{inside.as_posix()}", path


@cache
def archive() -> bytes:
    """All of it, made once a process."""
    written = io.BytesIO()
    here = dict(files())
    with tarfile.open(fileobj=written, mode="w:gz") as tar:
        for name, path in here.items():
            tar.add(path, TOP + name, recursive=False, filter=_anonymous)
        if (PACKAGE / PACKED).is_file():
            with tarfile.open(PACKAGE / PACKED) as packed:
                for entry in packed:
                    if entry.name.removeprefix(TOP) not in here:
                        tar.addfile(entry, packed.extractfile(entry))
    return written.getvalue()


def _anonymous(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    """Says nothing of the machine's accounts."""
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = ""
    return entry
