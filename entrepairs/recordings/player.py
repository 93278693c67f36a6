"""The player on the page of a thing of the library."""

from typing import Any

from django.http import HttpRequest

from entrepairs.library.models import File, Resource
from entrepairs.recordings import queries

HEARD = {Resource.Kind.RECORDING, Resource.Kind.TESTIMONY}


def page_parts(request: HttpRequest, shown: Resource, files: list[File]) -> dict[str, Any]:
    """What is played, with what is said in it; the files beside it. Nothing for what nobody is heard in."""
    if shown.kind not in HEARD:
        return {}
    heard = queries.heard(shown, request.GET.get("words", ""), files)
    if not heard:
        return {}
    copied = heard.medium if shown.yes_harvest and shown.state == Resource.State.PUBLISHED else None
    looked_for = request.GET.get("q", "").replace("\x00", "")[:200]
    heard.found = queries.said_at(shown, heard.language, looked_for) if looked_for else []
    return {
        "files": [file for file in files if file is not heard.medium],
        "copy": f"{copied.path}?download" if copied else "",
        **queries.playing(heard, shown.path, request.GET.get("t", "")),
    }
