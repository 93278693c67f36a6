"""Series: begun and changed by those who coordinate an organisation, followed by anyone."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import NotPossible, action
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.library.models import Follower, Series

BEGIN_SERIES = Verb("library", "begin_series", gettext_lazy("You created a series"), NOT_TOLD)


@action
def begin_series(*, slug: str, values: dict[str, str], by: int, once: UUID | None = None) -> Series:
    """Its slug is its address for good: harvesters and listeners keep it."""
    row = Series(slug=slug, **values)
    note_deed(BEGIN_SERIES, by=by, object_key=row.key, once=once)
    if Series.objects.filter(slug=slug).exists():
        raise ValidationError({"slug": _("There is already a series at that address.")})
    row.save(force_insert=True)
    return row


CHANGE_SERIES = Verb(
    "library", "change_series", gettext_lazy("You changed the description of a series"), NOT_TOLD
)


@action
def change_series(
    *, series: Series, values: dict[str, str], by: int, once: UUID | None = None
) -> None:
    note_deed(CHANGE_SERIES, by=by, object_key=series.key, once=once)
    if not Series.objects.filter(pk=series.pk).update(**values):
        raise NotPossible


FOLLOW_SERIES = Verb("library", "follow_series", gettext_lazy("You followed a series"), NOT_TOLD)


@action
def follow_series(*, series: Series, by: int, once: UUID | None = None) -> None:
    """Once, however often the button is pressed. The database tells (sql/triggers.sql)."""
    note_deed(FOLLOW_SERIES, by=by, object_key=series.key, once=once)
    Follower.objects.get_or_create(series=series, person_id=by)


UNFOLLOW_SERIES = Verb(
    "library", "unfollow_series", gettext_lazy("You stopped following a series"), NOT_TOLD
)


@action
def unfollow_series(*, series: Series, by: int, once: UUID | None = None) -> None:
    note_deed(UNFOLLOW_SERIES, by=by, object_key=series.key, once=once)
    Follower.objects.filter(series=series, person=by).delete()
