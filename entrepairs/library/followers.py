"""Who follows a series, and what is new to them there."""

from django.db.models import Exists, OuterRef

from entrepairs.library.models import Follower
from entrepairs.library.notice_kinds import PUBLISHED
from entrepairs.notices.models import Notice


def followed_by(person: int | None) -> Exists:
    """Of series: whether this person follows it."""
    return Exists(Follower.objects.filter(person=person, series=OuterRef("pk")))


def news_for(person: int | None) -> Exists:
    """Of resources: whether this person was told of it, and has not seen it."""
    told = Notice.objects.filter(person=person, kind=PUBLISHED.name, seen_at=None)
    return Exists(told.filter(about=OuterRef("key")))
