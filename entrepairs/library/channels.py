"""By which way something is asked for, and with which private address: said to the database for a while, which decides."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

from django.db import connection, models
from django.utils.translation import gettext_lazy as _

from entrepairs.core import hats
from entrepairs.core.secret_links import LETTERS as LETTERS
from entrepairs.core.secret_links import digest as digest
from entrepairs.core.secret_links import secret_from, through_secret


class Channel(models.TextChoices):
    """By which way a recording reaches people. Each is agreed to apart."""

    PAGE = "page", _("on its page here")
    FEED = "feed", _("in the podcast")
    HARVEST = "harvest", _("copied by others")


@contextmanager
def said(setting: str, value: str) -> Iterator[None]:
    """For the statements within; a transaction runs."""
    _set(setting, value)
    try:
        yield
    finally:
        if not connection.needs_rollback:
            _set(setting, "")


def _set(setting: str, value: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select set_config(%s, %s, true)", [f"app.{setting}", value])


def through(channel: str) -> AbstractContextManager[None]:
    """Only what may be heard by that way is there."""
    return said("channel", channel)


@contextmanager
def anybody(channel: str) -> Iterator[None]:
    """Whoever asks is nobody here, and it is by this way."""
    stranger = hats.worn() == hats.Hat("person", None)
    with nullcontext() if stranger else hats.person(None), through(channel):
        yield


def holding(key: str) -> AbstractContextManager[None]:
    """As whoever holds this private address."""
    return through_secret(key)


def door(voice_key: str, turn: int) -> str:
    """The private address of a voice: made again by whoever knows this site's secret, never kept."""
    return secret_from(f"voice:{voice_key}:{turn}")
