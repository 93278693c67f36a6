"""The SQL of a room, in its folder `sql`."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent


@cache
def read_sql(room: str, name: str) -> str:
    """The text of a file, such as ("pairs", "queries/mirror_figures.sql")."""
    return (PACKAGE / room / "sql" / name).read_text()


def unite(statements: Iterable[str]) -> str:
    """One statement of several, each of which has the same columns: what rooms contribute."""
    selects = [
        f"select * from (\n{statement}\n) each_room"  # noqa: S608  # files of rooms, no values
        for statement in statements
    ]
    return "\nunion all\n".join(selects)
