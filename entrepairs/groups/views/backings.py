"""The organisations that support a group: asked by the group, accepted by their coordinators."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from entrepairs.core.requests import SignedInRequest
from entrepairs.groups.actions import backings as actions
from entrepairs.groups.forms import BackingForm
from entrepairs.groups.models import Backing, Group
from entrepairs.groups.queries import groups as queries
from entrepairs.groups.views.shared import around, seen_group
from entrepairs.ledger.run import run_button, run_form
from entrepairs.people.queries import coordinated_organisations
from entrepairs.ui import forms
from entrepairs.ui.forms import page_or_form


@page_or_form
def backings(request: SignedInRequest, key: str) -> HttpResponse:
    """For the members, and for those who coordinate one of these organisations."""
    standing = seen_group(request, key)
    rows = queries.backings_of(standing.circle)
    mine = set(coordinated_organisations(request.person_id).values_list("pk", flat=True))
    if not standing.inside and not any(row.organisation_id in mine for row in rows):
        raise Http404
    apart = standing.group.kind == Group.Kind.REFLECTION  # it is of no organisation
    form = BackingForm(request.POST or None) if standing.keeps and not apart else None
    if form is not None and form.is_valid():
        names = ("organisation", "role", "exception")
        values = {name: form.cleaned_data[name] for name in names}
        done = _("Request sent to the coordinators of this organisation.")
        values["circle"] = standing.circle
        if run_form(request, form, actions.ask_backing, done=done, **values):
            return redirect("groups:backings", key)
    context = {**around(request, standing, "organisations"), "backings": rows, "mine": mine}
    return forms.page(request, "groups/backings.html", context, form=form)


@require_POST
def accept(request: SignedInRequest, key: str, pk: int) -> HttpResponse:
    standing = seen_group(request, key)
    row = get_object_or_404(Backing.objects.select_related("circle"), circle=standing.circle, pk=pk)
    done = _("Your organisation now supports this group.")
    run_button(request, actions.accept_backing, backing=row, done=done)
    return redirect("groups:backings", key)


@require_POST
def end(request: SignedInRequest, key: str, pk: int) -> HttpResponse:
    standing = seen_group(request, key)
    row = get_object_or_404(Backing.objects.select_related("circle"), circle=standing.circle, pk=pk)
    run_button(request, actions.end_backing, backing=row, done=_("This support has ended."))
    return redirect("groups:backings", key) if standing.inside else redirect("groups:list")
