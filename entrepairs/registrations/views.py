"""Pages of a registration. None needs an account: whoever holds the address of a registration holds it."""

from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from entrepairs.accounts.throttling import counted
from entrepairs.core import hats
from entrepairs.events.models import Event
from entrepairs.ledger.actions import AlreadyDone
from entrepairs.notices import actions as notices
from entrepairs.registrations import actions, queries
from entrepairs.registrations import pdf as papers
from entrepairs.registrations.forms import RegisterForm
from entrepairs.registrations.models import Registration
from entrepairs.ui import forms
from entrepairs.ui.middleware import SAFE_METHODS, after_answer


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@counted("register", keep=True)
def register(request: Any, key: str) -> HttpResponse:
    event = get_object_or_404(Event.objects.exclude(state=Event.State.DRAFT), key=key)
    me = request.person_id
    if me is not None and (mine := actions.of(event, me)) is not None:
        return redirect(mine.path)
    if not event.registers or event.state != Event.State.PUBLISHED:
        messages.info(request, str(actions.Closed()))
        return redirect(event.path)
    name = {"name": request.person.name} if me is not None else {}
    form = RegisterForm(request.POST or None, signed_in=me is not None, initial=name)
    if form.is_valid():
        return registered(request, event, form.cleaned_data)
    page = {"event": event, "full": actions.is_full(event), "over": queries.is_over(event)}
    return forms.page(request, "registrations/register.html", page, form=form)


def registered(request: Any, event: Event, said: dict[str, Any]) -> HttpResponse:
    told = {"name": said["name"], "mail": said.get("mail", ""), "needs": said["needs"]}
    try:
        key = actions.register(event=event, once=said["once"], by=request.person_id, **told)
    except AlreadyDone:
        key = actions.key_of(said["once"])
    except actions.AlreadyRegistered as trouble:
        messages.info(request, str(trouble))
        return redirect(trouble.registration.path)
    except actions.Closed as trouble:
        messages.error(request, str(trouble))
        return redirect(event.path)
    return redirect(f"/events/registration/{key}/")


def held(key: str) -> Registration:
    """The registration of this address."""
    found = actions.named(key)
    if found is None or not Event.objects.filter(pk=found.event_id).exists():
        raise Http404
    return found


@never_cache
@login_not_required
@require_safe
def registration(request: Any, key: str) -> HttpResponse:
    one = held(key)
    if (me := mine(request, one)) is not None:
        after_answer(request, lambda: seen(me, one.path))
    return render(request, "registrations/registration.html", queries.shown(one))


def seen(person: int, path: str) -> None:
    with hats.person(person):
        notices.see(by=person, path=path)


@never_cache
@login_not_required
@require_safe
def attestation(request: Any, key: str) -> HttpResponse:
    """For whoever came, in the language of the page."""
    one = held(key)
    if one.came_at is None:
        raise Http404
    return pdf(papers.attestation(one), f"attestation-{one.key}.pdf")


def pdf(body: bytes, name: str) -> HttpResponse:
    return HttpResponse(
        body,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}"'},
    )


@never_cache
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: Any, key: str) -> HttpResponse:
    one = held(key)
    if request.method in SAFE_METHODS:
        lines = [
            str(one.event),
            _("Your place goes to whoever waits first. What you told us is deleted now."),
        ]
        page = {
            "title": _("Cancel my registration?"),
            "lines": lines,
            "yes": _("Cancel my registration"),
            "back": one.path,
        }
        return render(request, "ui/confirm.html", {**page, "danger": True})
    with suppress(AlreadyDone):
        if actions.cancel(registration=one, once=forms.once_of(request), by=mine(request, one)):
            messages.success(request, _("Cancelled. Thank you for saying so."))
    return redirect(one.path)


def mine(request: Any, one: Registration) -> int | None:
    """Who does it, when it is the person registered: another who holds the address is nobody in the ledger."""
    return one.person_id if one.person_id == request.person_id else None


# For those who prepare the event


@require_safe
def registrations(request: Any, key: str) -> HttpResponse:
    event = queries.prepared_event(key)
    return render(
        request, "registrations/list.html", queries.listed(event, request.GET.get("page"))
    )


@require_safe
def door_list(request: Any, key: str) -> HttpResponse:
    event = queries.prepared_event(key)
    address = request.build_absolute_uri(event.path)
    return pdf(papers.door_list(event, queries.placed(event), address), f"list-{event.key}.pdf")


@require_safe
def badges(request: Any, key: str) -> HttpResponse:
    event = queries.prepared_event(key)
    origin = request.build_absolute_uri("/").rstrip("/")
    return pdf(papers.badges(event, queries.placed(event), origin), f"badges-{event.key}.pdf")


@require_safe
def door(request: Any, key: str) -> HttpResponse:
    """What the square on a badge opens."""
    one = get_object_or_404(queries.at_the_door(), door=key)
    page = {"one": one, "event": queries.prepared_event(one.event.key)}
    return render(request, "registrations/door.html", page)


@require_POST
def came(request: Any, key: str) -> HttpResponse:
    one = get_object_or_404(queries.at_the_door(), key=key)
    with suppress(AlreadyDone):
        actions.note_came(
            registration=one,
            came=request.POST.get("came") == "yes",
            once=forms.once_of(request),
            by=request.person_id,
        )
    one.refresh_from_db()
    if request.headers.get("HX-Request"):
        return render(request, "registrations/_line.html", {"one": one})
    return redirect(
        one.door_path if "door" in request.POST else f"{one.event.path}registrations/#r-{one.key}"
    )
