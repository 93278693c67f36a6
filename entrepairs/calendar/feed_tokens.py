"""Tokens of calendar feeds: 256 bits that only their person and the running site can know."""

import secrets

from django.utils.crypto import salted_hmac

PURPOSE = "entrepairs.meetings.calendar"  # addresses given out before were derived with it


def new_salt() -> str:
    return secrets.token_hex(16)


def token_of(person: int, salt: str) -> str:
    """The same each time for the same salt, and not to be found without the site's key."""
    return salted_hmac(PURPOSE, f"{person}:{salt}", algorithm="sha256").hexdigest()
