"""Passphrases of four plain words, drawn for the person; typed back with or without accents, capitals, commas."""

import re
import secrets
import unicodedata
from functools import cache
from pathlib import Path

DATA = Path(__file__).with_name("data")
LANGUAGES = ("fr", "en")
HOW_MANY = 4


def fold(text: str) -> str:
    """Without accents, capitals or ligatures: what two people typing the same word have in common."""
    parted = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe").replace("æ", "ae"))
    return "".join(sign for sign in parted if not unicodedata.combining(sign))


@cache
def list_words(language: str) -> tuple[str, ...]:
    """The words one may be given in that language. More than 2,048, so that four of them are worth 44 bits."""
    name = language if language in LANGUAGES else LANGUAGES[0]
    lines = (DATA / f"words.{name}.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


@cache
def known_words() -> frozenset[str]:
    return frozenset(fold(word) for language in LANGUAGES for word in list_words(language))


def draw_words(language: str) -> list[str]:
    """Four words, by the system's own randomness."""
    return [secrets.choice(list_words(language)) for _ in range(HOW_MANY)]


def canonical_secret(secret: str) -> str:
    """Four listed words however they were typed; any other secret as it stands."""
    typed = re.findall(r"\w+", fold(secret))
    if len(typed) == HOW_MANY and known_words().issuperset(typed):
        return " ".join(typed)
    return secret


def login_name(name: str) -> str:
    """The name one signs in with: its letters and figures only, so that spaces and accents cannot be wrong."""
    return "".join(sign for sign in fold(name) if sign.isalnum())[:40]
