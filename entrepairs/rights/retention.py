"""Retention: how long things are stored, as data; changed by the administrator with a reason."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

import yaml
from django.db import connection
from django.utils import timezone
from django.utils.translation import get_language

from entrepairs.core import hats
from entrepairs.core.jobs import do_all
from entrepairs.rights.models import RetentionChange
from entrepairs.ui.durations import Duration

A_MONTH = dt.timedelta(days=365) / 12
LONGEST = 240  # months, as the table says


@dataclass(frozen=True, slots=True)
class Rule:
    key: str
    months: int  # unless it was changed
    fr: str
    en: str
    table: str
    at: str
    source: str
    checked_on: dt.date
    empties: tuple[str, ...] = ()

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
    do_all(partial(_forget, rule, now - months[key] * A_MONTH) for key, rule in rules().items())


def _forget(rule: Rule, before: dt.datetime) -> None:
    with forgetting(), connection.cursor() as cursor:
        cursor.execute(rule.statement, [before])


def forgetting() -> Any:
    return hats.system("what is older than its rule is forgotten, of everybody")


def change_rule(key: str, months: int, reason: str) -> None:
    """By the administrator, at the terminal: longer or shorter, and why."""
    with hats.system("the administrator changes how long something is stored, and says why"):
        RetentionChange.objects.create(rule=rules()[key].key, months=months, reason=reason)
