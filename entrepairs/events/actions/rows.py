"""What actions on the rows of a programme share."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext as _

from entrepairs.events.models import Session, Talk


def next_order(model: Any, **of: Any) -> int:
    """The place after the last one, among the rows of the same event, session or talk."""
    last: int | None = model.objects.filter(**of).aggregate(last=Max("order"))["last"]
    return 0 if last is None else last + 1


def set_columns(row: Session | Talk, names: Sequence[str], told: Mapping[str, Any]) -> None:
    """Takes over what is told; what is not named stays."""
    for name in names:
        if name in told:
            setattr(row, name, told[name])
    if not row.title:
        raise ValidationError(_("Enter a title in at least one language."), code="title")
