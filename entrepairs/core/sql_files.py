"""The SQL of a room, in its folder `sql`."""

from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent


@cache
def read_sql(room: str, name: str) -> str:
    """The text of a file, such as ("pairs", "queries/mirror_figures.sql")."""
    return (PACKAGE / room / "sql" / name).read_text()
