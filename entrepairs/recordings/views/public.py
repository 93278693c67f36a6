"""What a recording is made of, through each channel: its page, the podcast, a copy."""

from contextlib import AbstractContextManager, nullcontext

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from entrepairs.core.requests import Request
from entrepairs.library.channels import Channel, as_stranger
from entrepairs.library.models import Resource
from entrepairs.recordings import elsewhere, player, queries
from entrepairs.recordings.media import allow_elsewhere, serve_medium
from entrepairs.recordings.models import Captions, Chapter

CHAPTERS = "application/json+chapters"


def through(channel: str) -> AbstractContextManager[None]:
    """The page is for the person who asks; any other channel is for everyone."""
    return nullcontext() if channel == Channel.PAGE else as_stranger(channel)


@login_not_required
@require_safe
def captions(
    request: Request, key: str, language: str, channel: str = Channel.PAGE
) -> HttpResponse:
    with through(channel):
        found = get_object_or_404(
            Captions.objects.select_related("resource"), resource__key=key, language=language
        )
        response = HttpResponse(found.vtt, content_type="text/vtt; charset=utf-8")
        return revalidated(response, found.resource)


@login_not_required
@require_safe
def chapters(request: Request, key: str, channel: str = Channel.PAGE) -> HttpResponse:
    """JSON chapters 1.2, as the podcast namespace has them."""
    with through(channel):
        resource = get_object_or_404(Resource, key=key)
        rows = list(Chapter.objects.filter(resource=resource))
    data = {
        "version": "1.2.0",
        "title": str(resource.title),
        "chapters": [{"startTime": row.starts / 1000, "title": row.title} for row in rows],
    }
    response = JsonResponse(data, content_type=CHAPTERS, json_dumps_params={"ensure_ascii": False})
    return revalidated(response, resource)


def revalidated(response: HttpResponse, resource: Resource) -> HttpResponse:
    """Asked for again each time: what is withdrawn is gone at once."""
    if not resource.is_public:
        response.headers["Cache-Control"] = "private, no-store"
        return response
    response.headers["Cache-Control"] = "public, no-cache"
    return allow_elsewhere(response)


@login_not_required
@require_safe
def in_podcast(request: Request, key: str, file: str, name: str) -> HttpResponseBase:
    """What listening applications fetch; nothing once a voice in it says no to the podcast."""
    with as_stranger(Channel.FEED):
        found = get_object_or_404(queries.playable_files(), key=file, resource__key=key)
        return allow_elsewhere(serve_medium(request, found, public=True))


@login_not_required
@require_safe
def play(request: Request, key: str) -> HttpResponse:
    """What is kept on another site, for who pressed on its page here, which says where it is."""
    shown = get_object_or_404(Resource, key=key)
    parts = elsewhere.page_parts(request, shown, [])
    if not parts:
        raise Http404
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        return redirect(shown.path)
    context = {"resource": shown, **parts, **player.page_parts(request, shown, [])}
    directive = "media-src" if parts["elsewhere"].sound or parts["elsewhere"].film else "frame-src"
    let_in = [*settings.SECURE_CSP.get(directive, []), parts["elsewhere"].origin]

    @csp_override({**settings.SECURE_CSP, directive: let_in})
    def render_player(request: Request) -> HttpResponse:
        return render(request, "recordings/play.html", context)

    return render_player(request)
