"""The conversation, the notes and the meetings of a delegation."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from entrepairs.conversations import views as conversations
from entrepairs.core.requests import SignedInRequest
from entrepairs.delegations.views.shared import around, seen_circle
from entrepairs.meetings import queries as meetings_queries
from entrepairs.ui.forms import page_or_form


@page_or_form
def talk(request: SignedInRequest, key: str) -> HttpResponse:
    standing = seen_circle(key)
    return conversations.talk(
        request,
        standing.circle,
        template="delegations/talk.html",
        context=lambda: around(standing, "talk"),
        label=_("Write to the delegation"),
        readers=_("Members of the circle can read this."),
    )


@page_or_form
def journal(request: SignedInRequest, key: str) -> HttpResponse:
    standing = seen_circle(key)
    return conversations.journal(
        request,
        standing.circle,
        template="delegations/journal.html",
        context=lambda: around(standing, "journal"),
        readers=_("Members of the circle can read this."),
    )


@require_safe
def meetings(request: SignedInRequest, key: str) -> HttpResponse:
    standing = seen_circle(key)
    page = meetings_queries.of_circle(standing.circle, request.GET.get("page"))
    context = {**around(standing, "meetings"), "page": page}
    return render(request, "delegations/meetings.html", context)
