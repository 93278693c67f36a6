"""Saying something to a body: which one, then what, once what is alike was shown."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from entrepairs.core.paging import page_of
from entrepairs.core.requests import SignedInRequest
from entrepairs.items.actions.items import say_item
from entrepairs.items.forms import SayForm
from entrepairs.items.models import Item, Outcome
from entrepairs.items.queries import finding
from entrepairs.items.queries.items import circles_to_speak_for
from entrepairs.items.views.shared import body_at
from entrepairs.ledger.run import run_form
from entrepairs.mandates.models import Body
from entrepairs.mandates.queries import bodies_in
from entrepairs.ui import forms
from entrepairs.ui.forms import page_or_form


@require_safe
def where(request: SignedInRequest) -> HttpResponse:
    """The bodies, by name."""
    words = request.GET.get("q", "").strip()[:80]
    rows = bodies_in(None)
    if words:
        rows = rows.filter(name__icontains=words)
    kept = _kept(request)
    context = {
        "page": page_of(request, rows),
        "words": words,
        "kept": kept,
        "query": f"?{urlencode(kept)}" if kept else "",
    }
    return render(request, "items/where.html", context)


def _kept(request: SignedInRequest) -> dict[str, str]:
    """In the name of which group, and taken up from where: it stays in the address."""
    return {name: found for name in ("group", "from") if (found := request.GET.get(name, "")[:20])}


@page_or_form
def say(request: SignedInRequest, key: str) -> HttpResponse:
    """Before it is sent, what others have come to about the like is shown, once."""
    body = body_at(key)
    outcome = _outcome(request)
    form = SayForm(
        request.POST or None,
        circles=list(circles_to_speak_for(request.person_id)),
        initial=_initial(request, outcome),
    )
    alike: dict[str, Any] = {}
    if form.is_valid():
        alike = {} if form.cleaned_data["looked"] else _alike(form, body)
        if not alike and (sent := _send(request, form, body, outcome)):
            return redirect(sent)
        form = _looked(form)
    context = {"body": body, "outcome": outcome, **alike}
    return forms.page(request, "items/say.html", context, form=form)


def _outcome(request: SignedInRequest) -> Outcome | None:
    key = request.GET.get("from", "")
    return Outcome.objects.select_related("body").filter(key=key).first() if key else None


def _initial(request: SignedInRequest, outcome: Outcome | None) -> dict[str, Any]:
    found: dict[str, Any] = {"source": request.GET.get("group") or "me"}
    return found | ({"title": outcome.title} if outcome else {})


def _alike(form: SayForm, body: Body) -> dict[str, Any]:
    words = f"{form.cleaned_data['title']} {form.cleaned_data['words']}"[:400]
    items = finding.items_alike(words, body)
    outcomes = finding.outcomes_alike(words)
    return {"items": items, "outcomes": outcomes} if items or outcomes else {}


def _looked(form: SayForm) -> SayForm:
    """The same form, which is sent the next time."""
    data: Any = form.data.copy()  # type: ignore[attr-defined]
    data["looked"] = "on"
    form.data = data
    return form


def _send(
    request: SignedInRequest, form: SayForm, body: Body, outcome: Outcome | None
) -> str | None:
    done = _("Sent to the delegation. You can follow it here.")
    values: dict[str, Any] = {"body": body, "saying": form.saying(), "outcome": outcome}
    ran = run_form(request, form, say_item, done=done, **values)
    if ran.earlier:
        return Item(key=ran.earlier.object_key).path
    return ran.result.path if ran.result else None
