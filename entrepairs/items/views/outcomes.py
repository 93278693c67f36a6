"""What delegations share of their items, for everyone; and sharing it."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from entrepairs.core.paging import page_of
from entrepairs.core.requests import Request, SignedInRequest
from entrepairs.items.actions.outcomes import share_outcome, unshare_outcome
from entrepairs.items.forms import OutcomeForm
from entrepairs.items.models import Outcome
from entrepairs.items.queries.finding import count_taken, regions_with_outcomes, shared_outcomes
from entrepairs.items.views.shared import body_at, carried_item
from entrepairs.ledger.run import run_button, run_form
from entrepairs.ui import forms
from entrepairs.ui.forms import page_or_form

LINES = 30


@login_not_required
@require_safe
def outcomes(request: Request) -> HttpResponse:
    """Of a region, of a body, or all; newest first."""
    rows = shared_outcomes()
    regions = regions_with_outcomes()
    asked = request.GET.get("region")
    region = asked if asked in regions else None
    body = body_at(key) if (key := request.GET.get("body")) else None
    if body:
        rows = rows.filter(body=body)
    elif region is not None:
        rows = rows.filter(body__place__admin1=region)
    context = {
        "page": page_of(request, rows, LINES),
        "regions": regions,
        "region": region,
        "body": body,
    }
    return render(request, "items/outcomes.html", context)


@login_not_required
@require_safe
def outcome(request: Request, key: str) -> HttpResponse:
    found = get_object_or_404(shared_outcomes(), key=key)
    taken = count_taken(found) if request.person_id else 0
    return render(request, "items/outcome.html", {"outcome": found, "taken": taken})


@page_or_form
def share(request: SignedInRequest, key: str) -> HttpResponse:
    item = carried_item(request, key)
    if not item.answer or not item.public_at:
        raise Http404
    shared = getattr(item, "outcome", None)
    initial = {"title": (shared or item).title, "words": shared.words if shared else ""}
    form = OutcomeForm(request.POST or None, initial=initial)
    if form.is_valid():
        values = {name: form.cleaned_data[name] for name in ("title", "words")}
        done = _("Shared. Everyone can read it.")
        if run_form(request, form, share_outcome, item=item, done=done, **values):
            return redirect(item.path)
    context = {"item": item, "title": _("Share what came of it"), "anything": True}
    return forms.page(request, "items/write.html", context, form=form)


@require_POST
def unshare(request: SignedInRequest, key: str) -> HttpResponse:
    item = carried_item(request, key)
    found = get_object_or_404(Outcome.objects.select_related("item"), item=item)
    run_button(request, unshare_outcome, outcome=found, done=_("It is no longer shared."))
    return redirect(item.path)
