"""One time at which a group meets: its page, and what one does about it."""

import datetime as dt

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from entrepairs.core.requests import SignedInRequest
from entrepairs.gatherings import queries
from entrepairs.gatherings.actions import coming, rhythms
from entrepairs.gatherings.bringing import read_brought
from entrepairs.gatherings.forms import ComeForm, CountForm
from entrepairs.gatherings.planned import time_of_meeting
from entrepairs.gatherings.times import Time
from entrepairs.gatherings.visits import visits_of
from entrepairs.groups.queries.groups import GroupStanding
from entrepairs.groups.views.shared import around, group_i_am_in
from entrepairs.ledger.run import run_button, run_form
from entrepairs.meetings.models import Meeting
from entrepairs.ui import forms
from entrepairs.ui.forms import page_or_form


def time_at(request: SignedInRequest, at: str) -> tuple[Time, GroupStanding]:
    """Of this address, in a group that I am in: "key-20261208" of a rhythm, or a meeting's key."""
    key, _dash, typed = at.partition("-")
    if not _dash:
        time = time_of_meeting(key, request.person_id)
        if time is None:
            raise Http404
        return time, group_i_am_in(request, time.rhythm.circle.key)
    rhythm = queries.rhythm_at(key, request.person_id)
    if rhythm is None or len(typed) != 8 or not typed.isascii() or not typed.isdigit():
        raise Http404
    try:
        day = dt.date.fromisoformat(typed)
    except ValueError as error:
        raise Http404 from error
    found = queries.find_time(rhythm, day)
    if found is None:
        raise Http404
    return found, group_i_am_in(request, rhythm.circle.key)


@require_safe
def time(request: SignedInRequest, at: str) -> HttpResponse:
    return show(request, *time_at(request, at))


def show(
    request: SignedInRequest, found: Time, standing: GroupStanding, count: CountForm | None = None
) -> HttpResponse:
    usual = found.mine(standing.me) or found.rhythm.usually_seen
    context = {
        **around(request, standing, "meetings"),
        "time": found,
        "me": standing.me,
        "brought": read_brought(found, request.person_id),
        "visits": visits_of(found),
        "come": ComeForm(initial={"seen_by": usual} if usual else {}),
    }
    form = count or CountForm(initial={"number": found.count.get("number")})
    return forms.page(request, "gatherings/time.html", context, form=form)


def back(request: SignedInRequest, found: Time, standing: GroupStanding) -> HttpResponse:
    """To the page on which it was pressed: the group, or this time."""
    here = request.POST.get("back") == "time"
    return redirect("gatherings:time", found.at) if here else redirect(standing.circle.path)


@require_POST
def come(request: SignedInRequest, at: str) -> HttpResponse:
    found, standing = time_at(request, at)
    form = ComeForm(request.POST)
    if not form.is_valid():
        raise Http404
    said = {
        "group": _("The group can see that you come."),
        "facilitator": _("Only the person who facilitates can see that you come."),
        "nobody": _("Noted for you alone. See you there."),
    }
    seen_by = form.cleaned_data["seen_by"]
    about = {**found.about, "seen_by": seen_by}
    run_button(request, coming.say_coming, done=said[seen_by], **about)
    return back(request, found, standing)


@require_POST
def not_coming(request: SignedInRequest, at: str) -> HttpResponse:
    found, standing = time_at(request, at)
    done = _("You no longer say that you come. Nobody is told.")
    run_button(request, coming.take_back_coming, done=done, **found.about)
    return back(request, found, standing)


@page_or_form
def count(request: SignedInRequest, at: str) -> HttpResponse:
    """We were so many."""
    found, standing = time_at(request, at)
    form = CountForm(request.POST or None)
    if form.is_valid():
        said = {**found.about, "number": form.cleaned_data["number"]}
        if run_form(request, form, coming.count_people, done=_("Saved."), field="number", **said):
            return back(request, found, standing)
    return show(request, found, standing, form)


@require_POST
def facilitated(request: SignedInRequest, at: str) -> HttpResponse:
    """By a peer, or by somebody else: one press."""
    found, standing = time_at(request, at)
    peer = request.POST.get("by") == "peer"
    run_button(request, coming.say_facilitation, done=_("Saved."), peer=peer, **found.about)
    return back(request, found, standing)


@require_POST
def tell_apart(request: SignedInRequest, at: str) -> HttpResponse:
    """One time that is otherwise: its meeting can be moved or cancelled."""
    found, standing = time_at(request, at)
    if not standing.decides or isinstance(found.rhythm, Meeting):
        raise Http404
    ran = run_button(request, rhythms.tell_apart, rhythm=found.rhythm, day=found.day)
    meeting = ran.result
    if ran.earlier and found.told:  # pressed twice: it is a meeting since
        meeting = Meeting.objects.filter(pk=found.told.meeting).first()
    page = "meetings:cancel" if request.POST.get("what") == "cancel" else "meetings:other_time"
    return redirect(page, meeting.key) if meeting else redirect("gatherings:time", at)
