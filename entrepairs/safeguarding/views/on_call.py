"""Who can be called in my organisations, and my own hours; whom its coordinators ask."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from entrepairs.core.requests import SignedInRequest
from entrepairs.ledger.run import confirm_button, run_button, run_form
from entrepairs.people.views.organisations import coordinated
from entrepairs.safeguarding import on_call_queries as queries
from entrepairs.safeguarding.actions import on_call as actions
from entrepairs.safeguarding.forms import AskHoursForm, OnCallForm
from entrepairs.safeguarding.models import CallHours, TakenCall
from entrepairs.safeguarding.queries import people_of
from entrepairs.ui import forms
from entrepairs.ui.forms import page_or_form


@require_safe
def mine(request: SignedInRequest) -> HttpResponse:
    """Who can be called, those of now first; what is asked of me, and the calls I noted."""
    me = request.person_id
    listed = queries.listed_hours()
    my_hours = list(queries.hours_of(me))
    context: dict[str, Any] = {
        "now": [one for one in listed if queries.is_now(one)],
        "later": [one for one in listed if not queries.is_now(one)],
        "my_hours": my_hours,
        "shown": queries.is_shown(request.person),
        "calls": list(queries.calls_of(me)) if my_hours else [],
    }
    return render(request, "safeguarding/on_call.html", context)


def my_hours_or_404(request: SignedInRequest, key: str) -> CallHours:
    rows = queries.hours_of(request.person_id).select_related("organisation")
    return get_object_or_404(rows, key=key)


@page_or_form
def accept(request: SignedInRequest, key: str) -> HttpResponse:
    """With the number at which I am reached."""
    hours = get_object_or_404(queries.hours_of(request.person_id), key=key, accepted_at=None)
    form = OnCallForm(request.POST or None)
    if form.is_valid():
        done = _("Thank you. The people of the organisation can call you at these hours.")
        number = form.cleaned_data["number"]
        if run_form(request, form, actions.accept_hours, done=done, hours=hours, number=number):
            return redirect("safeguarding:on_call")
    return forms.page(request, "safeguarding/accept_hours.html", {"hours": hours}, form=form)


@require_POST
def called(request: SignedInRequest, key: str) -> HttpResponse:
    hours = my_hours_or_404(request, key)
    run_button(request, actions.note_call, done=_("Saved: you were called."), hours=hours)
    return redirect("safeguarding:on_call")


@require_POST
def forget(request: SignedInRequest, pk: int) -> HttpResponse:
    rows = TakenCall.objects.filter(hours__person=request.person_id).select_related("hours")
    call = get_object_or_404(rows, pk=pk)
    run_button(request, actions.forget_call, done=_("Removed."), call=call)
    return redirect("safeguarding:on_call")


@page_or_form
def end(request: SignedInRequest, key: str) -> HttpResponse:
    """Mine, or those of the organisation that I coordinate; a no asks for no reason."""
    rows = CallHours.objects.filter(ended_at=None).select_related("organisation", "person")
    hours = get_object_or_404(rows, key=key)
    mine = hours.person_id == request.person_id
    back = reverse("safeguarding:on_call")
    if not mine:
        back = reverse("safeguarding:manage_on_call", args=[hours.organisation.key])
    lines = [f"{hours.person.name} · {queries.say_span(hours)}"]
    lines.append(_("Nobody sees this number here any more."))
    return confirm_button(
        request,
        actions.end_hours,
        title=_("End these hours on call?"),
        lines=lines,
        yes=_("End these hours"),
        back=back,
        done=_("These hours are ended."),
        hours=hours,
    )


@page_or_form
def manage(request: SignedInRequest, key: str) -> HttpResponse:
    organisation = coordinated(request, key)
    form = AskHoursForm(request.POST or None, people=people_of(organisation))
    if form.is_valid():
        values: dict[str, Any] = {"organisation": organisation, "span": form.span()}
        done = _("Asked. This person is on call once they accept.")
        person = form.cleaned_data["person"]
        if run_form(request, form, actions.ask_for_hours, done=done, person=person, **values):
            return redirect("safeguarding:manage_on_call", key)
    context = {
        "organisation": organisation,
        "hours": list(queries.hours_in(organisation)),
        "calls": queries.count_calls(organisation),
    }
    return forms.page(request, "safeguarding/manage_on_call.html", context, form=form)
