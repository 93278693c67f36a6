"""What is said in recordings, as the search finds it: at its second."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from entrepairs.library.models import Resource, Segment
from entrepairs.library.models.recordings import clock
from entrepairs.library.recordings.paragraphs import moments
from entrepairs.library.shelf import Found

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
    """Its title is its time: the recording's own title is found once, with the recording."""
    in_english, words = language.startswith("en"), " ".join(part.words for part in parts)
    at = clock(parts[0].second)
    return Found(
        kind=KIND,
        key=parts[0].key,
        path=path_at(resource.path, parts[0].second),
        title_fr="" if in_english else at,
        title_en=at if in_english else "",
        text_fr="" if in_english else words,
        text_en=words if in_english else "",
        names=", ".join(dict.fromkeys(part.voice for part in parts if part.voice)),
        language=language,
        dated=resource.dated,
        series_id=resource.series_id,
    )


def folded(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """One line a recording: the best of it first, with how many other moments of it were found (`more`)."""
    found: dict[str, dict[str, Any]] = {}
    for row in rows:
        place = row["path"].partition("?")[0]
        first = found.setdefault(place, row | {"more": 0})
        if first["pk"] != row["pk"]:
            first["more"] += row["kind"] == KIND
    return list(found.values())
