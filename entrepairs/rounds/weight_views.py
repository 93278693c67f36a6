"""How peers are found in an organisation, for whoever coordinates it: weights, what others would change, what answers tell."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from entrepairs.core.requests import SignedInRequest
from entrepairs.ledger.run import run_button, run_form
from entrepairs.people.views.organisations import coordinated
from entrepairs.rounds import weight_actions as actions
from entrepairs.rounds.weight_forms import WORDS, WeightsForm
from entrepairs.rounds.weight_history import measured_rounds
from entrepairs.rounds.weight_preview import preview
from entrepairs.suggestions import weight_queries
from entrepairs.suggestions.charts import Chart, Line, chart, lines
from entrepairs.suggestions.weights import BOUNDS, PARTS
from entrepairs.ui import forms


@require_http_methods(["GET", "HEAD", "POST"])
def weights(request: SignedInRequest, key: str) -> HttpResponse:
    """Read, try and change. What would change is worked out before anything is saved."""
    found = coordinated(request, key)
    two = weight_queries.of_organisation(found.pk)
    form = WeightsForm(
        request.POST or None, initial=two.held.values | {"learning": two.held.learning}
    )
    context = {"organisation": found, "two": two, "changes": [], "suggestion": _suggestion(two)}
    if form.is_valid():
        if "try" in request.POST:
            tried = preview(found.pk, two.held.values, form.weights)
            context |= {
                "tried": True,
                "preview": tried,
                "parts": _named(tried.parts if tried else ()),
            }
            return render(request, "rounds/weights/weights.html", context | {"form": form})
        learning, done = form.cleaned_data["learning"], _("Saved. From now on, peers are found so.")
        values = {"organisation": found, "values": form.weights, "learning": learning}
        if run_form(request, form, actions.choose, done=done, **values):
            return redirect("rounds:weights", key)
    context["changes"] = weight_queries.changes(found.pk)
    return forms.page(request, "rounds/weights/weights.html", context, form=form)


def _suggestion(two: weight_queries.Two) -> list[tuple[Any, float, float]]:
    """What the answers would change: its name, now, then."""
    if two.own is None or not two.own.suggested:
        return []
    now, then = two.own.values, two.own.suggested
    return [(WORDS[name][0], now[name], then[name]) for name in BOUNDS if now[name] != then[name]]


def _named(parts: tuple[tuple[str, int, int], ...]) -> list[tuple[Any, int, int]]:
    order = list(PARTS)
    return [
        (WORDS[name][0], now, then)
        for name, now, then in sorted(parts, key=lambda part: order.index(part[0]))
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def reset(request: SignedInRequest, key: str) -> HttpResponse:
    found = coordinated(request, key)
    if request.method == "POST":
        done = _("Back to those of the network.")
        run_button(request, actions.reset, organisation=found, done=done)
        return redirect("rounds:weights", key)
    context = {
        "title": _("Back to the weights of the network?"),
        "lines": [
            _(
                "What was chosen here stays in the list of changes. Answers are not learnt from any more."
            )
        ],
        "yes": _("Back to those of the network"),
        "back": reverse("rounds:weights", args=[key]),
    }
    return render(request, "ui/confirm.html", context)


@require_POST
def answer(request: SignedInRequest, key: str) -> HttpResponse:
    """To what the answers suggest."""
    found = coordinated(request, key)
    action = actions.accept if request.POST.get("answer") == "yes" else actions.set_aside
    done = (
        _("Saved. From now on, peers are found so.")
        if action is actions.accept
        else _("Set aside.")
    )
    run_button(request, action, organisation=found, done=done)
    return redirect("rounds:weights", key)


@require_safe
def learnt(request: SignedInRequest, key: str) -> HttpResponse:
    """Predicted against observed, and who waited how long."""
    found = coordinated(request, key)
    figures = weight_queries.learnt(found.pk)
    drawn: Chart | None = chart(figures.bins) if figures else None
    waits: dict[str, list[Line]] = lines(figures.waiting) if figures else {}
    rounds = [(round, lines(round.figures["waits"])) for round in measured_rounds(found.pk)]
    context = {
        "organisation": found,
        "figures": figures,
        "chart": drawn,
        "waits": waits,
        "rounds": rounds,
    }
    return render(request, "rounds/weights/learnt.html", context)
