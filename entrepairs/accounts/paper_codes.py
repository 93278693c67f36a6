"""Codes on paper, such as K7QM-3T9X-WP4D: 60 bits, in an alphabet without look-alikes.

Only a digest is kept, made with a key that is outside the database: reading the table opens
nothing.
"""

import hashlib
import hmac
import re
import secrets

from django.conf import settings

from entrepairs.core.fields import in_groups

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: no I, L, O, U
LENGTH = 12
LOOKALIKES = str.maketrans("OILU", "011V")
SALT = b"entrepairs.accounts.paper_codes"


def new_code() -> str:
    return group_in_fours("".join(secrets.choice(ALPHABET) for _ in range(LENGTH)))


def group_in_fours(code: str) -> str:
    return in_groups(code, 4, "-")


def tidy_code(typed: str) -> str:
    """The code however it was typed; nothing when it cannot be one."""
    code = re.sub(r"[\W_]", "", typed).upper().translate(LOOKALIKES)
    return code if len(code) == LENGTH and set(code) <= set(ALPHABET) else ""


def _keyed_digest(secret: str, text: str) -> bytes:
    key = hashlib.sha256(SALT + secret.encode()).digest()
    return hmac.digest(key, text.encode(), "sha256")


def code_digest(code: str) -> str:
    return _keyed_digest(settings.SECRET_KEY, tidy_code(code)).hex()


def code_digests(code: str) -> list[str]:
    """With the key of today, and with those it replaced: papers outlive a change of key."""
    return [
        _keyed_digest(key, tidy_code(code)).hex()
        for key in (settings.SECRET_KEY, *map(str, settings.SECRET_KEY_FALLBACKS))
    ]


def derive_code(seed: str, *about: object) -> str:
    """A code that the same form, sent twice, gives twice.

    The seed is random, in the form, and kept nowhere.
    """
    found = _keyed_digest(settings.SECRET_KEY, "\n".join(map(str, ("derived", seed, *about))))
    number = int.from_bytes(found[:8], "big")
    return group_in_fours(
        "".join(ALPHABET[(number >> (5 * place)) & 31] for place in range(LENGTH))
    )
