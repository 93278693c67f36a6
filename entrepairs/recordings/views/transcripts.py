"""Pages of those who prepare a recording: what is said in it, written."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from entrepairs.core.requests import SignedInRequest
from entrepairs.files import storage
from entrepairs.ledger.run import Ran, run_button, run_form
from entrepairs.library.models import File, Resource
from entrepairs.library.queries import language_name
from entrepairs.library.views.manage import get_owned
from entrepairs.recordings import captions
from entrepairs.recordings.actions import transcripts
from entrepairs.recordings.captions import ReadCaptions
from entrepairs.recordings.forms import CaptionsForm, ChaptersForm
from entrepairs.recordings.models import Captions, Chapter
from entrepairs.ui import forms
from entrepairs.ui.formats import time_code
from entrepairs.ui.forms import page_or_form

SHOWN = 10  # lines that were mended


@page_or_form
def words(request: SignedInRequest, key: str) -> HttpResponse:
    """Captions, the transcript made from them, chapters."""
    resource = get_owned(key)
    what = request.POST.get("what", "")
    if what == "sent":
        return write_from_sent(request, resource)
    captions_form = make_captions_form(request, resource, what)
    if captions_form.is_valid() and run_captions(request, resource, captions_form):
        return redirect(resource.path)
    chapters_form = make_chapters_form(request, resource, what)
    if chapters_form.is_valid() and run_form(
        request,
        chapters_form,
        transcripts.write_chapters,
        done=_("Saved."),
        resource=resource,
        chapters=chapters_form.cleaned_data["chapters"],
    ):
        return redirect(request.path)
    languages = Captions.objects.filter(resource=resource).order_by("language")
    context = {
        "resource": resource,
        "captions": captions_form,
        "chapters": chapters_form,
        "languages": [language_name(code) for code in languages.values_list("language", flat=True)],
        "sent": list(sent_captions(resource)),
    }
    bound = captions_form if what == "captions" else chapters_form
    return forms.page(request, "recordings/words.html", context, form=bound)


def make_captions_form(request: SignedInRequest, resource: Resource, what: str) -> CaptionsForm:
    sent = (request.POST, request.FILES) if what == "captions" else (None, None)
    return CaptionsForm(*sent, initial={"language": resource.language})


def make_chapters_form(request: SignedInRequest, resource: Resource, what: str) -> ChaptersForm:
    sent = request.POST if what == "chapters" else None
    rows = Chapter.objects.filter(resource=resource)
    written = "\n".join(f"{time_code(row.second)} {row.title}" for row in rows)
    return ChaptersForm(sent, initial={"chapters": written})


def run_captions(request: SignedInRequest, resource: Resource, form: CaptionsForm) -> Ran[Any]:
    read, language = form.cleaned_data["read"], form.cleaned_data["language"]
    ran = run_form(
        request,
        form,
        transcripts.write_captions,
        done=_("Written: the captions, and the transcript made from them."),
        resource=resource,
        language=language,
        cues=read.cues,
    )
    if ran:
        warn_of_mended(request, read)
    return ran


def warn_of_mended(request: SignedInRequest, read: ReadCaptions) -> None:
    """What was mended, so that it can be looked at; the words are all there."""
    if not read.mended:
        return
    lines = "; ".join(f"{line}: {what}" for line, what in read.mended[:SHOWN])
    words = {"count": len(read.mended), "lines": lines}
    messages.warning(
        request,
        ngettext(
            "The file was read, with %(count)s correction. Line %(lines)s",
            "The file was read, with %(count)s corrections. Lines %(lines)s",
            len(read.mended),
        )
        % words,
    )


def sent_captions(resource: Resource) -> QuerySet[File]:
    """Files of captions that came with the others."""
    uses = (File.Use.CAPTIONS, File.Use.TRANSCRIPT)
    return resource.files.filter(use__in=uses, state=File.State.READY)


def write_from_sent(request: SignedInRequest, resource: Resource) -> HttpResponse:
    """Captions from a file that is here already."""
    key = request.POST.get("file", "").replace("\0", "")
    file = get_object_or_404(sent_captions(resource), key=key)
    try:
        pieces = storage.pieces(file.place, 0, min(file.size, captions.MOST + 1))
        read = captions.read_captions(b"".join(pieces))
    except captions.Unreadable as trouble:
        messages.error(request, str(trouble))
        return redirect(request.path)
    done = _("Written: the captions, and the transcript made from them.")
    language = file.language or resource.language
    about = {"resource": resource, "language": language, "cues": read.cues}
    if run_button(request, transcripts.write_captions, done=done, **about):
        warn_of_mended(request, read)
    return redirect(resource.path)
