"""What people did in a period, as numbers under the system hat: nothing of it is kept.

Only what somebody else agreed to is read: contributions that the other confirmed, roles accepted,
what was taught or learned as somebody confirmed it, items said to a body.
"""

from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import connection

from entrepairs.core.sql_files import read_sql
from entrepairs.observatory.models import Uncounted
from entrepairs.observatory.periods import Period
from entrepairs.vocabulary.models import Concept


class Given(NamedTuple):
    """Noted between two people: `pair`, in a pair of peers; else in a group."""

    giver: int
    receiver: int
    kind: int
    minutes: int
    confirmed: bool
    pair: bool


class Share(NamedTuple):
    """Something of these people, so much of which is `part` of its `whole`."""

    people: tuple[int, ...]
    part: float
    whole: float = 1.0


@dataclass(frozen=True, slots=True)
class Records:
    given: list[Given]
    asked: list[Share]  # pairs of peers; part: twice the lesser share of suggesting
    taken_up: list[Share]  # items answered; part: yes, at least in part
    reasons: list[Share]  # the same items; part: with reasons
    roles: list[Share]  # part: without pay
    taught: list[Share]  # minutes; part: paid
    learned: list[tuple[int, str]]  # who, in which way
    kinds: int  # of contributions, that there are
    uncounted: frozenset[int]


def read_records(period: Period) -> Records:
    """Under the system hat, which the caller wears."""
    items = _ask("answered", period)
    asked = _ask("asked", period)
    return Records(
        given=[Given(*line) for line in _ask("given", period)],
        asked=[
            Share((one, other), 2 * min(first, second) / (first + second))
            for one, other, first, second in asked
        ],
        taken_up=[Share(tuple(people), float(yes)) for yes, _why, people in items],
        reasons=[Share(tuple(people), float(why)) for _yes, why, people in items],
        roles=[Share((person,), float(unpaid)) for person, unpaid in _ask("roles", period)],
        taught=[
            Share((person,), minutes * paid, minutes)
            for person, paid, minutes in _ask("taught", period)
        ],
        learned=_ask("learned", period),
        kinds=Concept.objects.filter(scheme="contribution").count(),
        uncounted=frozenset(Uncounted.objects.values_list("person", flat=True)),
    )


def _ask(name: str, period: Period) -> list[Any]:
    statement = read_sql("observatory", f"queries/{name}.sql")
    with connection.cursor() as cursor:
        cursor.execute(statement, {"since": period.since, "until": period.until})
        lines: list[Any] = cursor.fetchall()
    return lines
