"""Rounds, for those who coordinate an organisation. For anybody else these pages do not exist."""

from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from entrepairs.core.next_address import next_path
from entrepairs.core.paging import page_of
from entrepairs.core.requests import SignedInRequest
from entrepairs.ledger.run import run_button, run_form
from entrepairs.people.models import Organisation
from entrepairs.people.queries import coordinated_organisations
from entrepairs.people.views.organisations import coordinated
from entrepairs.rounds import queries, sentences
from entrepairs.rounds.actions import rounds as actions
from entrepairs.rounds.figures import pairs_made
from entrepairs.rounds.forms import OpenForm
from entrepairs.rounds.models import Round, Suggestion
from entrepairs.suggestions.figures_told import make_lines
from entrepairs.ui.forms import page, page_or_form

State = Round.State


@require_safe
def index(request: SignedInRequest) -> HttpResponse:
    mine = coordinated_organisations(request.person_id)
    if not mine:
        raise Http404
    found = page_of(request, queries.rounds_seen(), queries.LINES)
    busy = {one.organisation_id for one in found.rows if one.stands}
    context = {"page": found, "free": [one for one in mine if one.pk not in busy]}
    return render(request, "rounds/list.html", context)


@page_or_form
def open_round(request: SignedInRequest, key: str) -> HttpResponse:
    organisation = coordinated(request, key)
    form = OpenForm(request.POST or None, teams=queries.teams_with_peers(organisation))
    if form.is_valid() and run_form(
        request, form, actions.open_round, organisation=organisation, **form.chosen
    ):
        return redirect(path_of_latest(organisation))
    return page(request, "rounds/open.html", {"organisation": organisation}, form=form)


def path_of_latest(organisation: Organisation) -> str:
    """Of the round that stands, or else of the last."""
    found = list(queries.rounds_seen().filter(organisation=organisation)[:5])
    chosen = next((one for one in found if one.stands), found[0] if found else None)
    return chosen.path if chosen else reverse("rounds:rounds")


def find_round(key: str) -> Round:
    return get_object_or_404(queries.rounds_seen(), key=key)


@require_safe
def round_page(request: SignedInRequest, key: str) -> HttpResponse:
    one = find_round(key)
    context: dict[str, Any] = {
        "round": one,
        "stopped": one.state == State.COMPUTING and actions.has_stopped(one),
        "counting": one.state == State.OPEN and not one.figures,
        "waiting": sentences.say_waiting(one.figures.get("waiting")),
        "found": sentences.say_found(one.figures.get("found"), one.gap),
    }
    if one.state == State.READY:
        context["page"] = found = page_of(request, queries.suggestions_of(one), queries.LINES)
        context["lines"] = queries.lines_with_reasons(found.rows)
    if one.state == State.RELEASED:
        waits = one.figures.get("waits")
        context["asked"] = sentences.say_asked(one.figures.get("asked"))
        context["answers"] = sentences.say_answers(pairs_made(one))
        context["waits"] = make_lines(waits) if waits is not None else {}
    return render(request, "rounds/round.html", context)


@require_safe
def progress(request: SignedInRequest, key: str) -> HttpResponse:
    """How far it is, alone; once it is done, the page is to be read again."""
    one = find_round(key)
    counting = one.state == State.OPEN and not one.figures
    computing = one.state == State.COMPUTING and not actions.has_stopped(one)
    if not request.htmx:
        return redirect(one.path)
    if counting or computing:
        return render(request, "rounds/_progress.html", {"round": one, "counting": counting})
    return HttpResponse(headers={"HX-Refresh": "true"})


@require_POST
def work_out(request: SignedInRequest, key: str) -> HttpResponse:
    one = find_round(key)
    run_button(request, actions.work_out_round, round=one)
    return redirect(one.path)


@page_or_form
def cancel(request: SignedInRequest, key: str) -> HttpResponse:
    one = find_round(key)
    if request.method == "POST":
        done = _("Cancelled. Nobody was contacted.")
        run_button(request, actions.cancel_round, round=one, done=done)
        return redirect(one.path)
    context = {
        "title": _("Cancel this matching round?"),
        "lines": [
            _(
                "Nobody is contacted, and the results are deleted. You can open "
                "another matching round right away."
            )
        ],
        "yes": _("Cancel this matching round"),
        "back": one.path,
        "danger": True,
    }
    return render(request, "ui/confirm.html", context)


@page_or_form
def release(request: SignedInRequest, key: str) -> HttpResponse:
    one = find_round(key)
    if request.method == "POST":
        done = _("Invitations sent. It is now up to the people invited.")
        run_button(request, actions.release_round, round=one, done=done)
        return redirect(one.path)
    if not queries.suggestions_kept(one).exists():
        raise Http404
    context = {
        "title": _("Send the invitations of this matching round?"),
        "lines": list(say_what_release_does()),
        "yes": _("Send the invitations"),
        "back": one.path,
    }
    return render(request, "ui/confirm.html", context)


def say_what_release_does() -> Iterator[str]:
    yield _(
        "The two people on each line receive an invitation, unless the line is left out. It "
        "gives the reasons that each of them may know."
    )
    yield _(
        "They are peers if both say yes, within 21 days. You will not see who answered what, nor "
        "this list again."
    )
    yield _("People who have since paused, found a peer or changed their search are left out.")


@require_POST
def suggestion(request: SignedInRequest, key: str) -> HttpResponse:
    """Set aside, or put back."""
    found = get_object_or_404(Suggestion.objects.select_related("round"), key=key)
    if request.POST.get("aside") == "yes":
        action, done = (
            actions.leave_suggestion_out,
            _("Left out. This suggestion will not be sent."),
        )
    else:
        action, done = actions.put_suggestion_back, _("Put back. This suggestion will be sent.")
    run_button(request, action, suggestion=found, done=done)
    return redirect(next_path(request, found.round.path))
