"""Moments that can be: a day before 1900 or after 2200 is a slip of the finger."""

import datetime as dt

FIRST_YEAR, LAST_YEAR = 1900, 2200


def can_be(day: dt.date) -> bool:
    return FIRST_YEAR <= day.year <= LAST_YEAR


def read_moment(text: str) -> dt.datetime | None:
    """The moment that an ISO text says, with its zone; nothing when there is none.

    Or none that can be.
    """
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo is not None and can_be(moment) else None


def read_day(text: str) -> dt.date | None:
    """The day that an ISO text says; nothing when there is none, or none that can be."""
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        return None
    return day if can_be(day) else None
