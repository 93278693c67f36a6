"""When a group meets: written, changed and stopped by those who keep its page."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from entrepairs.core.requests import SignedInRequest
from entrepairs.gatherings.actions import rhythms as actions
from entrepairs.gatherings.forms import RhythmForm, initial_of_rhythm
from entrepairs.gatherings.models import Rhythm
from entrepairs.gatherings.queries import visible_rhythms
from entrepairs.groups.queries.groups import GroupStanding
from entrepairs.groups.views.shared import around, kept_group
from entrepairs.ledger.run import confirm_button, run_form
from entrepairs.ui import forms
from entrepairs.ui.forms import page_or_form


@page_or_form
def start(request: SignedInRequest, key: str) -> HttpResponse:
    standing = kept_group(request, key)
    group = standing.group
    initial = {"where": group.address}
    form = RhythmForm(request.POST or None, time_zone=group.time_zone, initial=initial)
    if form.is_valid():
        told: dict[str, Any] = {"circle": standing.circle, "told": form.told()}
        done = _("Saved. The next dates are on the page of the group.")
        if run_form(request, form, actions.start_rhythm, done=done, **told):
            return redirect("groups:meetings", key)
    context = {**around(request, standing, "meetings"), "rhythm": None}
    return forms.page(request, "gatherings/rhythm.html", context, form=form)


def kept_rhythm(request: SignedInRequest, key: str) -> tuple[Rhythm, GroupStanding]:
    found = visible_rhythms().filter(key=key).first()
    if found is None:
        raise Http404
    return found, kept_group(request, found.circle.key)


@page_or_form
def change(request: SignedInRequest, key: str) -> HttpResponse:
    rhythm, standing = kept_rhythm(request, key)
    zone, initial = standing.group.time_zone, initial_of_rhythm(rhythm)
    form = RhythmForm(request.POST or None, time_zone=zone, initial=initial)
    if form.is_valid():
        told: dict[str, Any] = {"rhythm": rhythm, "told": form.told()}
        if run_form(request, form, actions.change_rhythm, done=_("Saved."), **told):
            return redirect("groups:meetings", standing.circle.key)
    context = {**around(request, standing, "meetings"), "rhythm": rhythm}
    return forms.page(request, "gatherings/rhythm.html", context, form=form)


@page_or_form
def stop(request: SignedInRequest, key: str) -> HttpResponse:
    rhythm, standing = kept_rhythm(request, key)
    return confirm_button(
        request,
        actions.stop_rhythm,
        title=_("Stop meeting like this? %(title)s") % {"title": rhythm.title},
        lines=[
            _("There are no more dates from today on."),
            _("What took place stays as it was. You can write a new one at any time."),
        ],
        yes=_("Stop"),
        back=f"{standing.circle.path}meetings/",
        rhythm=rhythm,
        done=_("Stopped. There are no more dates."),
    )
