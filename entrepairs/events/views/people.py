"""Who speaks there."""

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from entrepairs.core.paging import page_of
from entrepairs.events import actions
from entrepairs.events.forms import SpeakerForm
from entrepairs.events.views.organise import at, done, page_or_form, prepared
from entrepairs.events.views.programme import ask
from entrepairs.ui import forms


@require_safe
def speakers(request: Any, key: str) -> HttpResponse:
    event = prepared(request, key)
    page = page_of(request, event.speakers.order_by("name", "pk"), lines=50)
    return forms.page(request, "events/organise/speakers.html", {"event": event, "page": page})


@page_or_form
def speaker(request: Any, key: str, of: str) -> HttpResponse:
    event = prepared(request, key)
    row = get_object_or_404(event.speakers.all(), key=of)
    form = SpeakerForm(request.POST or None, instance=row)
    if form.is_valid():
        told, once = form.told(), form.cleaned_data["once"]
        to_do = partial(
            actions.change_speaker, speaker=row, told=told, once=once, by=request.person_id
        )
        if done(request, form, to_do, _("Saved.")):
            return redirect(at(event, "speakers"))
    return forms.page(
        request, "events/organise/speaker.html", {"event": event, "speaker": row}, form=form
    )


@page_or_form
def speaker_remove(request: Any, key: str, of: str) -> HttpResponse:
    event = prepared(request, key)
    row = get_object_or_404(event.speakers.all(), key=of)
    if request.method == "POST":
        once = forms.once_of(request)
        done(
            request,
            None,
            lambda: actions.remove_speaker(speaker=row, once=once, by=request.person_id),
            _("Removed."),
        )
        return redirect(at(event, "speakers"))
    return ask(
        request,
        row.name,
        [_("Their talks stay in the programme, without them.")],
        at(event, "speakers"),
    )
