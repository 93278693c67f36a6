"""Pages of those who prepare an event: theirs, beginning one, changing it, publishing, cancelling."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from entrepairs.core.paging import page_of
from entrepairs.events import actions, organiser_queries
from entrepairs.events.forms import EventForm, in_event_form
from entrepairs.events.models import Event
from entrepairs.events.steps import NotNow
from entrepairs.ledger.actions import AlreadyDone
from entrepairs.library.models import Series
from entrepairs.people.models import Organisation
from entrepairs.people.queries import affiliations_of
from entrepairs.ui import forms

page_or_form = require_http_methods(["GET", "HEAD", "POST"])


def prepared(request: Any, key: str) -> Event:
    """The event, if I prepare it; else there is no such page."""
    return get_object_or_404(organiser_queries.mine(request.person_id), key=key)


def coordinated(request: Any, key: str) -> Organisation:
    """The organisation, if I coordinate it; else there is no such page."""
    mine = affiliations_of(request.person_id).filter(coordinator=True)
    return get_object_or_404(mine, organisation__key=key).organisation


def done(request: Any, form: Any, action: Callable[[], Any], words: str) -> bool:
    """Do it and say so; the same form a second time is answered as the first. False: the form says why not."""
    try:
        action()
    except AlreadyDone:
        pass
    except NotNow as refusal:
        messages.warning(request, str(refusal))
        return True
    except ValidationError as error:
        form.add_error(None, error)
        return False
    messages.success(request, words)
    return True


def at(event: Event, name: str = "prepare", *keys: str) -> str:
    return reverse(f"events:{name}", args=[event.key, *keys])


@require_safe
def index(request: Any) -> HttpResponse:
    """Those I prepare, and where I may begin one."""
    page = page_of(request, organiser_queries.mine(request.person_id).order_by("-starts_on", "-pk"))
    mine = affiliations_of(request.person_id).filter(coordinator=True)
    context = {"page": page, "organisations": [affiliation.organisation for affiliation in mine]}
    return render(request, "events/organise/list.html", context)


@page_or_form
def begin(request: Any, key: str) -> HttpResponse:
    organisation = coordinated(request, key)
    start = {"time_zone": request.person.time_zone, "language": "fr", "kind": Event.Kind.STUDY_DAY}
    form = EventForm(request.POST or None, initial=start)
    if form.is_valid():
        try:
            begun = actions.begin(
                organisation=organisation,
                told=form.told(),
                once=form.cleaned_data["once"],
                by=request.person_id,
            ).key
        except AlreadyDone as before:
            begun = before.deed.object_key
        messages.success(request, _("It is in preparation. Only you see it, until you publish it."))
        return redirect("events:prepare", begun)
    context = {"organisation": organisation, "series": Series.objects.all()}
    return forms.page(request, "events/organise/event_form.html", context, form=form)


@page_or_form
def change(request: Any, key: str) -> HttpResponse:
    event = prepared(request, key)
    form = EventForm(request.POST or None, initial=in_event_form(event))
    if form.is_valid():
        told, once = form.told(), form.cleaned_data["once"]
        to_do = lambda: actions.change(event=event, told=told, once=once, by=request.person_id)  # noqa: E731
        if done(request, form, to_do, _("Saved.")):
            return redirect(at(event))
    context = {"event": event, "series": Series.objects.all()}
    return forms.page(request, "events/organise/event_form.html", context, form=form)


@require_safe
def prepare(request: Any, key: str) -> HttpResponse:
    """How far it is: what is missing, and its programme, one day at a time."""
    event = prepared(request, key)
    programme = organiser_queries.programme(event, request.GET.get("day", ""))
    context = {
        "event": event,
        "programme": programme,
        "missing": organiser_queries.missing(event, programme.counts),
    }
    return forms.page(request, "events/organise/event.html", context)


@page_or_form
def publish(request: Any, key: str) -> HttpResponse:
    event = prepared(request, key)
    if event.state == Event.State.PUBLISHED:
        return redirect(at(event))
    form = forms.Form(request.POST or None)
    if form.is_valid():
        once = form.cleaned_data["once"]
        to_do = lambda: actions.publish(event=event, once=once, by=request.person_id)  # noqa: E731
        if done(request, form, to_do, _("Published. Everyone can see it.")):
            return redirect(at(event))
    missing = organiser_queries.missing(event, organiser_queries.counted(event))
    context = {"event": event, "missing": missing, "held": any(line.needed for line in missing)}
    return forms.page(request, "events/organise/publish.html", context, form=form)


@page_or_form
def cancel(request: Any, key: str) -> HttpResponse:
    event = prepared(request, key)
    if event.state != Event.State.PUBLISHED:
        return redirect(at(event))
    if request.method == "POST":
        once = forms.once_of(request)
        done(
            request,
            None,
            lambda: actions.cancel(event=event, once=once, by=request.person_id),
            _("Cancelled. Its page says so."),
        )
        return redirect(at(event))
    lines = [
        _(
            "Its page stays and says that it does not take place, so that nobody travels for nothing."
        ),
        _("Those who registered are told: here, or by mail if they left an address."),
        _("You can publish it again later."),
    ]
    context = {"title": _("Cancel %(title)s?") % {"title": event.title}, "lines": lines, "yes": _("Cancel the event"), "back": at(event), "danger": True}  # fmt: skip
    return render(request, "ui/confirm.html", context)
