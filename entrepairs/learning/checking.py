"""Checking an attestation: the signature of a badge that somebody sends, and whether the key that
signed is still one of this site. Nothing is written."""

import json
from typing import Any

from openbadgeslib.errors import LibOpenBadgesException
from openbadgeslib.ob3 import OB3Verifier

from entrepairs.core.fields import ALPHABET
from entrepairs.core.secret_links import LETTERS
from entrepairs.learning import queries
from entrepairs.learning.models import Attestation
from entrepairs.learning.signing import Site, describe_site, key_that_signed


def describe_keys(origin: str) -> dict[str, Any] | None:
    """The document of this site, while it has a key."""
    keys = [(key.key, key.public) for key in queries.published_keys()]
    return describe_site(Site(origin), keys) if keys else None


def is_given_up(one: Attestation) -> bool:
    """Whether somebody else may have the key that signed it. A badge that was emptied has none."""
    if not one.credential:
        return False
    return key_that_signed(one.credential) not in {key.key for key in queries.published_keys()}


def code_of_badge(picture: bytes, origin: str) -> str:
    """The code of a badge that this site signed and nobody changed; else nothing."""
    document = describe_keys(origin)
    if document is None:
        return ""
    try:
        token = OB3Verifier.extract_token_from_svg(picture)
        verifier = OB3Verifier.for_issuer_did(
            Site(origin).did, download=lambda _address: json.dumps(document).encode()
        )
        found = verifier.verify(token)
    except (LibOpenBadgesException, ValueError, RecursionError):
        return ""
    code = str(found.id).rstrip("/").rpartition("/")[2]
    return code if len(code) == LETTERS and set(code) <= set(ALPHABET) else ""
