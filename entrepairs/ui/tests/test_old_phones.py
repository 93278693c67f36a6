"""The stylesheet, as a browser of 2020 reads it."""

import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2]
STYLES = sorted(PACKAGE.glob("*/static/*/*.css"))
# What a browser of 2020 does not know, and drops with the whole rule or the whole file.
UNKNOWN = {
    "cascade layers": r"@layer|@container|@scope|@starting-style",
    "selectors that stand for several": r":is\(|:where\(",
    "short names for two sides": r"(?:margin|padding)-(?:inline|block):|(?<![\w-])inset:",
    "turns and moves by themselves": r"(?<![\w-])(?:rotate|translate|scale):",
    "a line with its thickness": r"text-decoration: [a-z]+ \d",
    "nested rules": r"\{[^{}]*&",
    "a selector that asks within, beside others": r",[^{};]*:has\(|:has\([^{}]*\),[^{}]*\{",
}


@pytest.mark.parametrize("why", UNKNOWN)
def test_an_old_phone_gets_the_same_page(why: str) -> None:
    assert len(STYLES) > 5
    found = [
        f"{path.name}: {match[0]}"
        for path in STYLES
        for match in re.finditer(
            UNKNOWN[why], re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.S)
        )
    ]
    assert found == []


def test_what_an_old_phone_does_not_know_stands_after_what_it_knows() -> None:
    css = "\n".join(path.read_text() for path in STYLES)
    for match in re.finditer(r"([a-z-]+): ([^;]*)(?:dvh|color-mix\(|subgrid)", css):
        before = css[: match.start()].rpartition("{")[2]
        assert f"{match[1]}:" in before, match[0]
