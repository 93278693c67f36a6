"""What runs for the person of a mandate: approval, training, costs of a year. One statement."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import connection

from entrepairs.core.sql_files import read_sql
from entrepairs.mandates.models import Mandate
from entrepairs.sittings.clocks import (
    Clock,
    Warned,
    approval_clock,
    clock_of_mandate,
    half_days_left,
    rule_of,
    training_clock,
)
from entrepairs.sittings.models import Approval
from entrepairs.ui.formats import today


@dataclass(frozen=True, slots=True)
class Spent:
    """Of one mandate in one year, and of all of them the half-days of leave."""

    minutes: int
    kilometres: int
    cents: int
    half_days: int
    half_days_left: int


@dataclass(frozen=True, slots=True)
class Running:
    """The clocks of a mandate and what it costs."""

    mandate: Clock
    approval: Warned | None
    approval_level: str
    approval_number: str
    training: Warned
    trained_on: dt.date | None
    spent: Spent
    handed_over: bool
    to_note: tuple[str, dt.date] | None  # key and day of the last sitting, without a note


def what_runs(mandate: Mandate, year: int, on: dt.date | None = None) -> Running:
    on = on or today()
    values: dict[str, Any] = {
        "person": mandate.person_id,
        "mandate": mandate.pk,
        "seat": mandate.seat_id,
        "body": mandate.body_id,
        "organisation": mandate.organisation_id,
        "first": dt.date(year, 1, 1),
        "last": dt.date(year, 12, 31),
    }
    with connection.cursor() as cursor:
        cursor.execute(read_sql("sittings", "queries/what_runs.sql"), values)
        until, level, number, trained, first, *sums, wrote, key, day = cursor.fetchone()
    minutes, kilometres, cents, leave = sums
    return Running(
        clock_of_mandate(mandate, on),
        approval_clock(until, on, rule_of("approval")) if until else None,
        str(Approval.Level(level).label) if level else "",
        number or "",
        training_clock(first or mandate.since, on, rule_of("training")),
        trained,
        Spent(minutes, kilometres, cents, leave, half_days_left(leave, rule_of("leave"))),
        wrote,
        (key, day) if key else None,
    )
