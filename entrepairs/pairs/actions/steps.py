"""What every action of this room stands on: all or nothing, two people at a time, said in words when it cannot be."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps

from django.db import ProgrammingError, connection, transaction
from django.utils.translation import gettext as _

QUIET = timedelta(days=183)  # one proposal to the same person in so long, whatever became of it
NOT_ALLOWED = "42501"  # insufficient_privilege: a policy refused the row


class NotPossible(Exception):
    """As things stand, this cannot be done. Says why in a sentence to show; nothing was written."""


def one_step[**P, T](action: Callable[P, T]) -> Callable[P, T]:
    """All or nothing, deed included; what the database refuses is refused in words."""

    @wraps(action)
    def whole(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            with transaction.atomic():
                return action(*args, **kwargs)
        except ProgrammingError as error:
            if getattr(error.__cause__, "sqlstate", "") == NOT_ALLOWED:
                raise NotPossible(
                    _("This has changed meanwhile. Here is how it stands now.")
                ) from error
            raise

    return whole


def hold_two(one: int, other: int) -> None:
    """Until the transaction ends, nobody else proposes, accepts or blocks between these two people."""
    low, high = sorted((one, other))
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"pair:{low}:{high}"]
        )
