"""One time at which a group meets: its page, and what one does about it."""

import datetime as dt

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from entrepairs.core.requests import SignedInRequest
from entrepairs.gatherings import queries
from entrepairs.gatherings.actions import rhythms as actions
from entrepairs.gatherings.queries import Time
from entrepairs.groups.queries.groups import Standing
from entrepairs.groups.views.shared import around, group_i_am_in
from entrepairs.ledger.run import run_button


def time_at(request: SignedInRequest, at: str) -> tuple[Time, Standing]:
    """Of this address, as "key-20261208", in a group that I am in."""
    key, _dash, typed = at.partition("-")
    rhythm = queries.rhythms_of_key(key)
    if rhythm is None or len(typed) != 8:
        raise Http404
    try:
        day = dt.datetime.strptime(typed, "%Y%m%d").date()  # noqa: DTZ007
    except ValueError as error:
        raise Http404 from error
    found = queries.find_time(rhythm, day)
    if found is None:
        raise Http404
    return found, group_i_am_in(request, rhythm.circle.key)


@require_safe
def time(request: SignedInRequest, at: str) -> HttpResponse:
    found, standing = time_at(request, at)
    context = {**around(request, standing, "meetings"), "time": found}
    return render(request, "gatherings/time.html", context)


@require_POST
def tell_apart(request: SignedInRequest, at: str) -> HttpResponse:
    """One time that is otherwise: its meeting can be moved or cancelled."""
    found, standing = time_at(request, at)
    if not standing.decides:
        raise Http404
    ran = run_button(request, actions.tell_apart, rhythm=found.rhythm, day=found.day)
    if ran.earlier:  # pressed twice: it is a meeting since
        found, _standing = time_at(request, at)
        meeting = found.gathering.meeting if found.gathering else None
    else:
        meeting = ran.result
    page = "meetings:cancel" if request.POST.get("what") == "cancel" else "meetings:other_time"
    return redirect(page, meeting.key) if meeting else redirect("gatherings:time", at)
