"""Teams: those that ask me, mine, one team, starting and ending one."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from entrepairs.core.requests import SignedInRequest
from entrepairs.ledger.run import confirm_button, run_form
from entrepairs.meetings import queries as meetings
from entrepairs.notices.actions import see_after_answer
from entrepairs.people.queries import coordinated_organisations
from entrepairs.teams.actions import teams as actions
from entrepairs.teams.forms import StartForm, TeamForm
from entrepairs.teams.queries import teams as queries
from entrepairs.teams.views.shared import around, coordinated_team, seen_team
from entrepairs.ui import forms
from entrepairs.ui.forms import page_or_form


@require_safe
def index(request: SignedInRequest) -> HttpResponse:
    see_after_answer(request, path=request.path)
    context = {
        "offers": list(queries.offers_to_me()),
        "teams": queries.my_teams(),
        "may_start": coordinated_organisations(request.person_id).exists(),
    }
    return render(request, "teams/list.html", context)


@page_or_form
def start(request: SignedInRequest) -> HttpResponse:
    """For those who coordinate an organisation."""
    mine = coordinated_organisations(request.person_id).order_by("folded", "pk")
    if not mine:
        raise Http404
    initial = {"organisation": mine[0].pk}
    form = StartForm(request.POST or None, initial=initial, organisations=mine)
    if form.is_valid():
        said = {part: form.cleaned_data[part] for part in ("organisation", "name", "about")}
        ran = run_form(request, form, actions.start_team, **said)
        if ran.earlier:
            return redirect("teams:team", ran.earlier.object_key)
        if ran.result:
            return redirect(ran.result.path)
    return forms.page(request, "teams/start.html", form=form)


@require_safe
def team(request: SignedInRequest, key: str) -> HttpResponse:
    """Who is in it, as what, how much of the week, since when."""
    standing = seen_team(key)
    if not (standing.inside or standing.coordinates):
        see_after_answer(request, path=request.path)
        return redirect("teams:talk", key)
    context = {
        **around(request, standing, "team"),
        "roles": queries.roles_in(standing.circle),
        "meeting": meetings.next_for(standing.circle) if standing.inside else None,
    }
    if standing.coordinates and not standing.ended:
        context["offered"] = list(queries.offers_of(standing.circle))
    return render(request, "teams/team.html", context)


@page_or_form
def settings(request: SignedInRequest, key: str) -> HttpResponse:
    standing = coordinated_team(key)
    initial = {"name": standing.circle.name, "about": standing.circle.about}
    form = TeamForm(request.POST or None, initial=initial)
    if form.is_valid():
        said = {part: form.cleaned_data[part] for part in ("name", "about")}
        done = _("Saved.")
        if run_form(request, form, actions.change_team, done=done, circle=standing.circle, **said):
            return redirect(standing.circle.path)
    return forms.page(request, "teams/settings.html", around(request, standing, "team"), form=form)


@page_or_form
def end(request: SignedInRequest, key: str) -> HttpResponse:
    standing = coordinated_team(key)
    return confirm_button(
        request,
        actions.end_team,
        title=_("End this team? %(name)s") % {"name": standing.circle.name},
        lines=[
            _("It ends now, for everyone in it. They are told. Upcoming meetings are cancelled."),
            _("They can still read what was said while they were there."),
            _("Pairs of peers and plans continue: they are not the team’s."),
            _("You cannot undo this. You can start another team."),
        ],
        yes=_("End the team"),
        back=standing.circle.path,
        after=reverse("teams:list"),
        circle=standing.circle,
        done=_("The team has ended."),
    )
