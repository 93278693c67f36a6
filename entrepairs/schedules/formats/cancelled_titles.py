"""Titles of a cancelled event: files have no other place to say it, and nobody should travel."""

from django.utils import translation
from django.utils.translation import gettext as _

from entrepairs.ui.language import KNOWN


def as_cancelled(title: str) -> str:
    return _("Cancelled: %(title)s") % {"title": title}


def without_cancelled(title: str) -> str:
    """The title again, of a file that Entrepairs wrote."""
    for language in KNOWN:
        with translation.override(language):
            before = as_cancelled("")
        plain = " ".join(before.split())
        if " ".join(title.split()).startswith(plain):
            return " ".join(title.split())[len(plain) :].strip()
    return title
