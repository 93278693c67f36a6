"""The conversation and the meetings of a team. It has no journal: see sql/on_conversations.sql."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from entrepairs.conversations import views as conversations
from entrepairs.core.requests import SignedInRequest
from entrepairs.meetings import queries as meetings_queries
from entrepairs.teams.absent import refuse_absent
from entrepairs.teams.views.shared import around, team_of_mine
from entrepairs.ui.forms import page_or_form


@page_or_form
def talk(request: SignedInRequest, key: str) -> HttpResponse:
    standing = team_of_mine(key)
    return conversations.talk(
        request,
        standing.circle,
        template="teams/talk.html",
        context=lambda: around(request, standing, "talk"),
        label=_("Write to the team"),
        readers=_("People in the team can read this."),
        refuse=refuse_absent,
    )


@require_safe
def meetings(request: SignedInRequest, key: str) -> HttpResponse:
    standing = team_of_mine(key)
    page = meetings_queries.of_circle(standing.circle, request.GET.get("page"))
    context = {**around(request, standing, "meetings"), "page": page}
    return render(request, "teams/meetings.html", context)
