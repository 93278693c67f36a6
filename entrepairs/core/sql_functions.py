"""Functions of the database that rooms wrote in SQL (sql/functions.sql), called under the hat that
is worn."""

from typing import Any

from django.db import connection


def call_function(name: str, *values: Any) -> Any:
    """The one value that it gives. Its name is written in the code: nothing that people typed."""
    places = ", ".join(["%s"] * len(values))
    with connection.cursor() as cursor:
        cursor.execute(f"select {name}({places})", values)
        return cursor.fetchone()[0]
