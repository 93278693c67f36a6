"""Words for the terminal: a trouble says what is wrong and how to mend it."""

import sys
from contextlib import suppress


class Trouble(Exception):
    """Something the administrator has to know: what is wrong, and the next step."""

    def __init__(self, what: str, mend: str = "") -> None:
        super().__init__(what)
        self.what, self.mend = what, mend

    def __str__(self) -> str:
        return f"{self.what}\n  -> {self.mend}" if self.mend else self.what


def say(text: str) -> None:
    """A line on the terminal, if there still is one: a closed window must not stop an orderly
    shutdown."""
    with suppress(OSError):
        print(text, file=sys.stderr, flush=True)
