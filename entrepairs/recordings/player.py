"""The player on the page of a resource of the library."""

from typing import Any

from entrepairs.core.paging import whole_number
from entrepairs.core.requests import Request
from entrepairs.library.models import File, Resource
from entrepairs.recordings import queries

PLAYED = {Resource.Kind.RECORDING, Resource.Kind.TESTIMONY}


def page_parts(request: Request, shown: Resource, files: list[File]) -> dict[str, Any]:
    """What is played, with what is said in it; the other files. Nothing where nobody is heard."""
    if shown.kind not in PLAYED:
        return {}
    played = queries.load_played(shown, request.GET.get("words", ""), files)
    if not played:
        return {"voices_heard": played.voices}
    published = shown.state == Resource.State.PUBLISHED
    copied = played.medium if shown.yes_harvest and published else None
    looked_for = request.GET.get("q", "").replace("\x00", "")[:200]
    if looked_for:
        played.found = queries.seconds_of(shown, played.language, looked_for)
    start = whole_number(request.GET.get("t"), digits=6)
    if start is None and played.found:
        start = played.found[0]
    played.show_part(request.GET.get("part", ""), start)
    return {
        "voices_heard": played.voices,
        "files": [file for file in files if file is not played.medium],
        "looked_for": looked_for,
        "copy": f"{copied.path}?download" if copied else "",
        **queries.player_values(played, shown.path, request.GET.get("t", "")),
    }
