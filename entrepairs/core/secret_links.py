"""Secret links: addresses that are enough to read and change one thing, without an account.

A secret is worked out from a name and the site's own key, so that every mail can tell it again, and
is kept nowhere. The database knows its digest only: a transaction that came by a secret link shows
the digest, as the setting `app.door`, and policies compare it with what is stored.
"""

import hashlib
import hmac
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection, transaction

from entrepairs.core.fields import ALPHABET

LETTERS = 20  # of a secret: 100 bits


def secret_from(name: str, letters: int = LETTERS) -> str:
    """The secret of what has this name: always the same while the site keeps its key."""
    made = hmac.digest(settings.SECRET_KEY.encode(), name.encode(), hashlib.sha256)
    return "".join(ALPHABET[byte % len(ALPHABET)] for byte in made[:letters])


def digest(secret: str) -> str:
    """What is stored of a secret, and compared with."""
    return hashlib.sha256(secret.encode()).hexdigest()


@contextmanager
def through_secret(secret: str, *, sql_digests: bool = False) -> Iterator[None]:
    """In here, what belongs to the holder of this secret is visible; a transaction runs.

    With no secret, nothing more.

    `sql_digests`: the policies read the secret itself, and make the digest.
    """
    shown = digest(secret) if secret and not sql_digests else secret.replace("\0", "")
    # A savepoint: whatever fails in here, the setting is what it was before.
    with transaction.atomic():
        _show(shown)
        yield
        _show("")


def _show(value: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select set_config('app.door', %s, true)", [value])
