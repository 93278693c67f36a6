"""Public holidays of a place: data/public_holidays.yaml, with its source."""

import datetime as dt
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from dateutil.easter import easter

from entrepairs.vocabulary.models import Place

FILE = Path(__file__).resolve().parent / "data" / "public_holidays.yaml"


@cache
def read_holidays() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(FILE.read_text())
    return found


def holidays_of(place: Place | None, year: int) -> frozenset[dt.date]:
    """Without a place: those of France, where most are."""
    country, department = (place.country, place.department) if place else ("FR", "")
    return _holidays(country, department, year)


@cache
def _holidays(country: str, department: str, year: int) -> frozenset[dt.date]:
    known = read_holidays()
    rule = known["countries"].get(country, {})
    rules = [rule, known["countries"].get(rule.get("like"), {})]
    if country == "FR":
        rules.append(known["departments"].get(department, {}))
    sunday = easter(year)
    return frozenset(
        [dt.date.fromisoformat(f"{year}-{day}") for one in rules for day in one.get("days", [])]
        + [sunday + dt.timedelta(days=n) for one in rules for n in one.get("easter", [])]
    )
