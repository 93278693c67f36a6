"""Following a series: told once when something is published in it, until one stops."""

from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import action
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.library.models import Follower, Series
from entrepairs.library.notice_kinds import PUBLISHED
from entrepairs.notices.models import Notice

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


def followed_by(person: int | None) -> Exists:
    """Of series: whether this person follows it."""
    return Exists(Follower.objects.filter(person=person, series=OuterRef("pk")))


def news_for(person: int | None) -> Exists:
    """Of resources: whether this person was told of it, and has not seen it."""
    told = Notice.objects.filter(person=person, kind=PUBLISHED.name, seen_at=None)
    return Exists(told.filter(about=OuterRef("key")))
