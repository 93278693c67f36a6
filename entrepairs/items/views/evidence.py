"""Evidence for the certification: criteria of an item, and all of a body as a page and as files."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from entrepairs.core.requests import SignedInRequest
from entrepairs.items import criteria
from entrepairs.items.actions.evidence import choose_criteria
from entrepairs.items.evidence_files import filed
from entrepairs.items.forms import CriteriaForm
from entrepairs.items.queries.evidence import criteria_of, evidence_of
from entrepairs.items.views.shared import body_at, carried_item
from entrepairs.ledger.run import run_form
from entrepairs.mandates.views.shared import around, my_mandate_in
from entrepairs.ui import forms
from entrepairs.ui.file_answers import ODT, PDF, answer_file
from entrepairs.ui.forms import page_or_form
from entrepairs.ui.report_files import draw_pdf, write_text


@page_or_form
def choose(request: SignedInRequest, key: str) -> HttpResponse:
    item = carried_item(request, key)
    if not item.public_at:
        raise Http404
    initial = {"criteria": list(item.evidence.values_list("criterion", flat=True))}
    form = CriteriaForm(request.POST or None, criteria=criteria_of(item.body), initial=initial)
    if form.is_valid():
        chosen = form.chosen()
        if run_form(request, form, choose_criteria, done=_("Saved."), item=item, criteria=chosen):
            return redirect(item.path)
    context = {"item": item, "title": _("Criteria of the certification"), "anything": True}
    return forms.page(request, "items/write.html", context, form=form)


@require_safe
def evidence(request: SignedInRequest, key: str) -> HttpResponse:
    """For the delegation, which chooses what it hands over."""
    mandate = my_mandate_in(request, body_at(key))
    context = {"found": evidence_of(mandate.body), "criteria": criteria.read_criteria()}
    return render(request, "items/evidence.html", around(mandate, "evidence", **context))


@require_safe
def evidence_file(request: SignedInRequest, key: str, ending: str) -> HttpResponse:
    body = my_mandate_in(request, body_at(key)).body
    report, name = filed(body, evidence_of(body)), f"certification-{key}.{ending}"
    if ending == "pdf":
        return answer_file(draw_pdf(report), PDF, name, shown=True)
    return answer_file(write_text(report), ODT, name)
