"""The SQL of a room, in its folder `sql`."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent
# Queries that many rooms contribute to one page, and what they return: the database keeps one
# function of each, so that it plans them one by one, once a connection.
QUERY_FUNCTIONS = {
    "queries/duties.sql": "setof duty",
    "queries/waiting.sql": "bigint",
    "queries/by_name.sql": "jsonb",
}


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


def function_of(room: str, name: str) -> str:
    """The function of a query of QUERY_FUNCTIONS: list_pairs_duties() for pairs."""
    return f"list_{room}_{Path(name).stem}()"
