"""Searching what is not for everyone: of what whoever asks may see, read one by one."""

from django.db.models import F, Q, QuerySet

from entrepairs.library import hooks
from entrepairs.library.models import Resource
from entrepairs.search import search

READ_APART = 2000  # of the newest that they see, so many are read


def first_lines(asked: search.Asked) -> list[Resource]:
    """The newest that match; nothing unless words were asked for."""
    return list(not_public(asked)[: search.LINES]) if asked.text else []


def not_public(asked: search.Asked) -> QuerySet[Resource]:
    """Those of the newest that say these words, in what is written of them or said in them."""
    rest = Resource.objects.filter(narrowed(asked)).exclude(
        state=Resource.State.PUBLISHED, audience=5
    )
    if asked.concept:
        rest = rest.filter(subjects__concept=asked.concept)
    query = search.words_query(search.typed(asked.text))
    apart = rest.order_by("-id").values("pk")[:READ_APART]
    said = Q(search.Says(F("words"), query))
    for spoken in hooks.spoken:
        said |= Q(pk__in=spoken(query, apart))
    return Resource.objects.filter(said, pk__in=apart).order_by(*search.NEWEST)


def narrowed(asked: search.Asked) -> Q:
    """What the thing must be, of resources."""
    found = Q()
    for column in ("kind", "language", "series"):
        value = getattr(asked, column)
        found &= Q(**{column: value}) if value else Q()
    return found & (Q(dated__year=asked.year) if asked.year else Q())
