"""What may stand in `data`, scheme by scheme: the machine acts on these words, so each is known
here."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

Keys = Mapping[str, set[str]]  # the keys of each scheme
Rule = Callable[[Any, Keys], bool]


MEANS = {"phone", "video", "in_writing", "in_person"}
GROUNDS = {"public_place", "outdoors"}
TIMES = {"morning", "afternoon", "evening", "weekend"}
FAMILIES = {"emotional", "experiential", "practical", "humour"}


def among(values: set[str]) -> Rule:
    return lambda value, keys: (
        isinstance(value, list) and bool(value) and set(map(str, value)) <= values
    )


def keys_of(scheme: str) -> Rule:
    return lambda value, keys: (
        isinstance(value, list) and bool(value) and set(map(str, value)) <= keys[scheme]
    )


def one_of(values: set[str]) -> Rule:
    return lambda value, keys: isinstance(value, str) and value in values


def flag(value: Any, keys: Keys) -> bool:
    return isinstance(value, bool)


def count(value: Any, keys: Keys) -> bool:
    return type(value) is int and value > 0


def step(value: Any, keys: Keys) -> bool:
    return type(value) is int and 1 <= value <= 7


def text(value: Any, keys: Keys) -> bool:
    return isinstance(value, str) and bool(value)


RULES: dict[str, dict[str, Rule]] = {
    "contribution": {"family": one_of(FAMILIES)},
    "experience": {"step": step},
    "limit": {
        "excludes_means": among(MEANS),
        "needs_place": among(GROUNDS),
        "excludes_experiences": keys_of("experience"),
        "excludes_statutes": keys_of("statute"),
        "conflicts_with": keys_of("limit"),
        "same_organisation": flag,
        "excludes_times": among(TIMES),
        "max_minutes": count,
        "max_per_week": count,
        "said": flag,
    },
    "language": {"own": text, "direction": one_of({"rtl"}), "sign": flag},
    "role": {
        "usual_statutes": keys_of("statute"),
        "acronym": text,
        "not_treated_by_employer": flag,
        "advises": flag,
        "met_as_peer": flag,
        "usual_training_hours": count,
        "in_organisation": flag,
    },
    "statute": {"paid": flag, "full_time_hours": count},
}
REQUIRED = {
    "contribution": "family",
    "language": "own",
    "role": "usual_statutes",
    "statute": "paid",
}


def data_problems(scheme: str, data: dict[str, Any], keys: Keys) -> Iterator[str]:
    rules = RULES.get(scheme, {})
    for name, value in data.items():
        if name not in rules:
            yield f"data: unknown field “{name}”"
        elif not rules[name](value, keys):
            yield f"data: {name} cannot be {value!r}"
    if scheme in REQUIRED and REQUIRED[scheme] not in data:
        yield f"data: {REQUIRED[scheme]} is missing"
    if scheme == "limit" and not data:
        yield "data: a limit says what is done with it, be it “said: true”"
