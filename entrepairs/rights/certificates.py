"""The certificate of an erasure: what went, and what stays, in words."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from entrepairs.core.secret_links import digest, secret_from
from entrepairs.ledger import held
from entrepairs.rights.models import Erasure


@dataclass(frozen=True, slots=True)
class Certificate:
    erased_at: dt.datetime
    until: dt.datetime  # when the certificate itself is forgotten
    gone: list[tuple[Any, int]]  # kinds of things, and how many rows


def secret_for(person_key: str) -> str:
    """The secret of the address of a certificate, before and after its person is gone."""
    return secret_from(f"rights:erased:{digest(person_key)}")


def read(secret: str) -> Certificate | None:
    row = Erasure.objects.filter(door=digest(secret)).first()
    if row is None:
        return None
    gone = [
        (kind.words, row.counts[kind.key]) for kind in held.all_held() if kind.key in row.counts
    ]
    return Certificate(row.erased_at, row.until, gone)
