"""The transaction of an action: all or nothing, and what the database refuses is said in words."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import wraps
from typing import Any

from django.db import DataError, IntegrityError, ProgrammingError, transaction
from django.db.models import Model, ProtectedError, QuerySet, RestrictedError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.ledger.idempotency import OtherWords, key_of_other_words, saying

INSUFFICIENT_PRIVILEGE = "42501"  # a policy, or one of our triggers, refused the row
FOREIGN_KEY_VIOLATION = "23503"  # something else still stands on it
UNIQUE_VIOLATION = "23505"  # it is there already: someone else was first
CHECK_VIOLATION = "23514"  # what was asked cannot be, as things stand now


# What our triggers refuse and say in a word of their own -> the sentence to show.
REFUSED: dict[str, Any] = {
    "suspended": gettext_lazy(
        "A decision suspends your account for now. Your reports and decisions say until when."
    ),
    "excluded": gettext_lazy("A decision keeps this person out of this circle for now."),
}


class NotPossible(Exception):
    """As things stand, this cannot be done. Says why in a sentence to show; nothing was written."""

    def __init__(self, why: Any = "") -> None:
        super().__init__(why or _("This has changed in the meantime. Here is the current version."))


def _message_of(error: Exception) -> str:
    return getattr(getattr(error.__cause__, "diag", None), "message_primary", "") or ""


def action[**P, T](function: Callable[P, T]) -> Callable[P, T]:
    """All or nothing, deed included; what the database refuses is NotPossible.

    Every function that changes something for a person is an action: keyword-only, `by` whom, and
    its first line notes its deed with the key `once` of the form that was sent. When that key was
    used for other words, the action runs with another key (see idempotency.py).
    """

    @wraps(function)
    def in_one_transaction(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            with saying(kwargs) as digest:
                try:
                    with transaction.atomic():
                        return function(*args, **kwargs)
                except OtherWords:
                    kwargs["once"] = key_of_other_words(kwargs["once"], digest)
                    with transaction.atomic():
                        return function(*args, **kwargs)
        except (ProgrammingError, IntegrityError) as error:
            refused = getattr(error.__cause__, "sqlstate", "")
            if why := REFUSED.get(_message_of(error)):
                raise NotPossible(why) from error
            if refused in (INSUFFICIENT_PRIVILEGE, UNIQUE_VIOLATION, CHECK_VIOLATION):
                raise NotPossible from error
            raise
        except DataError as error:  # too large, or no such value: a form let it through
            raise NotPossible(
                _(
                    "One of your answers cannot be saved as it is. Nothing was saved: change "
                    "it and try again."
                )
            ) from error

    in_one_transaction.is_action = True  # type: ignore[attr-defined]
    return in_one_transaction


def lock_row[M: Model](rows: QuerySet[M]) -> M:
    """The row as it is now, kept from others until the action ends; NotPossible once it is gone."""
    row = rows.select_for_update(of=("self",)).first()
    if row is None:
        raise NotPossible
    return row


# A constraint, or a kind of refusal by its SQLSTATE -> what to raise, in words.
type Refusals = Mapping[str, Callable[[], Exception]]


class SentBefore(Exception):
    """A form without an account that was saved already: its key is there."""


@contextmanager
def refused_in_words(refusals: Refusals) -> Iterator[None]:
    """All or nothing, inside an action. What one of these constraints refuses is said in words."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", "") or ""
        kind = getattr(error.__cause__, "sqlstate", "") or _kind_seen_by_django(error)
        refusal = refusals.get(name) or refusals.get(kind)
        if refusal is None:
            raise
        raise refusal() from error


def _kind_seen_by_django(error: IntegrityError) -> str:
    """Before it deletes, Django looks itself for what stands on the row."""
    return FOREIGN_KEY_VIOLATION if isinstance(error, ProtectedError | RestrictedError) else ""
