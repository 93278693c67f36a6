"""Requests about my data: made, followed with their clock, agreed to, called off."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from entrepairs.core.requests import SignedInRequest
from entrepairs.ledger.run import run_button, run_form
from entrepairs.notices.actions import see_after_answer
from entrepairs.rights import request_queries as queries
from entrepairs.rights.actions import requests as actions
from entrepairs.rights.clocks import say_rule
from entrepairs.rights.forms import RequestForm
from entrepairs.rights.models import DataRequest
from entrepairs.rights.notice_kinds import REQUEST
from entrepairs.rights.request_files import draw_sheet
from entrepairs.ui import forms
from entrepairs.ui.confirm import confirm_page
from entrepairs.ui.file_answers import PDF, answer_file
from entrepairs.ui.forms import page_or_form


@page_or_form
def mine(request: SignedInRequest) -> HttpResponse:
    """What I asked, or was asked for me, and how long there is to answer; a request to write."""
    form = RequestForm(request.POST or None)
    if form.is_valid():
        done = _("Sent. You can follow it on this page.")
        kind, words = form.cleaned_data["kind"], form.cleaned_data["words"]
        if run_form(request, form, actions.ask_about_data, done=done, kind=kind, words=words):
            return redirect("rights:requests")
    me = request.person_id
    rows, news = queries.with_news(queries.requests_of(me), me)
    if news:
        see_after_answer(request, kinds=[REQUEST])
    context = {"rows": rows, "rule": say_rule("gdpr_answer")}
    return forms.page(request, "rights/requests.html", context, form=form)


def mine_or_404(request: SignedInRequest, key: str) -> DataRequest:
    return get_object_or_404(queries.requests_of(request.person_id), key=key)


@require_POST
def agree(request: SignedInRequest, key: str) -> HttpResponse:
    row = mine_or_404(request, key)
    run_button(request, actions.agree_to_request, done=_("You agreed."), request=row)
    return redirect("rights:requests")


@page_or_form
def call_off(request: SignedInRequest, key: str) -> HttpResponse:
    """By me, also of what another asks in my name."""
    row = mine_or_404(request, key)
    back = reverse("rights:requests")
    if request.method == "POST":
        run_button(request, actions.call_off_request, done=_("Called off."), request=row)
        return redirect(back)
    title = _("Call off this request?")
    lines = [str(row.get_kind_display()), _("Nothing is done of it.")]
    return confirm_page(request, title=title, lines=lines, yes=_("Call off"), back=back)


@require_safe
def sheet(request: SignedInRequest, key: str) -> HttpResponse:
    row = get_object_or_404(DataRequest.objects.select_related("person"), key=key)
    return answer_file(draw_sheet(row), PDF, f"entrepairs-{key}.pdf", shown=True)
