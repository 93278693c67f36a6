"""Who speaks there, and what is kept of it in the library."""

from typing import Any

from django.db.models import Exists, OuterRef
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from entrepairs.base import forms
from entrepairs.events import actions
from entrepairs.events.forms import MaterialForm, SpeakerForm
from entrepairs.events.views.organise import at, done, page_or_form, prepared
from entrepairs.events.views.programme import ask
from entrepairs.library.models import File
from entrepairs.people.paging import page_of


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
        to_do = lambda: actions.change_speaker(speaker=row, told=told, once=once, by=request.person_id)  # noqa: E731
        if done(request, form, to_do, _("Saved.")):
            return redirect(at(event, "speakers"))
    return forms.page(request, "events/organise/speaker.html", {"event": event, "speaker": row}, form=form)


@page_or_form
def speaker_remove(request: Any, key: str, of: str) -> HttpResponse:
    event = prepared(request, key)
    row = get_object_or_404(event.speakers.all(), key=of)
    if request.method == "POST":
        once = forms.once_of(request)
        done(request, None, lambda: actions.remove_speaker(speaker=row, once=once, by=request.person_id), _("Removed."))
        return redirect(at(event, "speakers"))
    return ask(request, row.name, [_("Their talks stay in the programme, without them.")], at(event, "speakers"))


@page_or_form
def materials(request: Any, key: str) -> HttpResponse:
    """What is listed, and the form that lists one more."""
    event = prepared(request, key)
    form = MaterialForm(request.POST or None, event=event, initial={"language": event.language})
    if form.is_valid():
        told, once = form.told(), form.cleaned_data["once"]
        session = event.sessions.filter(key=told.pop("of")).first()
        listed = []
        to_do = lambda: listed.append(  # noqa: E731
            actions.add_material(event=event, told=told, session=session, once=once, by=request.person_id)
        )
        if done(request, form, to_do, _("Listed, with the event and in the library.")):
            here = listed and not told.get("url")  # what is not elsewhere is to be sent next
            return redirect(f"{listed[0].resource.path}files/" if here else at(event, "materials"))
    ready = File.objects.filter(resource=OuterRef("resource"), state=File.State.READY)
    rows = event.materials.select_related("resource", "session", "talk").annotate(has_file=Exists(ready))
    return forms.page(request, "events/organise/materials.html", {"event": event, "materials": rows}, form=form)


@page_or_form
def material_remove(request: Any, key: str, of: str) -> HttpResponse:
    event = prepared(request, key)
    row = get_object_or_404(event.materials.select_related("resource"), resource__key=of)
    if request.method == "POST":
        once = forms.once_of(request)
        done(
            request, None, lambda: actions.remove_material(material=row, once=once, by=request.person_id), _("Removed.")
        )
        return redirect(at(event, "materials"))
    lines = [_("It is not listed with the event any more. The library keeps it.")]
    return ask(request, row.resource.title, lines, at(event, "materials"))
