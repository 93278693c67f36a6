"""How somebody without an account comes back to what they sent: by a secret in the address that was mailed to them.

The secret is worked out from the key of the contribution and the site's own secret, so that every mail can tell it again;
the database knows its hash only, and compares it itself: see policies.sql.
"""

import hashlib
import hmac
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.conf import settings
from django.db import connection

from entrepairs.calls.models import Submission
from entrepairs.core.fields import ALPHABET

LONG = 20  # characters: 100 bits


def letters(what: str, length: int) -> str:
    digest = hmac.digest(settings.SECRET_KEY.encode(), what.encode(), hashlib.sha256)
    return "".join(ALPHABET[byte % len(ALPHABET)] for byte in digest[:length])


def key_of(once: UUID, by: int | None) -> str:
    """The same form sent twice is one contribution: its key comes from the form's."""
    return letters(f"submission:{once}:{by or ''}", 14)


def secret_of(key: str) -> str:
    return letters(f"contribution:{key}", LONG)


def hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def path_of(key: str, secret: str = "") -> str:
    return f"/events/contribution/{key}{'.' if secret else ''}{secret}/"


def path_to(submission: Submission, person: int | None) -> str:
    """For the person who sent it, or for whoever has the secret address."""
    return path_of(submission.key, "" if person else secret_of(submission.key))


@contextmanager
def through(secret: str) -> Iterator[None]:
    """In here, what was sent by whoever holds this secret is theirs."""
    _show(secret)
    try:
        yield
    finally:
        if not connection.needs_rollback:
            _show("")


def _show(secret: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select set_config('app.door', %s, true)", [secret.replace("\0", "")])
