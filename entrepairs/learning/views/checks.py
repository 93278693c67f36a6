"""Attestations as files, and what anybody needs to check one. Those who check stay unknown:
nothing is written, and a code is in no log."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from entrepairs.core.requests import Request, SignedInRequest
from entrepairs.learning import checking, page_hooks, queries
from entrepairs.learning.actions.attestations import withdraw_attestation
from entrepairs.learning.forms import CheckForm
from entrepairs.learning.keys import site_that_signed
from entrepairs.learning.models import LIST_SIZE, Attestation, ListPlace
from entrepairs.learning.paper import bake_badge, draw_attestation, group_code
from entrepairs.learning.signing import sign_list
from entrepairs.ledger.run import confirm_button
from entrepairs.ui import forms
from entrepairs.ui.addresses import absolute_url, origin_of
from entrepairs.ui.file_answers import PDF, answer_file
from entrepairs.ui.forms import page_or_form
from entrepairs.vocabulary.queries import concepts

JWT = "application/vc+jwt"
MOST_LISTS = 1000
TEN_MINUTES = 600


def my_attestation(request: SignedInRequest, key: str) -> Attestation:
    rows = Attestation.objects.select_related("step")
    return get_object_or_404(rows, person=request.person_id, key=key)


@login_not_required
@require_safe
def index(request: Request) -> HttpResponse:
    """For everyone: the paths there are, and where an attestation is checked."""
    parts = [part(request) for part in page_hooks.index]
    return render(request, "learning/index.html", {"paths": concepts("path"), "parts": parts})


@require_safe
def pdf(request: SignedInRequest, key: str, language: str) -> HttpResponse:
    if language not in ("fr", "en"):
        raise Http404
    one = my_attestation(request, key)
    with translation.override(language):
        made = draw_attestation(one, one.step, absolute_url(one.path, request))
    return answer_file(made, PDF, f"attestation-{one.key}-{language}.pdf")


@require_safe
def badge(request: SignedInRequest, key: str) -> HttpResponse:
    one = my_attestation(request, key)
    if not one.credential:
        messages.info(
            request,
            _("The person who confirmed this has left, and their name is gone from the badge.")
            + " "
            + _("Create the attestation again to have one."),
        )
        return redirect("learning:step", one.step.key)
    return answer_file(bake_badge(one), "image/svg+xml", f"attestation-{one.key}.svg")


@page_or_form
def withdraw(request: SignedInRequest, key: str) -> HttpResponse:
    one = my_attestation(request, key)
    return confirm_button(
        request,
        withdraw_attestation,
        title=_("Withdraw this attestation?"),
        lines=[
            _("Those who check it read that it is withdrawn."),
            _("You can create another one."),
        ],
        yes=_("Withdraw"),
        back=f"/learning/mine/{one.step.key}/",
        attestation=one,
        done=_("This attestation is withdrawn."),
    )


@never_cache
@csrf_exempt
@login_not_required
@page_or_form
def check(request: Request) -> HttpResponse:
    """By the code, or by the file. Nothing changes, so that a form of elsewhere may ask too."""
    posted = request.method == "POST"
    form = CheckForm(request.POST, request.FILES) if posted else CheckForm()
    if not form.is_valid():
        return forms.page(request, "learning/check.html", {}, form=form)
    badge = form.cleaned_data.get("badge")
    if not badge:
        return show_attestation(request, form.cleaned_data["code"], by_file=False)
    code = checking.code_of_badge(badge.read(), origin_of(request))
    if not code:
        form.add_error("badge", _("This file was changed, or it is no badge of this site."))
        return forms.page(request, "learning/check.html", {}, form=form)
    return show_attestation(request, code, by_file=True)


@never_cache
@login_not_required
@require_safe
def checked(request: Request, code: str) -> HttpResponse:
    """What the square on the paper opens."""
    return show_attestation(request, code, by_file=False)


def show_attestation(request: Request, code: str, *, by_file: bool) -> HttpResponse:
    one, step = queries.attestation_named(code), queries.step_attested(code)
    found = one is not None and step is not None
    shown = group_code(one.code) if one else ""
    context = {"one": one, "step": step, "found": found, "code": shown, "by_file": by_file}
    context["given_up"] = one is not None and not one.withdrawn_at and checking.is_given_up(one)
    status = 200 if found or by_file else 404
    return render(request, "learning/checked.html", context, status=status)


@login_not_required
@require_safe
def document(request: Request) -> HttpResponse:
    """did:web: who this site is, for programs that check what it signed."""
    told = checking.describe_keys(origin_of(request))
    if told is None:
        raise Http404
    answer = JsonResponse(told)
    answer["Access-Control-Allow-Origin"] = "*"
    patch_cache_control(answer, public=True, max_age=TEN_MINUTES)
    return answer


@login_not_required
@require_safe
def withdrawn(request: Request, number: int) -> HttpResponse:
    """One list for more than a hundred thousand attestations: who fetches it tells about none."""
    site = site_that_signed(origin_of(request))
    if site is None or number >= MOST_LISTS:
        raise Http404
    first = number * LIST_SIZE
    rows = ListPlace.objects.filter(withdrawn=True, number__range=(first, first + LIST_SIZE - 1))
    places = list(rows.order_by("number").values_list("number", flat=True))
    answer = HttpResponse(sign_list(site, number, places, timezone.now()), content_type=JWT)
    answer["Access-Control-Allow-Origin"] = "*"
    patch_cache_control(answer, public=True, max_age=TEN_MINUTES)
    return answer
