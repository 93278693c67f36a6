"""Reads the vocabulary's files, strictly: every wrong line is named by file and key, and then
nothing is loaded."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import yaml
from django.utils import timezone

from entrepairs.vocabulary.models import Mark, Scheme
from entrepairs.vocabulary.rules import data_problems

FOLDER = Path(__file__).parent / "data"
CONCEPT_FILES = {
    "experiences.yaml": Scheme.EXPERIENCE,
    "support.yaml": Scheme.SUPPORT,
    "contributions.yaml": Scheme.CONTRIBUTION,
    "limits.yaml": Scheme.LIMIT,
    "languages.yaml": Scheme.LANGUAGE,
    "roles.yaml": Scheme.ROLE,
    "statutes.yaml": Scheme.STATUTE,
    "bodies.yaml": Scheme.BODY,
    "rules.yaml": Scheme.RULE,
    "paths.yaml": Scheme.PATH,
}
NUMBERS_FILE = "help_numbers.yaml"
KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
CHANNELS = {"call", "sms", "chat", "app", "video", "images"}


class BadVocabulary(Exception):
    """The files cannot be loaded; one problem a line, each with its file and key."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class ConceptEntry:
    """One concept, as its file says. The names are those of the columns, save `parent`, a key."""

    scheme: str
    key: str
    parent: str
    order: int
    fr: str
    en: str
    source: str
    checked_on: dt.date
    fr_hint: str = ""
    en_hint: str = ""
    mark: str = ""
    data: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NumberEntry:
    """One help number, as its file says. The names are those of the columns."""

    key: str
    order: int
    number: str
    country: str
    is_emergency: bool
    fr: str
    en: str
    fr_for: str
    en_for: str
    fr_hours: str
    en_hours: str
    channels: list[str]
    valid_region: list[str]
    source: str
    checked_on: dt.date
    mark: str = ""


TEXT = {"fr", "en", "source"}
CONCEPT_FIELDS: dict[str, type] = {
    **dict.fromkeys(("key", "parent", "fr", "en", "fr_hint", "en_hint", "mark", "source"), str),
    "checked_on": dt.date,
    "data": dict,
}
NUMBER_TEXT = (
    "number",
    "country",
    "fr",
    "en",
    "fr_for",
    "en_for",
    "fr_hours",
    "en_hours",
    "source",
)
HOURS = {"fr_hours", "en_hours"}
AFTER_ALL = 1000  # added to the order of a line whose hours nobody knows
NUMBER_FIELDS: dict[str, type] = {
    **dict.fromkeys(("key", "mark", *NUMBER_TEXT), str),
    "is_emergency": bool,
    "channels": list,
    "valid_region": list,
    "checked_on": dt.date,
}


class StrictLoader(yaml.CSafeLoader):
    """YAML where a key written twice is a mistake, not a silent replacement."""

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        if twice := {str(key) for key in keys if keys.count(key) > 1}:
            problem = f"“{', '.join(sorted(twice))}” is there twice"
            raise yaml.constructor.ConstructorError(None, None, problem, node.start_mark)
        return super().construct_mapping(node, deep)


def read(folder: Path = FOLDER) -> tuple[list[ConceptEntry], list[NumberEntry]]:
    """Every concept and every help number of the folder, or BadVocabulary with all that is
    wrong."""
    problems: list[str] = []
    concepts: list[ConceptEntry] = []
    for name, scheme in CONCEPT_FILES.items():
        rows = read_rows(
            folder / name,
            "concepts",
            CONCEPT_FIELDS,
            {"key", *TEXT, "checked_on"},
            problems,
            scheme,
        )
        concepts += [ConceptEntry(**{"parent": "", **row}, scheme=scheme) for row in rows]
    required = {"key", *NUMBER_TEXT, "is_emergency", "channels", "valid_region", "checked_on"}
    required -= HOURS  # there, and empty when nobody knows them
    numbers = [
        NumberEntry(**row)
        for row in read_rows(folder / NUMBERS_FILE, "numbers", NUMBER_FIELDS, required, problems)
    ]
    problems += [
        *_tree_problems(concepts),
        *find_data_problems(concepts),
        *_number_problems(numbers),
    ]
    if problems:
        raise BadVocabulary(problems)
    return concepts, _those_with_hours_first(numbers)


def _those_with_hours_first(numbers: list[NumberEntry]) -> list[NumberEntry]:
    """A line that may not answer now never stands before one whose hours are known."""
    return [
        entry if entry.fr_hours else replace(entry, order=entry.order + AFTER_ALL)
        for entry in numbers
    ]


