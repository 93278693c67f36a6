"""Entries of the search index for what is said in recordings, each at its second."""

from collections.abc import Collection, Iterator

from entrepairs.library.models import Resource
from entrepairs.recordings.models import Segment
from entrepairs.recordings.paragraphs import group_moments
from entrepairs.search.models import Entry

KIND = "segment"


def path_at(resource_path: str, second: int) -> str:
    return f"{resource_path}?t={second}#t-{second}"


def entries_in(resources: Collection[Resource]) -> Iterator[Entry]:
    """Half a minute to a minute of speech each."""
    rows: dict[tuple[int, str], list[Segment]] = {}
    for row in Segment.objects.filter(resource__in=resources):
        rows.setdefault((row.resource_id, row.language), []).append(row)
    known = {resource.pk: resource for resource in resources}
    for (number, language), said in rows.items():
        for parts in group_moments(said):
            yield entry_of(known[number], language, parts)


def entry_of(resource: Resource, language: str, parts: list[Segment]) -> Entry:
    """Without a title: a moment is called as its recording is."""
    in_english, words = language.startswith("en"), " ".join(part.words for part in parts)
    return Entry(
        kind=KIND,
        key=parts[0].key,
        path=path_at(resource.path, parts[0].second),
        whole=resource.key,
        text_fr="" if in_english else words,
        text_en=words if in_english else "",
        names=", ".join(dict.fromkeys(part.voice for part in parts if part.voice)),
        language=language,
        dated=resource.dated,
        series_id=resource.series_id,
    )
