"""Columns that every room uses: words at rest, and random keys for addresses."""

import secrets
from functools import cache
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import models

ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"


def new_key(letters: int = 14) -> str:
    """A key for an address: 5 bits a letter, nothing that looks like something else."""
    return "".join(secrets.choice(ALPHABET) for _ in range(letters))


def in_groups(code: str, of: int, between: str) -> str:
    """A code as one reads it aloud."""
    return between.join(code[at : at + of] for at in range(0, len(code), of))


class KeyField(models.CharField):  # type: ignore[type-arg]
    """The public name of a row: random, so that addresses tell nothing of how many rows there are
    or which."""

    def __init__(self, **kwargs: Any) -> None:
        ours: dict[str, Any] = {
            "max_length": 14,
            "default": new_key,
            "unique": True,
            "editable": False,
        }
        super().__init__(**ours | kwargs)


@cache
def cipher() -> MultiFernet:
    """Encrypts with the newest key, reads with any."""
    if not settings.WORD_KEYS:
        raise ImproperlyConfigured(
            "No key for words at rest: set ENTREPAIRS_WORD_KEYS, or keys/word_keys in the data "
            "folder."
        )
    return MultiFernet([Fernet(key) for key in settings.WORD_KEYS])


class EncryptedTextField(models.TextField):  # type: ignore[type-arg]
    """Text that the database never sees in clear. The key lives outside of it; empty text stays
    empty."""

    def get_prep_value(self, value: Any) -> str | None:
        if not value:
            return value if value is None else ""
        return cipher().encrypt(str(value).encode()).decode()

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> str | None:
        if not value:
            return value
        try:
            return cipher().decrypt(value).decode()
        except InvalidToken as error:
            raise ImproperlyConfigured(
                "These words were encrypted with a key that is not in ENTREPAIRS_WORD_KEYS."
            ) from error

    def get_lookup(self, lookup_name: str) -> Any:
        """Nothing can be searched in encrypted words: asking to is a mistake in the code. Equality
        is for empty text."""
        return super().get_lookup(lookup_name) if lookup_name in {"isnull", "exact"} else None


class UndatedTextField(EncryptedTextField):
    """Encrypted text that does not say when it was written: a token bears the second at which it
    was made, and beside a deed that would tell by whom."""

    def get_prep_value(self, value: Any) -> str | None:
        if not value:
            return value if value is None else ""
        return cipher().encrypt_at_time(str(value).encode(), 0).decode()
