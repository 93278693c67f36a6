"""Series: what belongs together over the years. Begun and changed by whoever coordinates an organisation; public, all of them."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from entrepairs.ledger.actions import note_deed
from entrepairs.library import queries
from entrepairs.library.actions import NotNow
from entrepairs.library.models import Resource, Series
from entrepairs.search.models import Entry

WORDS = ("title_fr", "title_en", "about_fr", "about_en")
# What stands before the things kept on the page of a series: kinds of the rooms above, named when Entrepairs starts.
FIRST: list[str] = []


def all_series() -> QuerySet[Series]:
    """Each with how much of it is public."""
    return Series.objects.annotate(count=Count("resources", filter=Q(resources__state="published", resources__audience=5))).order_by("slug")  # fmt: skip


def may_begin(person: int | None) -> bool:
    return person is not None and queries.coordinated().exists()


def first_of(series: Series) -> QuerySet[Entry]:
    """Such as its events, newest first."""
    return Entry.objects.filter(series_id=series.pk, kind__in=FIRST).order_by("-dated", "-pk")


def kept_in(series: Series) -> QuerySet[Resource]:
    rows = Resource.objects.filter(series=series).exclude(state=Resource.State.WITHDRAWN)
    return rows.prefetch_related("authors")


@transaction.atomic
def begin(*, slug: str, words: dict[str, str], once: UUID | None, by: int) -> Series:
    """Its slug is its address for good: harvesters and listeners keep it."""
    row = Series(slug=slug, **{name: words[name].strip() for name in WORDS})
    note_deed(verb="begin_series", room="library", by=by, object_key=row.key, once=once)
    if Series.objects.filter(slug=slug).exists():
        raise ValidationError({"slug": _("There is already a series at that address.")})
    row.save(force_insert=True)
    return row


@transaction.atomic
def change(*, series: Series, words: dict[str, str], once: UUID | None, by: int) -> None:
    note_deed(verb="change_series", room="library", by=by, object_key=series.key, once=once)
    if not Series.objects.filter(pk=series.pk).update(
        **{name: words[name].strip() for name in WORDS}
    ):
        raise NotNow


def in_form(series: Series) -> dict[str, Any]:
    return {name: getattr(series, name) for name in WORDS}
