"""Following a series: told once when something is published in it, until one stops."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import action
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.library.models import Follower, Series

FOLLOW_SERIES = Verb("library", "follow_series", _("You followed a series"), NOT_TOLD)


@action
def follow_series(*, series: Series, by: int, once: UUID | None = None) -> None:
    """Once, however often the button is pressed. The database tells (sql/triggers.sql)."""
    note_deed(FOLLOW_SERIES, by=by, object_key=series.key, once=once)
    Follower.objects.get_or_create(series=series, person_id=by)


UNFOLLOW_SERIES = Verb("library", "unfollow_series", _("You stopped following a series"), NOT_TOLD)


@action
def unfollow_series(*, series: Series, by: int, once: UUID | None = None) -> None:
    note_deed(UNFOLLOW_SERIES, by=by, object_key=series.key, once=once)
    Follower.objects.filter(series=series, person=by).delete()
