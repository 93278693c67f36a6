"""Entries of the search index for resources published for everyone."""

from collections.abc import Iterator
from itertools import batched

from entrepairs.library import hooks
from entrepairs.library.models import Resource
from entrepairs.library.queries import PUBLIC
from entrepairs.search.index import index_entries, say_kind
from entrepairs.search.models import Entry


def index_resources(*resources: Resource) -> None:
    """With what is said in them."""
    index_entries(
        *map(entry_of, resources),
        *(entry for entries in hooks.entries for entry in entries(resources)),
    )


def all_entries() -> Iterator[list[Entry]]:
    """In parts: there may be many."""
    rows = Resource.objects.filter(PUBLIC).prefetch_related("authors").order_by("pk")
    for part in batched(rows.iterator(chunk_size=500), 500, strict=False):
        yield [entry_of(row) for row in part]


def entry_of(resource: Resource) -> Entry:
    names = [
        name
        for author in resource.authors.all()
        for name in (author.name, author.affiliation)
        if name
    ]
    in_english = resource.language.startswith("en")
    entry = Entry(
        kind=resource.kind,
        key=resource.key,
        path=resource.path,
        title_fr=resource.title_fr,
        title_en=resource.title_en,
        text_fr=f"{resource.summary_fr}\n{'' if in_english else resource.text}".strip(),
        text_en=f"{resource.summary_en}\n{resource.text if in_english else ''}".strip(),
        names=", ".join(filter(None, [*names, resource.publisher])),
        language=resource.language,
        dated=resource.dated,
        series_id=resource.series_id,
        concepts=list(resource.subjects.values_list("concept_id", flat=True)),
    )
    return say_kind(entry, Resource.Kind(resource.kind).label)
