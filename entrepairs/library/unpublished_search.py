"""Search of what is not for everyone, among the resources that a person may see."""

from django.db.models import F, Q, QuerySet

from entrepairs.library import hooks
from entrepairs.library.models import Resource
from entrepairs.library.queries import PUBLIC
from entrepairs.search import full_text
from entrepairs.search.full_text import SearchQuery

NEWEST_READ = 2000  # of those that they may see


def first_unpublished(query: SearchQuery) -> list[Resource]:
    """The newest that match; nothing without words."""
    return list(find_unpublished(query)[: full_text.LINES]) if query.text else []


def find_unpublished(query: SearchQuery) -> QuerySet[Resource]:
    """Those of the newest in which these words are written, or said."""
    rest = Resource.objects.filter(narrowed_to(query)).exclude(PUBLIC)
    if query.concept:
        rest = rest.filter(subjects__concept=query.concept)
    words = full_text.tsquery_of(full_text.parse_text(query.text))
    read = rest.order_by("-id").values("pk")[:NEWEST_READ]
    matches = Q(full_text.Matches(F("words"), words))
    for spoken in hooks.spoken:
        matches |= Q(pk__in=spoken(words, read))
    return Resource.objects.filter(matches, pk__in=read).order_by(*full_text.NEWEST)


def narrowed_to(query: SearchQuery) -> Q:
    found = Q()
    for column in ("kind", "language", "series"):
        value = getattr(query, column)
        found &= Q(**{column: value}) if value else Q()
    return found & (Q(dated__year=query.year) if query.year else Q())
