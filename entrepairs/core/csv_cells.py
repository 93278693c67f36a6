"""Cells of a CSV file that a spreadsheet takes as words."""

from typing import Any

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def without_formula(value: Any) -> str:
    """A spreadsheet must not take words for a formula, also after spaces."""
    text = str(value)
    return f"'{text}" if text.lstrip(" \u00a0").startswith(FORMULA) else text
