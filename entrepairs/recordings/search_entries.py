"""What is said in recordings, as the search finds it: at its second."""

from collections.abc import Collection, Iterator

from entrepairs.library.models import Resource
from entrepairs.recordings.models import Segment
from entrepairs.recordings.paragraphs import moments
from entrepairs.search.index import Found

KIND = "segment"


def path_at(resource_path: str, second: int) -> str:
    return f"{resource_path}?t={second}#t-{second}"


def found_in(resources: Collection[Resource]) -> Iterator[Found]:
    """Half a minute to a minute of speech each."""
    rows: dict[tuple[int, str], list[Segment]] = {}
    for row in Segment.objects.filter(resource__in=resources):
        rows.setdefault((row.resource_id, row.language), []).append(row)
    known = {resource.pk: resource for resource in resources}
    for (number, language), said in rows.items():
        yield from (moment(known[number], language, parts) for parts in moments(said))


def moment(resource: Resource, language: str, parts: list[Segment]) -> Found:
    """Called as the recording is: see Found."""
    in_english, words = language.startswith("en"), " ".join(part.words for part in parts)
    return Found(
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
