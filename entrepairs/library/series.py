"""Series as pages list them: all of them are public."""

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from entrepairs.library.models import Follower, Resource, Series
from entrepairs.library.notice_kinds import PUBLISHED
from entrepairs.notices.models import Notice
from entrepairs.people.queries import coordinations_of
from entrepairs.search.models import Entry

# What stands before the resources on the page of a series: kinds of the rooms above.
FIRST: list[str] = []


def all_series() -> QuerySet[Series]:
    """Each with how much of it is public."""
    public = Q(resources__state="published", resources__audience=5)
    return Series.objects.annotate(count=Count("resources", filter=public)).order_by("slug")


def may_begin(person: int | None) -> bool:
    return person is not None and coordinations_of(person).exists()


def first_entries(series: Series) -> QuerySet[Entry]:
    """Such as its events, newest first."""
    return Entry.objects.filter(series_id=series.pk, kind__in=FIRST).order_by("-dated", "-pk")


def resources_in(series: Series) -> QuerySet[Resource]:
    rows = Resource.objects.filter(series=series).exclude(state=Resource.State.WITHDRAWN)
    return rows.prefetch_related("authors")


def followed_by(person: int | None) -> Exists:
    """Of series: whether this person follows it."""
    return Exists(Follower.objects.filter(person=person, series=OuterRef("pk")))


def news_for(person: int | None) -> Exists:
    """Of resources: whether this person was told of it, and has not seen it."""
    told = Notice.objects.filter(person=person, kind=PUBLISHED.name, seen_at=None)
    return Exists(told.filter(about=OuterRef("key")))
