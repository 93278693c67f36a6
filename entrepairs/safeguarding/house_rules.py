"""House rules in versions, and what to do with a worry: `data/house_rules.yaml` and
`data/worries.yaml` have their words."""

import datetime as dt
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from entrepairs.vocabulary.easy import Words
from entrepairs.vocabulary.files import StrictLoader
from entrepairs.vocabulary.help import lines_of_file
from entrepairs.vocabulary.queries import Line

FOLDER = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class HouseRule:
    key: str
    title: Words
    lines: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class RulesVersion:
    number: int
    since: dt.date
    changed: Words
    rules: tuple[HouseRule, ...]

    def rule(self, key: str) -> HouseRule | None:
        return next((rule for rule in self.rules if rule.key == key), None)


@dataclass(frozen=True, slots=True)
class Law:
    """`mark` says that nobody has read it in its source yet (K)."""

    law: str
    words: Words
    source: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Worry:
    key: str
    title: Words
    lines: tuple[Words, ...]
    numbers: tuple[Line, ...]
    laws: tuple[Law, ...]


def read_file(name: str) -> dict[str, Any]:
    text = (FOLDER / name).read_text(encoding="utf-8")
    read: dict[str, Any] = yaml.load(text, StrictLoader)  # noqa: S506 (a safe loader, stricter)
    return read


def _words(row: dict[str, Any]) -> Words:
    return Words(row["fr"], row["en"])


def _lines(row: dict[str, Any]) -> tuple[Words, ...]:
    return tuple(_words(line) for line in row["lines"])


@cache
def all_versions() -> tuple[RulesVersion, ...]:
    """The newest first."""
    return tuple(
        RulesVersion(
            row["number"],
            row["since"],
            _words(row["changed"]),
            tuple(HouseRule(one["key"], _words(one), _lines(one)) for one in row["rules"]),
        )
        for row in reversed(read_file("house_rules.yaml")["versions"])
    )


def rules_now() -> RulesVersion:
    return all_versions()[0]


def version_numbered(number: int) -> RulesVersion | None:
    return next((one for one in all_versions() if one.number == number), None)


@cache
def all_worries() -> tuple[tuple[Worry, ...], dt.date]:
    """With the day when they were last checked."""
    read = read_file("worries.yaml")
    numbers = {line.key: line for line in lines_of_file()}
    worries = tuple(
        Worry(
            row["key"],
            _words(row),
            _lines(row),
            tuple(numbers[key] for key in row["numbers"]),
            tuple(
                Law(one["law"], _words(one), one["source"], one.get("mark", ""))
                for one in row["laws"]
            ),
        )
        for row in read["worries"]
    )
    return worries, read["checked_on"]


@cache
def confidentiality() -> tuple[tuple[HouseRule, ...], dt.date]:
    """What stays between people, and the limits of it; with the day when it was last checked."""
    read = read_file("confidentiality.yaml")
    parts = tuple(HouseRule(row["key"], _words(row), _lines(row)) for row in read["parts"])
    return parts, read["checked_on"]
