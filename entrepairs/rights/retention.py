"""Retention: how long things are stored, as data; changed by the administrator with a reason."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

import yaml
from django.db import connection
from django.db.models import F, Sum
from django.utils import timezone
from django.utils.translation import get_language

from entrepairs.core import hats
from entrepairs.core.jobs import do_all
from entrepairs.ledger.transactions import NotPossible
from entrepairs.rights.models import RetentionChange, RetentionRun
from entrepairs.ui.durations import Duration

A_MONTH = dt.timedelta(days=365) / 12
LONGEST = 240  # months, as the table says


@dataclass(frozen=True, slots=True)
class Rule:
    key: str
    months: int  # unless it was changed
    fr: str
    en: str
    source: str
    checked_on: dt.date
    table: str = ""  # without one, another job forgets by this rule (idle.py)
    at: str = ""
    empties: tuple[str, ...] = ()

    @property
    def least(self) -> int:
        """Months. Who is warned two months before has one month at least before that."""
        return 1 if self.table else 3

    @property
    def what(self) -> str:
        return self.en if (get_language() or "fr").startswith("en") else self.fr

    @property
    def statement(self) -> str:
        if not self.empties:
            return f"delete from {self.table} where {self.at} < %s"  # noqa: S608 (our own data)
        columns = ", ".join(f"\"{name}\" = ''" for name in self.empties)
        full = " or ".join(f"\"{name}\" <> ''" for name in self.empties)
        return f"update {self.table} set {columns} where {self.at} < %s and ({full})"  # noqa: S608


@cache
def rules() -> dict[str, Rule]:
    path = Path(__file__).parent / "data" / "retention.yaml"
    read: dict[str, dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {
        key: Rule(key=key, **told | {"empties": tuple(told.get("empties", ()))})
        for key, told in read.items()
    }


def months_now() -> dict[str, int]:
    """The newest change of each rule holds, else what the data say."""
    changed = RetentionChange.objects.order_by("at", "pk").values_list("rule", "months")
    return {key: rule.months for key, rule in rules().items()} | dict(changed)


def read_months() -> dict[str, int]:
    """For the terminal."""
    with hats.person(None):
        return months_now()


def durations() -> Iterator[Duration]:
    """For the page on what is stored."""
    months = months_now()
    for key, rule in rules().items():
        yield Duration(rule.what, months[key] * A_MONTH)


def forget_old(now: dt.datetime | None = None) -> None:
    """Each night: what is older than its rule. One that fails stops no other."""
    now = now or timezone.now()
    with forgetting():
        months = months_now()
    do_all(
        partial(_forget, rule, now - months[key] * A_MONTH, now)
        for key, rule in rules().items()
        if rule.table
    )


def _forget(rule: Rule, before: dt.datetime, now: dt.datetime) -> None:
    with forgetting(), connection.cursor() as cursor:
        cursor.execute(rule.statement, [before])
        report_run(rule.key, cursor.rowcount, timezone.localdate(now))


def report_run(rule: str, number: int, day: dt.date) -> None:
    """For the administrator. Under the system hat."""
    if number and not RetentionRun.objects.filter(rule=rule, day=day).update(
        number=F("number") + number
    ):
        RetentionRun.objects.create(rule=rule, day=day, number=number)


def forgotten_lately(now: dt.datetime | None = None) -> dict[str, int]:
    """Of each rule, how many rows were forgotten in a year: for the administrator, at the
    terminal."""
    since = timezone.localdate(now or timezone.now()) - dt.timedelta(days=365)
    with forgetting():
        rows = RetentionRun.objects.filter(day__gte=since).values_list("rule")
        return dict(rows.annotate(all=Sum("number")))


def forgetting() -> Any:
    return hats.system("what is older than its rule is forgotten, of everybody")


def change_rule(key: str, months: int, reason: str) -> None:
    """By the administrator, at the terminal: longer or shorter, and why."""
    if months < rules()[key].least:
        raise NotPossible(f"At least {rules()[key].least} months: people are told before.")
    with hats.system("the administrator changes how long something is stored, and says why"):
        RetentionChange.objects.create(rule=rules()[key].key, months=months, reason=reason)
