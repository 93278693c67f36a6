"""The page that everyone reads about an organisation, and the form of its coordinators."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from entrepairs.core.requests import Request, SignedInRequest
from entrepairs.ledger.run import run_form
from entrepairs.people import hooks, queries
from entrepairs.people.actions.organisations import change_organisation
from entrepairs.people.forms import OrganisationForm
from entrepairs.people.models import Organisation
from entrepairs.people.opening_hours import show_hours
from entrepairs.people.schema_org import describe_organisation
from entrepairs.people.views.organisations import coordinated
from entrepairs.ui import forms
from entrepairs.ui.forms import page_or_form
from entrepairs.ui.schema_org import json_block
from entrepairs.vocabulary import queries as vocabulary

SUMMARY = 150  # letters of the description that search engines show


@login_not_required
@require_safe
def organisation(request: Request, key: str) -> HttpResponse:
    found = get_object_or_404(Organisation.objects.select_related("place"), key=key)
    me = request.person_id
    mine = None if me is None else queries.affiliations_of(me).filter(organisation=found).first()
    week = queries.week_of(found)
    events = [event for hook in hooks.organisation_events for event in hook(found)]
    spoken = [vocabulary.concept_by_key("language", one) for one in found.languages]
    absolute: Callable[[str], str] = request.build_absolute_uri
    told = describe_organisation(found, week, spoken, events, absolute)
    context = {
        "organisation": found,
        "mine": mine,
        "asked": me is not None
        and queries.coordinations_asked(me).filter(organisation=found).exists(),
        "coordinators": queries.coordinators_of(found) if mine else [],
        "hours": show_hours(week, found.time_zone),
        "events": events,
        "languages": [term.label for term in spoken],
        "summary": Truncator(" ".join(found.about.split()) or found.name).chars(SUMMARY),
        "structured": json_block(told),
    }
    return render(request, "people/organisation.html", context)


@page_or_form
def change(request: SignedInRequest, key: str) -> HttpResponse:
    found = coordinated(request, key)
    form = OrganisationForm(request.POST or None, instance=found, week=queries.week_of(found))
    if form.is_valid():
        said = {"organisation": found, "columns": form.told(), "week": form.cleaned_data["week"]}
        if run_form(request, form, change_organisation, done=_("Saved."), **said):
            return redirect("organisation", key)
    context = {"organisation": found}
    return forms.page(request, "people/organisation_change.html", context, form=form)
