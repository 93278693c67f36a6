"""What a recording is made of, by each of its ways: the page's, the podcast's, a copy. The database says what is there."""

from contextlib import AbstractContextManager, nullcontext
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from entrepairs.library.actions import is_public
from entrepairs.library.channels import Channel, anybody
from entrepairs.library.models import Resource
from entrepairs.recordings import media, queries
from entrepairs.recordings.models import Captions, Chapter

CHAPTERS = "application/json+chapters"


def way(channel: str) -> AbstractContextManager[None]:
    return nullcontext() if channel == Channel.PAGE else anybody(channel)


@login_not_required
@require_safe
def captions(
    request: Any, key: str, language: str, channel: str = Channel.PAGE
) -> HttpResponseBase:
    with way(channel):
        found = get_object_or_404(
            Captions.objects.select_related("resource"), resource__key=key, language=language
        )
        return fresh(
            HttpResponse(found.vtt, content_type="text/vtt; charset=utf-8"), found.resource
        )


@login_not_required
@require_safe
def chapters(request: Any, key: str, channel: str = Channel.PAGE) -> HttpResponseBase:
    """JSON chapters 1.2, as the podcast namespace has them."""
    with way(channel):
        shown = get_object_or_404(Resource, key=key)
        rows = list(Chapter.objects.filter(resource=shown))
        told = {
            "version": "1.2.0",
            "title": str(shown.title),
            "chapters": [{"startTime": row.starts / 1000, "title": row.title} for row in rows],
        }
        return fresh(
            JsonResponse(told, content_type=CHAPTERS, json_dumps_params={"ensure_ascii": False}),
            shown,
        )


def fresh(answer: HttpResponse, shown: Resource) -> HttpResponseBase:
    """Asked for again each time: what is withdrawn is gone at once."""
    answer.headers["Cache-Control"] = (
        "public, no-cache" if is_public(shown) else "private, no-store"
    )
    return media.for_everyone(answer) if is_public(shown) else answer


@login_not_required
@require_safe
def in_podcast(request: Any, key: str, file: str, name: str) -> HttpResponseBase:
    """What listening applications fetch; nothing once somebody in it says no to the podcast."""
    with anybody(Channel.FEED):
        found = get_object_or_404(queries.media(), key=file, resource__key=key)
        return media.for_everyone(media.handed(request, found, public=True))
