"""What the actions of a call share: the deed first, all or nothing, refusals in words."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, ProgrammingError, transaction
from django.utils.translation import gettext as _

from entrepairs.events.steps import INSUFFICIENT_PRIVILEGE
from entrepairs.ledger.actions import note_deed


def did(verb: str, key: str, once: UUID | None, by: int | None) -> None:
    """In the ledger, for whoever has an account."""
    if by is not None:
        note_deed(verb=verb, room="calls", by=by, object_key=key, once=once)


@contextmanager
def refused_as(refusal: ValidationError) -> Iterator[None]:
    """All or nothing; what the guard refuses is said in these words."""
    try:
        with transaction.atomic():
            yield
    except ProgrammingError as error:
        if getattr(error.__cause__, "sqlstate", "") == INSUFFICIENT_PRIVILEGE:
            raise refusal from error
        raise


@contextmanager
def still_used() -> Iterator[None]:
    """What somebody has chosen or answered is not taken away under them."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        raise ValidationError(
            _("Somebody has used it already: change its words instead."), code="used"
        ) from error


def closed() -> ValidationError:
    return ValidationError(
        _(
            "The call is not open: what you wrote was not sent. It is still here, below, so that you can keep it."
        ),
        code="closed",
    )
