"""A log formatter that hides secrets of addresses: a log is read by more people than pages."""

import logging
import re
from functools import cache

from entrepairs.core.private_paths import secret_paths


@cache
def _secret_after(paths: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(f"({'|'.join(map(re.escape, paths))})[^/\\s?&\"'<>]+")


def hide_secrets(text: str) -> str:
    """The same line, in which each secret of an address is an ellipsis."""
    paths = secret_paths()
    return _secret_after(paths).sub(r"\1…", text) if paths else text


class WithoutSecrets(logging.Formatter):
    """Every line of our logs, tracebacks included."""

    def format(self, record: logging.LogRecord) -> str:
        return hide_secrets(super().format(record))
