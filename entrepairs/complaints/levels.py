"""Levels of participation in both languages: data/levels.yaml, with its sources; what a delegation
answered."""

import datetime as dt
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from django.db import connection

from entrepairs.mandates.models import Body
from entrepairs.vocabulary.models import Labelled

FILE = Path(__file__).resolve().parent / "data" / "levels.yaml"


@dataclass(frozen=True, slots=True)
class Level(Labelled):
    fr: str
    en: str
    fr_hint: str
    en_hint: str


@dataclass(frozen=True, slots=True)
class Levels:
    levels: tuple[Level, ...]
    source: str
    checked_on: dt.date


@dataclass(frozen=True, slots=True)
class Gap:
    """Of one year: how many answered, and the means of what is claimed and what is felt."""

    year: int
    number: int
    claimed: float
    felt: float

    @property
    def between(self) -> float:
        """Above zero: more is claimed than felt."""
        return round(self.claimed - self.felt, 1)


@cache
def read_levels() -> Levels:
    raw = yaml.safe_load(FILE.read_text())
    return Levels(tuple(Level(**one) for one in raw["levels"]), raw["source"], raw["checked_on"])


def gaps_in(region: str) -> list[Gap]:
    """Of all bodies of a region, newest first: what nobody can be told from."""
    with connection.cursor() as cursor:
        cursor.execute("select * from region_level_gaps(%s)", [region])
        return [Gap(*row) for row in cursor.fetchall()]


def gaps_of(body: Body) -> list[Gap]:
    """Newest first: for its delegation; for others, years that are over with 11 answers."""
    with connection.cursor() as cursor:
        cursor.execute("select * from level_gaps(%s)", [body.pk])
        return [Gap(*row) for row in cursor.fetchall()]
