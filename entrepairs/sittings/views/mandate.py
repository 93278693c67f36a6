"""The page of a representative: next sitting, papers, what runs, deputies, what it costs."""

import datetime as dt

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from entrepairs.core.requests import Request, SignedInRequest
from entrepairs.ledger.run import run_form
from entrepairs.mandates import page_hooks
from entrepairs.mandates.models import Body
from entrepairs.mandates.views.shared import around, my_mandate_now
from entrepairs.sittings import papers, queries
from entrepairs.sittings.actions.own import hand_over, say_trained
from entrepairs.sittings.forms import HandoverForm, TrainingForm
from entrepairs.sittings.models import Handover, Training
from entrepairs.sittings.running import what_runs
from entrepairs.ui import forms
from entrepairs.ui.formats import today
from entrepairs.ui.forms import page_or_form
from entrepairs.ui.page_parts import PagePart

YEAR = dt.timedelta(days=366)
NEW = 183  # days in which somebody is told what those before them wrote


@require_safe
def mandate(request: SignedInRequest, key: str) -> HttpResponse:
    """Without a press: what is next, what is missing, what runs; rules with their sources."""
    found = my_mandate_now(request, key)
    year = today().year
    coming = queries.next_sitting(found)
    places = queries.places_around(found)
    context = {
        "coming": coming,
        "days_left": (coming.day - today()).days if coming else 0,
        "may_answer": coming and not found.seat.is_deputy and coming.taken_by is None,
        "papers": papers.checklist(found.body, year),
        "year": year,
        "running": what_runs(found, year),
        "is_new": (today() - found.since).days < NEW,
        "parts": [part(request, found) for part in page_hooks.mandates],
        "places": places,
        "names": {one.mandate: (one.key, one.name) for one in places if one.name},
    }
    return render(request, "sittings/mandate.html", around(found, "mandate", **context))


@page_or_form
def training(request: SignedInRequest, key: str) -> HttpResponse:
    found = my_mandate_now(request, key)
    now = Training.objects.filter(person=request.person_id).first()
    form = TrainingForm(request.POST or None, initial={"done_on": now.done_on if now else None})
    if form.is_valid():
        day = form.cleaned_data["done_on"]
        if run_form(request, form, say_trained, field="done_on", done=_("Saved."), day=day):
            return redirect("sittings:mandate", key)
    title = _("Basic training")
    context = around(found, "mandate", title=title, back=reverse("sittings:mandate", args=[key]))
    return forms.page(request, "sittings/write.html", context, form=form)


@page_or_form
def handover(request: SignedInRequest, key: str) -> HttpResponse:
    """What those before say, the last three sittings and the rules; then one's own words."""
    found = my_mandate_now(request, key)
    number = found.seat.number
    rows = Handover.objects.filter(seat__body=found.body_id, seat__number=number)
    written = list(rows.select_related("seat").order_by("-written_at"))
    mine = next((row for row in written if row.person_id == request.person_id), None)
    form = HandoverForm(request.POST or None, initial={"words": mine.words if mine else ""})
    if form.is_valid():
        words = form.cleaned_data["words"].strip()
        if run_form(request, form, hand_over, done=_("Saved."), mandate=found, words=words):
            return redirect("sittings:handover", key)
    context = around(
        found,
        "handover",
        others=[row for row in written if row is not mine],
        last=queries.last_three(found.body),
        kind=found.body.what,
        mine=mine,
        parts=[part(request, found) for part in page_hooks.handovers],
    )
    return forms.page(request, "sittings/handover.html", context, form=form)


@login_not_required
@require_safe
def days(request: Request, key: str) -> HttpResponse:
    """For everyone: the days of the sittings of a body, to come and of a year before."""
    body = get_object_or_404(Body, key=key)
    found = queries.days_of(body, today() - YEAR)
    context = {
        "body": body,
        "coming": [one for one in found if one.day >= today()],
        "past": [one for one in reversed(found) if one.day < today()],
    }
    return render(request, "sittings/days.html", context)


def part_of_body(request: Request, page: page_hooks.BodyPage) -> PagePart:
    """On the page of a body, for everyone: the way to the days of its sittings."""
    return PagePart("sittings/_days.html", {"body": page.body})
