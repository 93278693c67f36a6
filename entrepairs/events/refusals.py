"""Integrity errors in words: what a recording and a talk that is not to be recorded refuse."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from entrepairs.ledger.transactions import Refusals


def _not_recorded() -> ValidationError:
    why = _("The speaker asked that this talk is not recorded: no recording can be added to it.")
    return ValidationError(why, code="not_recorded")


# Whichever of the two is said first.
NOT_RECORDED: Refusals = {"talk_is_not_recorded": _not_recorded}
