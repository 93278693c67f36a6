"""Approvals of an association, on the pages of who coordinates it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from entrepairs.core.requests import SignedInRequest
from entrepairs.ledger.run import confirm_button, run_form
from entrepairs.people.views.organisations import coordinated
from entrepairs.sittings.actions.approvals import add_approval, remove_approval
from entrepairs.sittings.clocks import approval_clock, rule_of
from entrepairs.sittings.forms import ApprovalForm
from entrepairs.sittings.models import Approval
from entrepairs.ui import forms
from entrepairs.ui.formats import today
from entrepairs.ui.forms import page_or_form


@page_or_form
def approvals(request: SignedInRequest, key: str) -> HttpResponse:
    """Newest first, with the day from which the next one is asked for."""
    found = coordinated(request, key)
    form = ApprovalForm(request.POST or None)
    if form.is_valid():
        values: dict[str, Any] = {
            name: form.cleaned_data[name] for name in ("level", "number", "until")
        }
        done = _("Approval added.")
        if run_form(request, form, add_approval, done=done, organisation=found, **values):
            return redirect("sittings:approvals", key)
    rule = rule_of("approval")
    rows = Approval.objects.filter(organisation=found).order_by("-until")
    context = {
        "organisation": found,
        "rule": rule,
        "rows": [(row, approval_clock(row.until, today(), rule)) for row in rows],
    }
    return forms.page(request, "sittings/approvals.html", context, form=form)


@page_or_form
def remove(request: SignedInRequest, key: str, approval: int) -> HttpResponse:
    found = coordinated(request, key)
    rows = Approval.objects.select_related("organisation")
    return confirm_button(
        request,
        remove_approval,
        title=_("Delete this approval?"),
        lines=[_("Your representatives no longer see until when this approval runs.")],
        yes=_("Delete the approval"),
        back=reverse("sittings:approvals", args=[key]),
        approval=get_object_or_404(rows, organisation=found, pk=approval),
        done=_("Deleted."),
    )
