"""The transaction of an action: all or nothing, and what the database refuses is said in words."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import wraps
from typing import Any

from django.db import IntegrityError, ProgrammingError, transaction
from django.utils.translation import gettext as _

INSUFFICIENT_PRIVILEGE = "42501"  # a policy, or one of our triggers, refused the row
UNIQUE_VIOLATION = "23505"  # it is there already: someone else was first, or sent another's form


class NotPossible(Exception):
    """As things stand, this cannot be done. Says why in a sentence to show; nothing was written."""

    def __init__(self, why: Any = "") -> None:
        super().__init__(why or _("This has changed meanwhile. Here is how it stands now."))


def action[**P, T](function: Callable[P, T]) -> Callable[P, T]:
    """All or nothing, deed included; what the database refuses is NotPossible.

    Every function that changes something for a person is an action: keyword-only, `by` whom, and
    its first line notes its deed with the key `once` of the form that was sent.
    """

    @wraps(function)
    def in_one_transaction(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            with transaction.atomic():
                return function(*args, **kwargs)
        except (ProgrammingError, IntegrityError) as error:
            refused = getattr(error.__cause__, "sqlstate", "")
            if refused in (INSUFFICIENT_PRIVILEGE, UNIQUE_VIOLATION):
                raise NotPossible from error
            raise

    in_one_transaction.is_action = True  # type: ignore[attr-defined]
    return in_one_transaction


type Refusals = Mapping[str, Callable[[], Exception]]  # constraint -> what to raise, in words


@contextmanager
def refused_in_words(refusals: Refusals) -> Iterator[None]:
    """All or nothing, inside an action. What one of these constraints refuses is said in words."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", "") or ""
        if name not in refusals:
            raise
        raise refusals[name]() from error
