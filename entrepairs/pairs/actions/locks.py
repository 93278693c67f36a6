"""Advisory locks: nothing else changes between two people until the transaction ends."""

from django.db import connection


def hold_two(one: int, other: int) -> None:
    """Until the transaction ends, no other invites, accepts or blocks between these two."""
    low, high = sorted((one, other))
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"pair:{low}:{high}"]
        )
