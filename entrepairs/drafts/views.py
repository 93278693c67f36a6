"""Pages of drafts: the event as everyone will see it, and an event begun from an earlier one."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from entrepairs.core.requests import SignedInRequest
from entrepairs.drafts.actions import copies as actions
from entrepairs.drafts.forms import CopyForm
from entrepairs.events import queries
from entrepairs.events.actions.events import COLUMNS
from entrepairs.events.forms import EventForm
from entrepairs.events.models import Event
from entrepairs.events.views.clocks import page_on_clocks
from entrepairs.events.views.event_page import page_context
from entrepairs.events.views.organise import key_of_begun
from entrepairs.events.views.shared import prepared_event
from entrepairs.ledger.run import run_form
from entrepairs.library.models import Resource, Series
from entrepairs.ui import forms
from entrepairs.ui.forms import page_or_form


@page_or_form
def preview(request: SignedInRequest, key: str) -> HttpResponse:
    """A draft as it is kept, or any event with the changes that the form brings, which are not.

    A draft is seen by those who prepare it alone.
    """
    found = queries.find_event(key)
    if request.method == "POST":
        return preview_changes(request, found)
    if found.state == Event.State.DRAFT:
        return show_preview(request, found)
    return redirect(prepared_event(request, key).path)


def preview_changes(request: SignedInRequest, found: Any) -> HttpResponse:
    event = prepared_event(request, found.key)
    form = EventForm(request.POST, instance=event)
    if not form.is_valid():
        context = {"event": event, "series": Series.objects.all()}
        return forms.page(request, "events/organise/event_form.html", context, form=form)
    told = form.told()
    for name in COLUMNS:
        if name in told:
            setattr(found, name, told[name])
    return show_preview(request, found, unsaved=True)


def show_preview(request: SignedInRequest, found: Any, *, unsaved: bool = False) -> HttpResponse:
    draft = found.state == Event.State.DRAFT
    if draft:
        found.state = Event.State.PUBLISHED  # on this page alone
    context = page_context(request, found)
    for name in {"materials", "recordings"} & set(context):
        context[name] = [one for one in context[name] if will_be_public(one.resource, draft)]
    context |= {"structured": "", "unsaved": unsaved}
    template = "events/public/event.html" if request.htmx else "drafts/preview.html"
    return page_on_clocks(request, found, template, context, partial="programme")


def will_be_public(resource: Resource, draft: bool) -> bool:
    """It is, or will be with the event: an organiser sees others too."""
    return resource.state == Resource.State.PUBLISHED or (draft and resource.yes_page)


@page_or_form
def copy(request: SignedInRequest, key: str) -> HttpResponse:
    event = prepared_event(request, key)
    form = CopyForm(request.POST or None, event=event)
    if form.is_valid():
        values: dict[str, Any] = {"event": event, "told": form.told(), "parts": form.parts()}
        if ran := run_form(request, form, actions.copy_event, **values):
            messages.success(
                request, _("Draft created. Only the organisers can see it until you publish it.")
            )
            return redirect("events:prepare", key_of_begun(ran))
    allowed = actions.may_begin(event, request.person_id)
    context = {"event": event, "allowed": allowed}
    return forms.page(request, "drafts/copy.html", context, form=form)
