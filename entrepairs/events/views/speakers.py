"""Speakers of an event: what is said of each, and taking one out."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from entrepairs.core.paging import page_of
from entrepairs.core.requests import SignedInRequest
from entrepairs.events import actions
from entrepairs.events.forms import SpeakerForm
from entrepairs.events.views.shared import confirm_removal, prepared_event, url_of
from entrepairs.ledger.run import run_form
from entrepairs.ui import forms
from entrepairs.ui.forms import page_or_form


@require_safe
def speakers(request: SignedInRequest, key: str) -> HttpResponse:
    event = prepared_event(request, key)
    page = page_of(request, event.speakers.order_by("name", "pk"))
    return forms.page(request, "events/organise/speakers.html", {"event": event, "page": page})


@page_or_form
def speaker(request: SignedInRequest, key: str, of: str) -> HttpResponse:
    event = prepared_event(request, key)
    row = get_object_or_404(event.speakers.all(), key=of)
    form = SpeakerForm(request.POST or None, instance=row)
    if form.is_valid():
        values: dict[str, Any] = {"speaker": row, "told": form.told()}
        if run_form(request, form, actions.change_speaker, done=_("Saved."), **values):
            return redirect(url_of(event, "speakers"))
    context = {"event": event, "speaker": row}
    return forms.page(request, "events/organise/speaker.html", context, form=form)


@page_or_form
def speaker_remove(request: SignedInRequest, key: str, of: str) -> HttpResponse:
    event = prepared_event(request, key)
    row = get_object_or_404(event.speakers.all(), key=of)
    return confirm_removal(
        request,
        actions.remove_speaker,
        title=row.name,
        lines=[_("Their talks stay in the programme, without their name.")],
        back=url_of(event, "speakers"),
        speaker=row,
    )
