"""Errors that say that the database is away, full or going down, and not that a statement was
wrong.

A page that meets one says that the site comes back, with the status that says so to machines (503),
instead of saying that something broke here.
"""

from django.db.utils import InterfaceError, OperationalError

RETRY_AFTER = "30"  # seconds
# Classes of SQLSTATE: connection lost, resources at their end (disk, memory, connections), server
# going down or coming up, and its own disk failing. An OperationalError without any comes from the
# driver: nothing answered.
AWAY = ("08", "53", "57P", "58")


def is_away(error: BaseException | None) -> bool:
    if isinstance(error, InterfaceError):
        return True
    if not isinstance(error, OperationalError):
        return False
    state = getattr(error.__cause__, "sqlstate", None)
    return state is None or state.startswith(AWAY)
