"""The roles of an organisation, for those who coordinate it: offered, held, past, as a table."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from entrepairs.core.csv_cells import write_table
from entrepairs.core.paging import page_of
from entrepairs.core.requests import SignedInRequest
from entrepairs.ledger.run import confirm_button, run_button, run_form
from entrepairs.people.asking import chosen_person, search_to_ask
from entrepairs.people.models import Organisation
from entrepairs.people.queries import persons_by_id
from entrepairs.people.views.organisations import coordinated
from entrepairs.roles import queries
from entrepairs.roles.actions import end_role, offer_role, withdraw_offer
from entrepairs.roles.forms import OfferForm, OnDayForm
from entrepairs.roles.models import HeldRole
from entrepairs.roles.queries import OFFERED, is_held_on
from entrepairs.ui import forms
from entrepairs.ui.file_answers import CSV, answer_file
from entrepairs.ui.formats import today
from entrepairs.ui.forms import page_or_form
from entrepairs.vocabulary.queries import concept_by_key


def role_or_404(organisation: Organisation, key: str) -> HeldRole:
    rows = HeldRole.objects.select_related("organisation").filter(withdrawn_at=None)
    return get_object_or_404(rows, organisation=organisation, key=key)


@require_safe
def organisation(request: SignedInRequest, key: str) -> HttpResponse:
    """Offered and held today; held on another day; or all of them."""
    found, form = coordinated(request, key), OnDayForm(request.GET)
    asked = form.cleaned_data["on"] if form.is_valid() else None
    rows, every = queries.roles_in(found), "all" in request.GET
    if asked:
        rows = rows.filter(is_held_on(asked))
    elif not every:
        rows = rows.filter(OFFERED | is_held_on(today()))
    page = page_of(request, rows)
    context = {
        "organisation": found,
        "form": form,
        "day": asked or today(),
        "asked": asked,
        "every": every,
        "page": page,
        "people": persons_by_id(role.person_id for role in page.rows),
        "sums": queries.add_up(found, asked or today()),
        "full_time_hours": concept_by_key("statute", "employee").data["full_time_hours"],
    }
    return render(request, "roles/organisation.html", context)


@page_or_form
def choose(request: SignedInRequest, key: str) -> HttpResponse:
    """To whom a role is offered: what it is, comes next."""
    found = coordinated(request, key)
    if request.method == "POST":
        return redirect("roles:offer", key, chosen_person(request).key)
    here = search_to_ask(request, queries.people_to_offer(found))
    return render(request, "roles/choose.html", {"organisation": found, "here": here})


@page_or_form
def offer(request: SignedInRequest, key: str, person: str) -> HttpResponse:
    """What is offered to one of its people, or corrected with their yes."""
    found = coordinated(request, key)
    them = get_object_or_404(queries.people_to_offer(found), key=person)
    wrong = request.GET.get("instead")
    instead_of = role_or_404(found, wrong) if wrong else None
    form = OfferForm(request.POST or None, instead_of=instead_of)
    if form.is_valid():
        values: dict[str, Any] = {"organisation": found, "person": them, "terms": form.terms()}
        values |= {"instead_of": instead_of, "follows": form.cleaned_data.get("follows", False)}
        done = _("Offer sent. %(name)s answers yes or no. Before a yes, it counts nowhere.") % {
            "name": them.name
        }
        if run_form(request, form, offer_role, done=done, **values):
            return redirect("roles:organisation", key)
    context = {"organisation": found, "them": them, "instead_of": instead_of}
    return forms.page(request, "roles/offer.html", context, form=form)


@require_POST
def withdraw(request: SignedInRequest, key: str, role: str) -> HttpResponse:
    found = role_or_404(coordinated(request, key), role)
    run_button(request, withdraw_offer, offer=found, done=_("This offer is withdrawn."))
    return redirect("roles:organisation", key)


@page_or_form
def end(request: SignedInRequest, key: str, role: str) -> HttpResponse:
    found = role_or_404(coordinated(request, key), role)
    them = persons_by_id([found.person_id]).get(found.person_id)
    names = {"role": found.name, "name": them.name if them else _("someone")}
    return confirm_button(
        request,
        end_role,
        title=_("End this role today? %(role)s, %(name)s") % names,
        lines=[_("This person is told that you did this.")],
        yes=_("End the role"),
        back=reverse("roles:organisation", args=[key]),
        role=found,
        done=_("This role has ended."),
    )


@require_safe
def export_csv(request: SignedInRequest, key: str) -> HttpResponse:
    """All of them, for a spreadsheet; offers that wait are told as such."""
    found = coordinated(request, key)
    rows = list(queries.roles_in(found))
    people = persons_by_id(role.person_id for role in rows)
    week = (_("Hours a week"), _("Share of full time, in %"))
    days = (_("First day"), _("Last day"))
    table: list[list[Any]] = [[_("Name"), _("Role"), _("Status"), *week, *days, _("Answer")]]
    for role in rows:
        them = people.get(role.person_id)
        named = (them.name if them else "", role.name, role.statute_name)
        told = (role.hours or "", role.share or "", role.since, role.until or "")
        table.append([*named, *told, _("no answer yet") if role.waits else _("yes")])
    return answer_file(write_table(table), CSV, f"roles-{found.key}.csv")
