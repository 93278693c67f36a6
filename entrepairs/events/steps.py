"""What every action does: the deed first, all or nothing; what the database refuses is told in words."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.utils.translation import gettext as _

from entrepairs.ledger.actions import note_deed
from entrepairs.people.models import Person

INSUFFICIENT_PRIVILEGE = "42501"
NOT_RECORDED = "this talk is not recorded"


class NotNow(Exception):
    """It is not, or no longer, as it was when the page was opened. Says so in a sentence; nothing was written."""

    def __init__(self) -> None:
        super().__init__(_("This has changed meanwhile. Here is how it stands now."))


def one_step[**P, T](action: Callable[P, T]) -> Callable[P, T]:
    """All or nothing, deed included; what the guard refuses is refused in words."""

    @wraps(action)
    def whole(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            with transaction.atomic():
                return action(*args, **kwargs)
        except ProgrammingError as error:
            if getattr(error.__cause__, "sqlstate", "") == INSUFFICIENT_PRIVILEGE:
                raise NotNow from error
            raise
        except IntegrityError as error:
            if NOT_RECORDED in str(error):
                words = _(
                    "Whoever speaks asked that this talk is not recorded: no recording can be listed with it."
                )
                raise ValidationError(words, code="not_recorded") from error
            raise

    return whole


def id_of(by: Person | int) -> int:
    return by if isinstance(by, int) else by.pk


def deed(
    *, verb: str, key: str, once: UUID | None, by: Person | int, about: int | None = None
) -> None:
    note_deed(verb=verb, room="events", by=id_of(by), about=about, object_key=key, once=once)


@contextmanager
def all_moved() -> Iterator[None]:
    """Rooms and speakers are looked at once everything has its new hours, not after each row."""
    names = "room_has_one_session_at_a_time, speaker_is_in_one_place_at_a_time"
    with connection.cursor() as cursor:
        cursor.execute(f"set constraints {names} deferred")
        yield
        cursor.execute(f"set constraints {names} immediate")
