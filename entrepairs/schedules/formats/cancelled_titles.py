"""Titles of a cancelled event: files have no other place to say it, and nobody should travel."""

from collections.abc import Iterable

from django.utils import translation
from django.utils.translation import gettext as _

from entrepairs.ui.language import KNOWN


def as_cancelled(title: str) -> str:
    return _("Cancelled: %(title)s") % {"title": title}


def all_cancelled(titles: Iterable[str]) -> bool:
    """Every title of a file says so: the event’s, and that of each entry."""
    return all(without_cancelled(title) != title for title in titles)


def without_cancelled(title: str) -> str:
    """The title again, of a file that Entrepairs wrote."""
    for language in KNOWN:
        with translation.override(language):
            before = as_cancelled("")
        plain = " ".join(before.split())
        if " ".join(title.split()).startswith(plain):
            return " ".join(title.split())[len(plain) :].strip()
    return title
