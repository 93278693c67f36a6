"""Idempotency key with a digest: the same words sent twice are one deed, other words are another.

A deed keeps the key of its form, and the digest of what was sent with it. When other words come
with the same key, the action runs with a key made of both: they are kept as well, once.

The digest is made with the site's own key. It stands in clear beside words that are encrypted, and
is read by the person whom the deed is about: without a key, who guesses the words would know them.
"""

import dataclasses
import enum
import hashlib
import hmac
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any
from uuid import UUID, uuid5

from django.conf import settings
from django.core.files.base import File
from django.db.models import Model, QuerySet

# The key itself; the session, another when the form comes back; words that nothing may link to the
# person who sends them: their digest beside a deed would be a link for who holds the site's key.
NOT_SENT = {"once", "keep", "unlinked"}
sent_words: ContextVar[str] = ContextVar("sent_words", default="")


class OtherWords(Exception):
    """The key of this form was used by the same person for other words."""


@contextmanager
def saying(sent: Mapping[str, Any]) -> Iterator[str]:
    """In here, deeds carry the digest of what the outermost action was given."""
    if already := sent_words.get():
        yield already
        return
    digest = _digest({name: value for name, value in sent.items() if name not in NOT_SENT})
    token = sent_words.set(digest)
    try:
        yield digest
    finally:
        sent_words.reset(token)


def are_other_words(digest: str) -> bool:
    """Of a deed: it was done with other words than those sent now. Unknown: the same."""
    return bool(digest) and digest != (sent_words.get() or digest)


def key_of_other_words(once: Any, digest: str) -> UUID:
    return uuid5(once, digest)


def _digest(value: Any) -> str:
    text = _as_text(value).encode("utf-8", "surrogatepass")
    return hmac.new(settings.SECRET_KEY.encode(), text, hashlib.sha256).hexdigest()


def _as_text(value: Any) -> str:
    """One text for one value, the same in every process."""
    match value:
        case Model():
            return _row_as_text(value)
        case QuerySet():
            return _as_text(list(value.values_list("pk", flat=True)))
        case bytes():
            return hashlib.sha256(value).hexdigest()
        case File():
            return _file_as_text(value)
        case Mapping():
            return (
                f"{{{','.join(sorted(f'{_as_text(k)}:{_as_text(v)}' for k, v in value.items()))}}}"
            )
        case enum.Enum():
            return _as_text(value.value)
        case str():
            return repr(str(value))
        case set() | frozenset():
            return f"<{','.join(sorted(map(_as_text, value)))}>"
        case _ if dataclasses.is_dataclass(value) and not isinstance(value, type):
            return _as_text({f.name: getattr(value, f.name) for f in dataclasses.fields(value)})
        case list() | tuple():
            return f"[{','.join(map(_as_text, value))}]"
    return repr(value)


def _row_as_text(row: Model) -> str:
    if row.pk is not None:
        return f"{row._meta.label}:{row.pk}"
    return _as_text({f.name: getattr(row, f.attname) for f in row._meta.concrete_fields})


def _file_as_text(file: File) -> str:  # type: ignore[type-arg]
    digest = hashlib.sha256()
    for piece in file.chunks():
        digest.update(piece)
    file.seek(0)
    return digest.hexdigest()
