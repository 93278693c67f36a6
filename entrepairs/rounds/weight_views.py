"""How peers are found in an organisation, for its coordinators: weights, and what answers tell."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from entrepairs.core.requests import SignedInRequest
from entrepairs.ledger.run import run_button, run_form
from entrepairs.matching.bounds import BOUNDS, COMPONENTS
from entrepairs.people.views.organisations import coordinated
from entrepairs.rounds.actions import weights as actions
from entrepairs.rounds.weight_forms import WORDS, WeightsForm
from entrepairs.rounds.weight_history import measured_rounds
from entrepairs.rounds.weight_preview import preview_weights
from entrepairs.suggestions import weight_queries
from entrepairs.suggestions.figures_told import Line, make_lines, make_points
from entrepairs.ui.forms import page, page_or_form


@page_or_form
def weights(request: SignedInRequest, key: str) -> HttpResponse:
    """Read, try and change. What would change is worked out before anything is saved."""
    found = coordinated(request, key)
    two = weight_queries.weights_of(found.pk)
    now, answers = two.held.values, two.own.suggested if two.own else None
    form = WeightsForm(request.POST or None, initial=now | {"learning": two.held.learning})
    context = {
        "organisation": found,
        "two": two,
        "changes": [],
        "suggestion": _changes_suggested(two),
        "shares_now": shares_of_score(now),
        "shares_suggested": shares_of_score(now | answers) if answers else [],
    }
    if form.is_valid():
        if "try" in request.POST:
            tried = preview_weights(found.pk, now, form.weights)
            context |= {
                "tried": True,
                "shares_tried": shares_of_score(form.weights),
                "preview": tried,
                "parts": _name_components(tried.parts if tried else ()),
            }
            return render(request, "rounds/weights/weights.html", context | {"form": form})
        learning = form.cleaned_data["learning"]
        values = {"organisation": found, "values": form.weights, "learning": learning}
        done = _("Saved. We now suggest peers with these settings.")
        if run_form(request, form, actions.choose_weights, done=done, **values):
            return redirect("rounds:weights", key)
    context["changes"] = weight_queries.weight_changes(found.pk)
    return page(request, "rounds/weights/weights.html", context, form=form)


def _changes_suggested(two: weight_queries.Two) -> list[tuple[Any, float, float]]:
    """What the answers would change: its name, now, then."""
    if two.own is None or not two.own.suggested:
        return []
    now, then = two.own.values, two.own.suggested
    return [(WORDS[name][0], now[name], then[name]) for name in BOUNDS if now[name] != then[name]]


def shares_of_score(values: Mapping[str, float]) -> list[tuple[str, Any, float]]:
    """The parts that make a score, as drawn: colour, name and weight of those that count for two
    people; what counts against them is no part of it."""
    return [
        (f"k{place}", WORDS[name][0], values[name])
        for place, name in enumerate(COMPONENTS)
        if values[name] > 0
    ]


def _name_components(parts: tuple[tuple[str, int, int], ...]) -> list[tuple[Any, int, int]]:
    order = list(COMPONENTS)
    return [
        (WORDS[name][0], now, then)
        for name, now, then in sorted(parts, key=lambda part: order.index(part[0]))
    ]


@page_or_form
def reset(request: SignedInRequest, key: str) -> HttpResponse:
    found = coordinated(request, key)
    if request.method == "POST":
        done = _("The settings of the network apply again.")
        run_button(request, actions.reset_weights, organisation=found, done=done)
        return redirect("rounds:weights", key)
    context = {
        "title": _("Go back to the settings of the network?"),
        "lines": [
            _(
                "What was chosen here stays in the list of changes. Answers are not learnt from "
                "any more."
            )
        ],
        "yes": _("Go back to the settings of the network"),
        "back": reverse("rounds:weights", args=[key]),
    }
    return render(request, "ui/confirm.html", context)


@require_POST
def answer(request: SignedInRequest, key: str) -> HttpResponse:
    """To what the answers suggest."""
    found = coordinated(request, key)
    if request.POST.get("answer") == "yes":
        action, done = actions.accept_weights, _("Saved. We now suggest peers with these settings.")
    else:
        action, done = actions.set_weights_aside, _("Declined.")
    run_button(request, action, organisation=found, done=done)
    return redirect("rounds:weights", key)


@require_safe
def learnt(request: SignedInRequest, key: str) -> HttpResponse:
    """Predicted against observed, and who waited how long."""
    found = coordinated(request, key)
    figures = weight_queries.learning_figures(found.pk)
    waits: dict[str, list[Line]] = make_lines(figures.waiting) if figures else {}
    rounds = [(round, make_lines(round.figures["waits"])) for round in measured_rounds(found.pk)]
    context = {
        "organisation": found,
        "figures": figures,
        "points": make_points(figures.bins) if figures else [],
        "waits": waits,
        "rounds": rounds,
    }
    return render(request, "rounds/weights/learnt.html", context)
