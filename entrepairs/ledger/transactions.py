"""The transaction of an action: all or nothing, and what the database refuses is said in words."""

from collections.abc import Callable
from functools import wraps

from django.db import ProgrammingError, transaction
from django.utils.translation import gettext as _

NOT_ALLOWED = "42501"  # insufficient_privilege: a policy refused the row


class NotPossible(Exception):
    """As things stand, this cannot be done. Says why in a sentence to show; nothing was written."""


def one_step[**P, T](action: Callable[P, T]) -> Callable[P, T]:
    """All or nothing, deed included; what the database refuses is refused in words."""

    @wraps(action)
    def whole(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            with transaction.atomic():
                return action(*args, **kwargs)
        except ProgrammingError as error:
            if getattr(error.__cause__, "sqlstate", "") == NOT_ALLOWED:
                raise NotPossible(
                    _("This has changed meanwhile. Here is how it stands now.")
                ) from error
            raise

    return whole
