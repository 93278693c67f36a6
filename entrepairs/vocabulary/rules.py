"""What may stand in `data`, scheme by scheme: the machine acts on these words, so each is known
here."""

import datetime as dt
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


def number(value: Any, keys: Keys) -> bool:
    return type(value) is int and value >= 0


def day(value: Any, keys: Keys) -> bool:
    """Written as in JSON: 2026-11-29, between quotation marks."""
    try:
        return dt.date.fromisoformat(value) is not None
    except (TypeError, ValueError):
        return False


def both(value: Any, keys: Keys) -> bool:
    """Words in both languages."""
    return (
        isinstance(value, dict)
        and set(value) == {"fr", "en"}
        and all(text(words, keys) for words in value.values())
    )


def texts(value: Any, keys: Keys) -> bool:
    return isinstance(value, list) and bool(value) and all(text(one, keys) for one in value)


def key_of(scheme: str) -> Rule:
    return lambda value, keys: isinstance(value, str) and value in keys[scheme]


def parts(known: Mapping[str, Rule], required: set[str]) -> Rule:
    """A mapping of these fields."""
    return lambda value, keys: (
        isinstance(value, dict)
        and required <= set(value) <= set(known)
        and all(known[name](one, keys) for name, one in value.items())
    )


def list_of(rule: Rule) -> Rule:
    return lambda value, keys: (
        isinstance(value, list) and bool(value) and all(rule(one, keys) for one in value)
    )


def doubts(value: Any, keys: Keys) -> bool:
    """Facts that nobody has read in their source, or on which sources disagree."""
    return isinstance(value, dict) and bool(value) and set(value.values()) <= {"K", "!"}


NAMED = {"key": text, "fr": text, "en": text}
SEAT = NAMED | {
    "users": flag,
    "full": number,
    "deputies": number,
    "least": flag,
    "voice": one_of({"deliberative", "advisory", "none"}),
    "if": both,
}
BODY: dict[str, Rule] = {
    "acronym": text,
    "level": one_of({"facility", "commune", "territory", "department", "region", "nation"}),
    "force": one_of({"statutory", "recommended", "internal"}),
    "law": texts,
    "seats": list_of(parts(SEAT, set(NAMED))),
    "deputies_each": number,
    "deputy_rule": one_of({"sits_in_absence", "becomes_holder", "chosen_by_holder"}),
    "term_months": count,
    "term_of": one_of({"body", "person"}),
    "chair_months": count,
    "chair_renewals": number,
    "sittings": count,
    "secrecy": flag,
    "receives": list_of(parts(NAMED, set(NAMED))),
    "receives_law": text,
    "successor_of": parts(NAMED | {"when": day}, set(NAMED)),
    "variant_of": key_of("body"),
    "unsure": doubts,
}
# What is told of a body in a sentence, in the order in which pages tell it.
BODY_FACTS = (
    "composition",
    "majority",
    "proposed_by",
    "designated_by",
    "signed_by",
    "renewal",
    "continues",
    "ends_if",
    "chair",
    "vice_chair",
    "quorum",
    "recusal",
    "answers",
    "minutes",
    "reports_to",
)

RULES: dict[str, dict[str, Rule]] = {
    "body": BODY | dict.fromkeys(BODY_FACTS, both),
    "rule": {
        "hours": count,
        "days": count,
        "months": count,
        "from": both,
        "before_months": count,
        "extended_months": count,
        "to_working_day": flag,
        "per_year": count,
        "half_days": flag,
        "notice_days": count,
        "law": texts,
        "unsure": doubts,
    },
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
        "manages": flag,
        "usual_training_hours": count,
        "in_organisation": flag,
    },
    "statute": {"paid": flag, "full_time_hours": count},
}
REQUIRED = {
    "body": "level",
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
