"""The conversation, the journal and the meetings of a group."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from entrepairs.conversations import views as conversations
from entrepairs.core.requests import SignedInRequest
from entrepairs.groups import page_hooks
from entrepairs.groups.views.shared import around, my_group
from entrepairs.meetings import queries as meetings_queries
from entrepairs.ui.forms import page_or_form


@page_or_form
def talk(request: SignedInRequest, key: str) -> HttpResponse:
    standing = my_group(request, key)
    return conversations.talk(
        request,
        standing.circle,
        template="groups/talk.html",
        context=lambda: around(request, standing, "talk"),
        label=_("Write to the group"),
        readers=_("People in the group can read this."),
    )


@page_or_form
def journal(request: SignedInRequest, key: str) -> HttpResponse:
    standing = my_group(request, key)
    return conversations.journal(
        request,
        standing.circle,
        template="groups/journal.html",
        context=lambda: around(request, standing, "journal"),
        readers=_("People in the group can read it."),
    )


@require_safe
def meetings(request: SignedInRequest, key: str) -> HttpResponse:
    """Planned by one, and there once another member says yes."""
    standing = my_group(request, key)
    page = meetings_queries.of_circle(standing.circle, request.GET.get("page"))
    sections = [part(standing) for part in page_hooks.meetings]
    context = {**around(request, standing, "meetings"), "page": page, "sections": sections}
    return render(request, "groups/meetings.html", context)
