"""A log formatter that hides secrets of addresses: a log is read by more people than pages."""

import logging
import re

# What follows these in an address opens something by itself. README tells proxies the same.
SECRET_PATHS = (
    "/calendar/feed/",
    "/enter/code/?code=",
    "/events/contribution/",
    "/events/registration/",
    "/library/voice/",
    "/meetings/calendar/",
    "/notices/stop/",
)
SECRET = re.compile(f"({'|'.join(map(re.escape, SECRET_PATHS))})[^/\\s?&\"'<>]+")


def hide_secrets(text: str) -> str:
    """The same line, in which each secret of an address is an ellipsis."""
    return SECRET.sub(r"\1…", text)


class WithoutSecrets(logging.Formatter):
    """Every line of our logs, tracebacks included."""

    def format(self, record: logging.LogRecord) -> str:
        return hide_secrets(super().format(record))
