"""What a voice is told of each channel, and agrees to: data/consent.yaml."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import get_language

FILE = Path(__file__).resolve().parent / "data" / "consent.yaml"


@cache
def _read() -> dict[str, dict[str, str]]:
    found: Any = yaml.safe_load(FILE.read_text())
    return dict(found["channels"])


def language() -> str:
    return "en" if (get_language() or "fr").startswith("en") else "fr"


def wording(channel: str, in_language: str | None = None) -> str:
    return _read()[channel][in_language or language()]
