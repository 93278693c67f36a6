"""A coordinator hands out a code on paper to one person. Under the person hat: the guard decides for whom."""

import secrets
from typing import Any
from urllib.parse import urlencode

import segno
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_http_methods

from entrepairs.accounts import actions, queries
from entrepairs.accounts.forms import RecoveryForm
from entrepairs.people.models import Affiliation
from entrepairs.people.queries import affiliations_of
from entrepairs.ui import forms as base_forms

VALID_DAYS = 90


def affiliate(request: Any, key: str, person: str) -> Affiliation:
    """One of its people, for whoever coordinates that organisation; for anybody else there is no such page."""
    get_object_or_404(affiliations_of(request.person_id), organisation__key=key, coordinator=True)
    theirs = Affiliation.objects.select_related("person", "organisation").filter(until=None)
    return get_object_or_404(theirs, organisation__key=key, person__key=person)


def square(link: str) -> SafeString:
    """Dark on light in either scheme, because telephones read it."""
    drawn = segno.make(link, error="m", micro=False)
    return mark_safe(
        drawn.svg_inline(
            scale=5, border=3, dark="#000", light="#fff", svgclass=None, lineclass=None
        )
    )


@require_http_methods(["GET", "HEAD", "POST"])
def hand_out(request: Any, key: str, person: str) -> HttpResponse:
    found = affiliate(request, key, person)
    context: dict[str, Any] = {
        "affiliation": found,
        "days": VALID_DAYS,
        "waits": queries.must_wait(found.person_id),
    }
    form = RecoveryForm(request.POST or None, initial={"seed": secrets.token_urlsafe(24)})
    if not form.is_valid():
        return base_forms.page(request, "accounts/hand_out.html", context, form=form)
    try:
        code = actions.issue_codes(
            people=[found.person_id],
            by=request.person_id,
            valid_days=VALID_DAYS,
            seed=form.cleaned_data["seed"],
            once=form.cleaned_data["once"],
        )[0]
    except actions.Refused as refusal:
        raise Http404 from refusal
    link = request.build_absolute_uri(f"{reverse('enter_code')}?{urlencode({'code': code})}")
    return render(
        request, "accounts/handed_out.html", {**context, "code": code, "qr": square(link)}
    )
