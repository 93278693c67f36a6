"""Rounds, for those who coordinate an organisation. For anybody else these pages do not exist."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from entrepairs.core import jobs
from entrepairs.core.next_address import next_path
from entrepairs.core.paging import page_of
from entrepairs.core.requests import SignedInRequest
from entrepairs.ledger.run import run_button, run_form
from entrepairs.people.models import Organisation
from entrepairs.people.views.organisations import coordinated
from entrepairs.rounds import actions, figures, queries, sentences
from entrepairs.rounds.forms import OpenForm
from entrepairs.rounds.jobs import count_round, work_out_round
from entrepairs.rounds.models import Round, Suggestion
from entrepairs.suggestions import charts
from entrepairs.ui.forms import page

State = Round.State


@require_safe
def index(request: SignedInRequest) -> HttpResponse:
    mine = queries.coordinated(request.person_id)
    if not mine:
        raise Http404
    found = page_of(request, queries.rounds(), queries.LINES)
    busy = {one.organisation_id for one in found.rows if one.stands}
    context = {"page": found, "free": [one for one in mine if one.pk not in busy]}
    return render(request, "rounds/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def opening(request: SignedInRequest, key: str) -> HttpResponse:
    organisation = coordinated(request, key)
    form = OpenForm(request.POST or None, teams=queries.teams(organisation))
    if form.is_valid():
        chosen = {name: value for name, value in form.chosen.items() if name != "once"}
        if ran := run_form(request, form, actions.open_round, organisation=organisation, **chosen):
            if ran.result:
                jobs.defer(count_round, round_id=ran.result.pk)
            return redirect(_standing_path(organisation))
    return page(request, "rounds/open.html", {"organisation": organisation}, form=form)


def _standing_path(organisation: Organisation) -> str:
    """Of the round that stands, or else of the last."""
    found = list(queries.rounds().filter(organisation=organisation)[:5])
    chosen = next((one for one in found if one.stands), found[0] if found else None)
    return chosen.path if chosen else reverse("rounds:rounds")


def named(key: str) -> Round:
    return get_object_or_404(queries.rounds(), key=key)


@require_safe
def round_page(request: SignedInRequest, key: str) -> HttpResponse:
    one = named(key)
    context = {"round": one, "stopped": one.state == State.COMPUTING and actions.has_stopped(one)}
    context["counting"] = one.state == State.OPEN and not one.figures
    context["waiting"] = sentences.waiting(one.figures.get("waiting"))
    context["found"] = sentences.found(one.figures.get("found"), one.gap)
    if one.state == State.READY:
        context["page"] = found = page_of(request, queries.suggestions(one), queries.LINES)
        context["lines"] = queries.lines(found.rows)
    if one.state == State.RELEASED:
        context["asked"] = sentences.asked(one.figures.get("asked"))
        context["answers"] = sentences.answers(figures.answers(one))
        context["waits"] = charts.lines(one.figures["waits"]) if "waits" in one.figures else {}
    return render(request, "rounds/round.html", context)


@require_safe
def progress(request: SignedInRequest, key: str) -> HttpResponse:
    """How far it is, alone; once it is done, the page is to be read anew."""
    one = named(key)
    counting = one.state == State.OPEN and not one.figures
    computing = one.state == State.COMPUTING and not actions.has_stopped(one)
    if not request.headers.get("HX-Request"):
        return redirect(one.path)
    if counting or computing:
        return render(request, "rounds/_progress.html", {"round": one, "counting": counting})
    return HttpResponse(headers={"HX-Refresh": "true"})


@require_POST
def work_out(request: SignedInRequest, key: str) -> HttpResponse:
    one = named(key)
    ran = run_button(request, actions.work_out, round=one)
    if ran.result:
        jobs.defer(work_out_round, round_id=ran.result.pk, attempt=ran.result.attempt)
    return redirect(one.path)


@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: SignedInRequest, key: str) -> HttpResponse:
    one = named(key)
    if request.method == "POST":
        done = _("Cancelled. Nothing was proposed to anybody.")
        run_button(request, actions.cancel, round=one, done=done)
        return redirect(one.path)
    lines = [
        _(
            "Nothing is proposed to anybody, and what was found is forgotten. You can open another round at once."
        )
    ]
    context = {
        "title": _("Cancel this round?"),
        "lines": lines,
        "yes": _("Cancel the round"),
        "back": one.path,
    }
    return render(request, "ui/confirm.html", {**context, "danger": True})


@require_http_methods(["GET", "HEAD", "POST"])
def release(request: SignedInRequest, key: str) -> HttpResponse:
    one = named(key)
    if request.method == "POST":
        done = _("Released. From now on it is between them.")
        run_button(request, actions.release, round=one, done=done)
        return redirect(one.path)
    kept = queries.kept(one)
    if not kept.pairs:
        raise Http404
    context = {
        "title": _("Release this round?"),
        "lines": list(to_be_asked(kept)),
        "yes": _("Release it"),
    }
    return render(request, "ui/confirm.html", {**context, "back": one.path})


def to_be_asked(kept: queries.Kept) -> Any:
    yield ngettext("%(number)d person is asked.", "%(number)d people are asked.", kept.people) % {
        "number": kept.people
    }
    yield ngettext(
        "%(number)d proposal goes out; each of the two gets it, with the reasons that they may know.",
        "%(number)d proposals go out; each of the two gets it, with the reasons that they may know.",
        kept.pairs,
    ) % {"number": kept.pairs}
    yield _(
        "They are peers if both say yes, within 21 days. You will not see who answered what, nor this list again."
    )
    yield _("Whoever has paused, found a peer or changed their wish since is left out.")


@require_POST
def suggestion(request: SignedInRequest, key: str) -> HttpResponse:
    """Set aside, or put back."""
    found = get_object_or_404(Suggestion.objects.select_related("round"), key=key)
    aside = request.POST.get("aside") == "yes"
    done = (
        _("Set aside: it will not be released.") if aside else _("Put back: it will be released.")
    )
    run_button(request, actions.set_aside, suggestion=found, aside=aside, done=done)
    return redirect(next_path(request, found.round.path))
