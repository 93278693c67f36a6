"""Addresses of submissions: plain for the person who sent it, else with a secret after a point."""

from contextlib import AbstractContextManager
from uuid import UUID

from entrepairs.calls.models import Submission
from entrepairs.core.secret_links import secret_from, through_secret

KEY_LETTERS = 14  # those of any key


def key_of(once: UUID, by: int | None) -> str:
    """The key of what a form submits: the same form sent twice is one contribution."""
    return secret_from(f"submission:{once}:{by or ''}", KEY_LETTERS)


def secret_of(key: str) -> str:
    return secret_from(f"contribution:{key}")


def path_of(key: str, secret: str = "") -> str:
    return f"/events/contribution/{key}{'.' if secret else ''}{secret}/"


def path_to(submission: Submission, person: int | None) -> str:
    """The address for the person who sent it, or else for the holder of its secret."""
    return path_of(submission.key, "" if person else secret_of(submission.key))


def holding(secret: str) -> AbstractContextManager[None]:
    """In here, what was sent by the holder of this secret is theirs."""
    return through_secret(secret, sql_digests=True)
