"""Words that the house style never uses, found by machine: python -m entrepairs.engine.wording

Rules and terms are in `wording.yaml`. Names after *que, de, le*, a full stop after a name
(names and months may end with one) and sentences too long for one breath are found here.
"""

import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from babel.messages.catalog import Catalog, Message

from entrepairs.engine.french import parts_of, read

LONGEST = 25  # words of a sentence
HERE = Path(__file__)
RULES = HERE.with_name("wording.yaml")
DATA = "*/data/*.yaml"
INSERTED = re.compile(r"%\((\w+)\)[sd]")
# Digits and days begin with no vowel; digits end with no full stop of their own.
NUMBERS = {"count", "number", "numbers", "n", "days", "minutes", "hours", "km", "percent", "part"}
SIZES = {"cap", "long", "longest", "over", "limit"}
DAYS = {"date", "at", "since", "day", "until", "given", "withdrawn", "first", "last"}
ELIDING = re.compile(
    r"(?i)\b(?:que|de|du|le|la|lorsque|puisque|jusqu’à ce que|comme de) %\((\w+)\)"
)
ENDING = re.compile(r"%\((\w+)\)s\.(?=\s|$)")
NO_WORDS = re.compile(r"<[^>]+>|https?://\S+|%\(\w+\)[sd]")


@cache
def rules() -> dict[str, Any]:
    return dict(yaml.safe_load(RULES.read_text()))


@cache
def never_used(language: str) -> list[tuple[re.Pattern[str], str]]:
    never = rules()["never"][language]
    return [(re.compile(rf"(?i){pattern}"), instead) for pattern, instead in never.items()]


@cache
def terms() -> list[tuple[re.Pattern[str], re.Pattern[str]]]:
    return [
        (re.compile(rf"(?i){english}"), re.compile(rf"(?i){french}"))
        for english, french in rules()["terms"].items()
    ]


def sentences(text: str) -> Iterator[list[str]]:
    """The words of each sentence; what is inserted counts as one word."""
    for part in re.split(r"[.!?…:;](?:\s|$)|\n", NO_WORDS.sub("x", text)):
        yield re.findall(r"[\w’'-]+", part)


def wrong_words(text: str, language: str) -> Iterator[str]:
    for pattern, instead in never_used(language):
        if found := pattern.search(text):
            yield f"“{found[0]}”, write {instead}"
    if not (NUMBERS | SIZES).issuperset(ENDING.findall(text)):
        yield "a full stop after what is inserted"
    if "!" in NO_WORDS.sub("", text):
        yield "an exclamation mark"
    if re.search(r"\w·\w", text):
        yield "a middle dot"
    if any(len(words) > LONGEST for words in sentences(text)):
        yield f"a sentence of more than {LONGEST} words"
    if language == "fr" and not (NUMBERS | SIZES | DAYS).issuperset(ELIDING.findall(text)):
        yield "a name after que, de, du, le, la"


def wrong_terms(english: str, french: str) -> Iterator[str]:
    """A term has one text in each language."""
    for said, expected in terms():
        if (found := said.search(INSERTED.sub("", english))) and not expected.search(french):
            yield f"“{found[0]}” is said otherwise in French"


def wrong_in(message: Message) -> Iterator[str]:
    english = [message.id] if isinstance(message.id, str) else list(message.id)
    french = parts_of(message)
    for language, parts in (("en", english), ("fr", french)):
        for part in parts:
            yield from (f"{problem}: {part!r}" for problem in wrong_words(part, language))
    for problem in wrong_terms(" ".join(english), " ".join(french)):
        yield f"{problem}: {english[0]!r}"


def texts_of_data(tree: Any) -> Iterator[tuple[str, str]]:
    """The language and the words of each text of a data file, which people read as well."""
    if isinstance(tree, list):
        for part in tree:
            yield from texts_of_data(part)
    elif isinstance(tree, dict):
        for key, part in tree.items():
            language = key.partition("_")[0] if isinstance(key, str) else ""
            if isinstance(part, str) and language in ("fr", "en"):
                yield language, part
            else:
                yield from texts_of_data(part)


def wrong_in_data(root: Path = HERE.parent.parent) -> Iterator[str]:
    for path in sorted(root.glob(DATA)):
        for language, text in texts_of_data(yaml.safe_load(path.read_text())):
            for problem in wrong_words(text, language):
                yield f"{path.relative_to(root)}: {problem}: {text!r}"


def wrong_in_catalog(catalog: Catalog) -> Iterator[str]:
    for message in catalog:
        if message.id:
            yield from wrong_in(message)


if __name__ == "__main__":
    wrong = [*wrong_in_catalog(read()), *wrong_in_data()]
    print("\n".join(wrong) or "The words are those of the house style.")
    sys.exit(bool(wrong))
