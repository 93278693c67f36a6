"""Pages of those who prepare events: the list, beginning, changing, publishing, cancelling."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from entrepairs.core.paging import page_of
from entrepairs.core.requests import SignedInRequest
from entrepairs.events import actions, organiser_queries, page_hooks
from entrepairs.events.forms import EventForm
from entrepairs.events.models import Event
from entrepairs.events.views.shared import prepared_event, url_of
from entrepairs.ledger.run import Ran, confirm_button, run_form
from entrepairs.library.models import Series
from entrepairs.people.queries import coordinations_of
from entrepairs.people.views.organisations import coordinated
from entrepairs.ui import forms
from entrepairs.ui.forms import page_or_form


@require_safe
def index(request: SignedInRequest) -> HttpResponse:
    """Those I prepare, and where I may begin one."""
    rows = organiser_queries.events_prepared_by(request.person_id)
    coordinations = coordinations_of(request.person_id)
    context = {
        "page": page_of(request, rows.order_by("-starts_on", "-pk")),
        "organisations": [coordination.organisation for coordination in coordinations],
    }
    return render(request, "events/organise/list.html", context)


@page_or_form
def begin(request: SignedInRequest, key: str) -> HttpResponse:
    organisation = coordinated(request, key)
    start = {"time_zone": request.person.time_zone, "language": "fr", "kind": Event.Kind.STUDY_DAY}
    form = EventForm(request.POST or None, initial=start)
    if form.is_valid():
        values: dict[str, Any] = {"organisation": organisation, "told": form.told()}
        if ran := run_form(request, form, actions.begin_event, **values):
            messages.success(
                request, _("Draft created. Only the organisers can see it until you publish it.")
            )
            return redirect("events:prepare", key_of_begun(ran))
    context = {"organisation": organisation, "series": Series.objects.all()}
    return forms.page(request, "events/organise/event_form.html", context, form=form)


def key_of_begun(ran: Ran[Event]) -> str:
    """Of a form sent again, the event that it began the first time."""
    if ran.result is not None:
        return str(ran.result.key)
    return ran.earlier.object_key if ran.earlier else ""


@page_or_form
def change(request: SignedInRequest, key: str) -> HttpResponse:
    event = prepared_event(request, key)
    form = EventForm(request.POST or None, instance=event)
    if form.is_valid():
        values: dict[str, Any] = {"event": event, "told": form.told()}
        if run_form(request, form, actions.change_event, done=_("Saved."), **values):
            return redirect(url_of(event))
    context = {"event": event, "series": Series.objects.all()}
    return forms.page(request, "events/organise/event_form.html", context, form=form)


@require_safe
def prepare(request: SignedInRequest, key: str) -> HttpResponse:
    """How far it is: what is missing, and its programme, one day at a time."""
    event = prepared_event(request, key)
    programme = organiser_queries.read_day(event, request.GET.get("day", ""))
    missing = organiser_queries.find_missing(event, programme.counts)
    context = {"event": event, "programme": programme, "missing": missing}
    context["links"] = page_hooks.links_of(event)
    return forms.page(request, "events/organise/event.html", context)


@page_or_form
def publish(request: SignedInRequest, key: str) -> HttpResponse:
    event = prepared_event(request, key)
    if event.state == Event.State.PUBLISHED:
        return redirect(url_of(event))
    form = forms.Form(request.POST or None)
    if form.is_valid():
        done = _("Published. Everyone can see it.")
        if run_form(request, form, actions.publish_event, done=done, event=event):
            return redirect(url_of(event))
    missing = organiser_queries.find_missing(event, organiser_queries.count_rows(event))
    context = {"event": event, "missing": missing, "held": any(line.needed for line in missing)}
    return forms.page(request, "events/organise/publish.html", context, form=form)


@page_or_form
def cancel(request: SignedInRequest, key: str) -> HttpResponse:
    event = prepared_event(request, key)
    if event.state != Event.State.PUBLISHED:
        return redirect(url_of(event))
    return confirm_button(
        request,
        actions.cancel_event,
        title=_("Cancel this event? %(title)s") % {"title": event.title},
        lines=[
            _(
                "Its page stays and says that it does not take place,"
                " so that nobody travels for nothing."
            ),
            _("People who registered are told: here, or by email if they left an address."),
            _("You can publish it again later."),
        ],
        yes=_("Cancel the event"),
        back=url_of(event),
        done=_("Cancelled. The public page says so."),
        event=event,
    )
