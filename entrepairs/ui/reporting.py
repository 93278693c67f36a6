"""Where something is reported from the place where it stands: the room that takes reports names its
address here, and pages of any room link to it."""

from django.urls import NoReverseMatch, reverse

_taken_at: list[str] = []


def take_reports(url_name: str) -> None:
    """The address of this name takes what is reported: its kind, and its key."""
    _taken_at[:] = [url_name]


def report_address(kind: str, key: str) -> str:
    """Nothing where no room takes reports."""
    for url_name in _taken_at:
        try:
            return reverse(url_name, args=[kind, key])
        except NoReverseMatch:
            break
    return ""
