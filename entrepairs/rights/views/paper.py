"""Requests that came on paper to an organisation: noted and followed by who coordinates it."""

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from entrepairs.core.requests import SignedInRequest
from entrepairs.ledger.run import run_button, run_form
from entrepairs.people.models import Organisation, Person
from entrepairs.people.queries import coordinations_of
from entrepairs.rights import request_queries as queries
from entrepairs.rights.actions import requests as actions
from entrepairs.rights.clocks import say_rule
from entrepairs.rights.forms import PaperRequestForm
from entrepairs.rights.models import DataRequest
from entrepairs.ui import forms
from entrepairs.ui.confirm import confirm_page
from entrepairs.ui.forms import page_or_form


def organisation_or_404(request: SignedInRequest, key: str) -> Organisation:
    for one in coordinations_of(request.person_id):
        if one.organisation.key == key:
            return one.organisation
    raise Http404


def people_of(organisation: Organisation) -> QuerySet[Person]:
    rows = Person.objects.filter(affiliations__organisation=organisation, affiliations__until=None)
    return rows.distinct().order_by("folded", "pk")


@page_or_form
def paper(request: SignedInRequest, key: str) -> HttpResponse:
    organisation = organisation_or_404(request, key)
    people = people_of(organisation)
    form = PaperRequestForm(request.POST or None, people=people)
    if form.is_valid():
        done = _("Noted. The person is told, and can call it off.")
        values = {"person": form.cleaned_data["person"], "asked": form.asked()}
        if run_form(request, form, actions.note_paper_request, done=done, **values):
            return redirect("rights:paper", key)
    rows = list(queries.requests_noted(request.person_id, people.order_by())[: queries.SHOWN])
    context = {"organisation": organisation, "rows": rows, "rule": say_rule("gdpr_answer")}
    return forms.page(request, "rights/paper.html", context, form=form)


def noted_or_404(request: SignedInRequest, key: str) -> tuple[DataRequest, str]:
    """With the page that lists it: of an organisation of that person that I coordinate."""
    rows = DataRequest.objects.select_related("person")
    row = get_object_or_404(rows, key=key, noted_by=request.person_id)
    for one in coordinations_of(request.person_id):
        if people_of(one.organisation).filter(pk=row.person_id or 0).exists():
            return row, reverse("rights:paper", args=[one.organisation.key])
    raise Http404


@require_POST
def note_yes(request: SignedInRequest, key: str) -> HttpResponse:
    row, back = noted_or_404(request, key)
    done = _("Noted. The paper stays with the person.")
    run_button(request, actions.note_paper_yes, done=done, request=row)
    return redirect(back)


@page_or_form
def call_off(request: SignedInRequest, key: str) -> HttpResponse:
    row, back = noted_or_404(request, key)
    if request.method == "POST":
        run_button(request, actions.call_off_request, done=_("Called off."), request=row)
        return redirect(back)
    title = _("Call off this request?")
    lines = [str(row.get_kind_display()), _("Nothing is done of it.")]
    return confirm_page(request, title=title, lines=lines, yes=_("Call off"), back=back)
