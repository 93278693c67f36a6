"""Tokens of calendar feeds: 256 bits that only their person and the running site can know."""

import hashlib
import secrets

from django.utils.crypto import salted_hmac

PURPOSE = "entrepairs.meetings.calendar"


SALT = 32  # letters


def new_salt() -> str:
    return secrets.token_hex(SALT // 2)


def token_of(person: int, salt: str) -> str:
    """The same each time for the same salt, and not to be found without the site's key."""
    return salted_hmac(PURPOSE, f"{person}:{salt}", algorithm="sha256").hexdigest()


def token_for_part(salt: str, part: str) -> str:
    """The token of an address that shows one part of a calendar, and opens nothing else: it may be
    given to others. It ends with the calendar's own address, whose salt it names."""
    return (
        f"{salt}{salted_hmac(f'{PURPOSE}.part', f'{salt}:{part}', algorithm='sha256').hexdigest()}"
    )


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
