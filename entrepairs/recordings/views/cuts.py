"""Pages of those who prepare recordings: what those who spoke do not want heard any more."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from entrepairs.core.paging import page_of
from entrepairs.core.requests import SignedInRequest
from entrepairs.ledger.run import run_button
from entrepairs.recordings import queries
from entrepairs.recordings.actions import voices
from entrepairs.ui.forms import page_or_form


@require_safe
def cuts(request: SignedInRequest) -> HttpResponse:
    """Of all that I prepare."""
    page = page_of(request, queries.cuts_to_make(), lines=30)
    return render(request, "recordings/cuts.html", {"page": page})


@page_or_form
def cut(request: SignedInRequest, key: str) -> HttpResponse:
    """It was cut: the file without it is there."""
    found = get_object_or_404(queries.cuts_to_make(), key=key)
    resource = found.voice.resource
    if request.method == "POST":
        done = _("Noted. Once everyone else who is heard agrees, it can be published again.")
        run_button(request, voices.note_cut, done=done, cut=found)
        return redirect(resource.path)
    if not resource.files.exists():
        raise Http404
    lines = [
        str(resource.title),
        _(
            "The file that is there now must be newer than the request, "
            "and not longer than the one before."
        ),
        _(
            "The former file is deleted, with its captions, transcript and chapters: "
            "write them again from the new one."
        ),
        _("Other people’s agreement still applies: they heard what remains."),
    ]
    context = {
        "title": _("%(name)s is not heard in it any more?") % {"name": found.voice.name},
        "lines": lines,
        "yes": _("The passage has been cut"),
        "back": "/library/cuts/",
    }
    return render(request, "ui/confirm.html", context)
