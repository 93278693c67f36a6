"""A group invites another to one of its meetings; the other answers."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from entrepairs.core.requests import SignedInRequest
from entrepairs.gatherings.actions import visits as actions
from entrepairs.gatherings.forms import InviteGroupForm
from entrepairs.gatherings.models import Visit
from entrepairs.gatherings.views.times import time_at
from entrepairs.gatherings.visits import asked_meeting
from entrepairs.groups.views.shared import around, group_i_am_in
from entrepairs.ledger.run import run_button, run_form
from entrepairs.meetings.models import Meeting
from entrepairs.notices.actions import see_after_answer
from entrepairs.ui import forms
from entrepairs.ui.forms import page_or_form


@page_or_form
def invite(request: SignedInRequest, at: str) -> HttpResponse:
    """To a meeting that is planned by itself, or told apart of a rule."""
    time, standing = time_at(request, at)
    rows = Meeting.objects.select_related("circle").filter(same_as=None)
    meeting = get_object_or_404(rows, pk=time.meeting)
    if not standing.decides or time.begun or time.cancelled or not time.agreed:
        raise Http404
    form = InviteGroupForm(request.POST or None)
    if form.is_valid():
        values = {"meeting": meeting, "guest": form.cleaned_data["group"].circle}
        done = _("Invitation sent to the members of this group.")
        if run_form(request, form, actions.invite_group, done=done, field="group", **values):
            return redirect("gatherings:time", at)
    context = {**around(request, standing, "meetings"), "time": time}
    return forms.page(request, "gatherings/invite_group.html", context, form=form)


@require_safe
def visit(request: SignedInRequest, key: str) -> HttpResponse:
    """For who decides in the group that is invited."""
    row = get_object_or_404(Visit.objects.select_related("guest"), key=key)
    see_after_answer(request, path=request.path)
    standing = group_i_am_in(request, row.guest.key)
    meeting = asked_meeting(row)
    if meeting is None:
        return redirect("groups:meetings", row.guest.key)
    context = {**around(request, standing, "meetings"), "visit": row, "meeting": meeting}
    return render(request, "gatherings/visit.html", context)


@require_POST
def answer(request: SignedInRequest, key: str) -> HttpResponse:
    row = get_object_or_404(Visit.objects.select_related("guest"), key=key)
    if request.POST.get("answer") == "yes":
        done = _("Your group comes. The meeting is among yours.")
        run_button(request, actions.accept_visit, visit=row, done=done)
    else:
        run_button(request, actions.decline_visit, visit=row, done=_("Saved. Nobody is told."))
    return redirect("groups:meetings", row.guest.key)


@require_POST
def withdraw(request: SignedInRequest, at: str, key: str) -> HttpResponse:
    time, standing = time_at(request, at)
    row = get_object_or_404(Visit.objects.all(), key=key, meeting=time.meeting)
    if not standing.decides:
        raise Http404
    done = _("Withdrawn. The other group does not come.")
    run_button(request, actions.withdraw_visit, visit=row, done=done)
    return redirect("gatherings:time", at)
