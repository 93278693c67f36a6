"""A coordinator hands out a code on paper to one person.

Under the person hat: the guard decides for whom.
"""

import secrets
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from entrepairs.accounts import queries
from entrepairs.accounts.actions.code_issuing import issue_codes
from entrepairs.accounts.forms import RecoveryForm
from entrepairs.core.requests import SignedInRequest
from entrepairs.ledger.transactions import NotPossible
from entrepairs.people.views.organisations import affiliate_or_404, coordinated
from entrepairs.ui import forms
from entrepairs.ui.forms import page_or_form
from entrepairs.ui.qr_codes import draw_qr_code

VALID_DAYS = 90


@page_or_form
def hand_out_code(request: SignedInRequest, key: str, person: str) -> HttpResponse:
    found = affiliate_or_404(coordinated(request, key), person)
    context: dict[str, Any] = {
        "affiliation": found,
        "days": VALID_DAYS,
        "waits": queries.code_would_wait(found.person_id),
    }
    form = RecoveryForm(request.POST or None, initial={"seed": secrets.token_urlsafe(24)})
    if not form.is_valid():
        return forms.page(request, "accounts/hand_out.html", context, form=form)
    try:
        code = issue_codes(
            people=[found.person_id],
            by=request.person_id,
            valid_days=VALID_DAYS,
            seed=form.cleaned_data["seed"],
            once=form.cleaned_data["once"],
        )[0]
    except NotPossible as refusal:
        raise Http404 from refusal
    link = request.build_absolute_uri(f"{reverse('enter_code')}?{urlencode({'code': code})}")
    return render(
        request, "accounts/handed_out.html", {**context, "code": code, "qr": draw_qr_code(link)}
    )