def read_rows(
    path: Path,
    inside: str,
    fields: dict[str, type],
    required: set[str],
    problems: list[str],
    scheme: str = "",
) -> list[dict[str, Any]]:
    """The entries of one file that have the right fields, with the file's own source and date where
    they have none."""
    try:
        document = yaml.load(path.read_text(encoding="utf-8"), StrictLoader)  # noqa: S506 (a safe loader, stricter)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        problems.append(f"{path.name}: cannot be read: {error}")
        return []
    head = document if isinstance(document, dict) else {}
    known = {"source", "checked_on", inside} | ({"scheme"} if scheme else set())
    if (
        set(head) - known
        or head.get("scheme", scheme) != scheme
        or not isinstance(head.get(inside), list)
    ):
        wanted = ", ".join(sorted(known)) + (f" (of {scheme})" if scheme else "")
        problems.append(f"{path.name}: the head must be {wanted}")
        return []
    common = {name: head[name] for name in ("source", "checked_on") if name in head}
    rows, seen = [], set[str]()
    for order, entry in enumerate(head[inside], start=1):
        row = common | (entry if isinstance(entry, dict) else {})
        wrong = list(_row_problems(row, fields, required, seen))
        problems += [
            f"{path.name}: {row.get('key', f'entry {order}')}: {problem}" for problem in wrong
        ]
        seen.add(str(row.get("key")))
        rows += [] if wrong else [row | {"order": order}]
    return rows


def _row_problems(
    row: dict[str, Any], fields: dict[str, type], required: set[str], seen: set[str]
) -> Iterator[str]:
    for name in sorted(set(row) - set(fields)):
        yield f"unknown field “{name}”"
    for name in sorted(required - set(row)):
        yield f"{name} is missing"
    for name, kind in fields.items():
        value = row.get(name)
        if name in row and type(value) is not kind:
            yield f"{name} must be {kind.__name__}, not {value!r}"
        elif name in required and value == "":
            yield f"{name} is empty"
    key = row.get("key")
    if isinstance(key, str) and not KEY.fullmatch(key):
        yield "the key must be lower-case letters, digits and _, and begin with a letter"
    if key in seen:
        yield "the key is there twice"
    if row.get("mark", "") not in Mark.values:
        yield f"unknown mark {row['mark']!r}"
    if bool(row.get("fr_hint")) != bool(row.get("en_hint")):
        yield "the hint is in one language only"
    if type(row.get("checked_on")) is dt.date and row[
        "checked_on"
    ] > timezone.localdate() + dt.timedelta(days=1):
        yield "checked_on is in the future"


def _named(entry: ConceptEntry, problem: str) -> str:
    file = next(name for name, scheme in CONCEPT_FILES.items() if scheme == entry.scheme)
    return f"{file}: {entry.key}: {problem}"


def _tree_problems(concepts: list[ConceptEntry]) -> Iterator[str]:
    parents = {(entry.scheme, entry.key): entry.parent for entry in concepts}
    for entry in concepts:
        if not entry.parent:
            continue
        above = parents.get((entry.scheme, entry.parent))
        if above is None:
            yield _named(entry, f"unknown parent “{entry.parent}”")
        elif above:
            yield _named(entry, f"a third level: its parent “{entry.parent}” has a parent")


def find_data_problems(concepts: list[ConceptEntry]) -> Iterator[str]:
    keys: dict[str, set[str]] = {scheme: set() for scheme in Scheme.values}
    for entry in concepts:
        keys[entry.scheme].add(entry.key)
    for entry in concepts:
        for problem in data_problems(entry.scheme, entry.data, keys):
            yield _named(entry, problem)


def _number_problems(numbers: list[NumberEntry]) -> Iterator[str]:
    for entry in numbers:
        where = f"{NUMBERS_FILE}: {entry.key}:"
        if not re.fullmatch(r"[0-9]+( [0-9]+)*", entry.number):
            yield f"{where} number must be digits and spaces, not {entry.number!r}"
        if bool(entry.fr_hours) != bool(entry.en_hours):
            yield f"{where} the hours are in one language only"
        if not entry.fr_hours and (entry.is_emergency or not entry.mark):
            yield f"{where} without hours it is no emergency number, and is marked"
        if not entry.channels or set(entry.channels) - CHANNELS:
            yield f"{where} channels must be among {', '.join(sorted(CHANNELS))}"
        if not entry.valid_region or not all(
            str(region)[:2] == entry.country for region in entry.valid_region
        ):
            yield f"{where} valid_region must be regions of {entry.country}"
