"""Polls for a date: asked, answered, chosen."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from entrepairs.core.paging import whole_number
from entrepairs.core.requests import SignedInRequest
from entrepairs.decisions import queries
from entrepairs.decisions.actions import polls as actions
from entrepairs.decisions.forms_of_dates import AskDatesForm, SayDatesForm
from entrepairs.decisions.models import Date, Poll
from entrepairs.decisions.views.shared import context_of, voting_group
from entrepairs.groups.queries.groups import GroupStanding
from entrepairs.groups.views.shared import seen_group
from entrepairs.ledger.run import run_button, run_form
from entrepairs.people.models import Person
from entrepairs.ui import forms
from entrepairs.ui.forms import page_or_form


@page_or_form
def ask(request: SignedInRequest, key: str) -> HttpResponse:
    standing = voting_group(request, key)
    zone = Person.objects.values_list("time_zone", flat=True).get(pk=request.person_id)
    form = AskDatesForm(request.POST or None, circle=standing.circle, time_zone=zone)
    if form.is_valid():
        done = _("The group is asked which dates suit it.")
        values = {"circle": standing.circle, **form.values()}
        ran = run_form(request, form, actions.ask_dates, done=done, **values)
        if ran.result:
            return redirect(ran.result.path)
        if ran:
            return redirect("decisions:list", key)
    context = {**context_of(request, standing), "time_zone": zone}
    return forms.page(request, "decisions/ask_dates.html", context, form=form)


def poll_at(standing: GroupStanding, key: str) -> Poll:
    """For who is in the group, or was when it ended."""
    rows = Poll.objects.select_related("circle", "made_by", "meeting")
    return get_object_or_404(rows, circle=standing.circle, key=key)


@page_or_form
def poll(request: SignedInRequest, key: str, poll: str) -> HttpResponse:
    """The dates, whom each suits, and my own answer: its form comes back filled also when the poll
    was closed meanwhile."""
    standing = seen_group(request, key)
    row = poll_at(standing, poll)
    dates = queries.dates_of(row, request.person_id)
    form = SayDatesForm(request.POST or None, dates=dates)
    if form.is_valid():
        done = _("Your dates are in. You can change them until the end.")
        values: dict[str, Any] = {"poll": row, "answers": form.answers()}
        if run_form(request, form, actions.say_dates, done=done, **values):
            return redirect(row.path)
    everybody = queries.has_everybody(row, dates)
    is_open = row.chosen_at is None and row.closes_at > timezone.now()
    context = {
        **context_of(request, standing),
        "poll": row,
        "dates": dates,
        "is_open": is_open,
        "everybody": everybody,
        "answers_now": standing.inside and not standing.ended and is_open,
        "chooses": standing.decides and not standing.ended and row.chosen_at is None
        and (not is_open or everybody),
        "now": timezone.now(),
    }  # fmt: skip
    return forms.page(request, "decisions/poll.html", context, form=form)


@require_POST
def choose(request: SignedInRequest, key: str, poll: str) -> HttpResponse:
    standing = voting_group(request, key)
    row = poll_at(standing, poll)
    number = whole_number(request.POST.get("date"))
    if number is None:
        raise Http404
    date = get_object_or_404(Date.objects.select_related("poll__circle"), poll=row, pk=number)
    ran = run_button(request, actions.choose_date, date=date, done=_("The date is chosen."))
    return redirect(ran.result.path if ran.result else row.path)
