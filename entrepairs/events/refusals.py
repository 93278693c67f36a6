"""Integrity errors in words: what the constraints of a programme refuse, said to the person."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

type Refusals = Mapping[str, tuple[str, Callable[[], Any]]]  # constraint -> code, sentence


@contextmanager
def refused_in_words(refusals: Refusals) -> Iterator[None]:
    """All or nothing. A refusal of one of these constraints is a ValidationError in words."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", "") or ""
        if name not in refusals:
            raise
        code, sentence = refusals[name]
        raise ValidationError(sentence(), code=code) from error


def say_not_recorded() -> str:
    return _(
        "Whoever speaks asked that this talk is not recorded: no recording can be listed with it."
    )


# A recording and a talk that is not to be recorded, whichever of the two is said first.
NOT_RECORDED: Refusals = {"talk_is_not_recorded": ("not_recorded", say_not_recorded)}
