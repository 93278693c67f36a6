"""Holding two people: nothing else changes between them until the transaction ends."""

from django.db import connection


def hold_two(one: int, other: int) -> None:
    """Until the transaction ends, nobody else proposes, accepts or blocks between these two people."""
    low, high = sorted((one, other))
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"pair:{low}:{high}"]
        )
