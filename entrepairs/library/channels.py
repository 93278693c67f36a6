"""Channels of a recording, and private addresses: shown to the database, whose policies decide."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

from django.db import connection, models
from django.utils.translation import gettext_lazy as _

from entrepairs.core import hats
from entrepairs.core.secret_links import secret_from


class Channel(models.TextChoices):
    """How a recording reaches people. Each channel is agreed to separately."""

    PAGE = "page", _("on its page here")
    FEED = "feed", _("in the podcast")
    HARVEST = "harvest", _("copied by others")


@contextmanager
def through_channel(channel: str) -> Iterator[None]:
    """Only what may be heard through that channel is there; a transaction is running."""
    _show(channel)
    try:
        yield
    finally:
        if not connection.needs_rollback:
            _show("")


def _show(channel: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select set_config('app.channel', %s, true)", [channel])


@contextmanager
def as_stranger(channel: str) -> Iterator[None]:
    """What everyone may have through that channel, also when a person asks."""
    stranger = hats.worn() == hats.Hat("person", None)
    with nullcontext() if stranger else hats.person(None), through_channel(channel):
        yield


def private_address(voice_key: str, turn: int) -> str:
    """The secret in the private address of a voice. Each turn makes another."""
    return secret_from(f"voice:{voice_key}:{turn}")
