"""Consent texts: what a voice is told of each channel, and agrees to (data/consent.yaml)."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import get_language

FILE = Path(__file__).resolve().parent / "data" / "consent.yaml"


@cache
def _channel_texts() -> dict[str, dict[str, str]]:
    found: Any = yaml.safe_load(FILE.read_text())
    return dict(found["channels"])


def page_language() -> str:
    return "en" if (get_language() or "fr").startswith("en") else "fr"


def consent_text(channel: str, language: str | None = None) -> str:
    return _channel_texts()[channel][language or page_language()]
