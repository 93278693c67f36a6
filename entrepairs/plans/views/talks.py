"""The conversation, the notes and the meetings of a plan."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from entrepairs.conversations import views as conversations
from entrepairs.core.requests import SignedInRequest
from entrepairs.meetings import queries as meetings_queries
from entrepairs.plans.queries.my_words import my_words_page
from entrepairs.plans.views.shared import around, seen_plan
from entrepairs.ui.forms import page_or_form


@page_or_form
def talk(request: SignedInRequest, key: str) -> HttpResponse:
    standing = seen_plan(request, key)
    return conversations.talk(
        request,
        standing.circle,
        template="plans/talk.html",
        context=lambda: around(request, standing, "talk"),
        label=_("Write to everyone in the plan"),
        readers=_("Everyone in the plan can read this."),
    )


@page_or_form
def journal(request: SignedInRequest, key: str) -> HttpResponse:
    """What is noted about the holder is noted here, where they read it, and write as much. They are
    told of each note by the database (sql/on_conversations.sql)."""
    standing = seen_plan(request, key)
    return conversations.journal(
        request,
        standing.circle,
        template="plans/journal.html",
        context=lambda: around(request, standing, "journal"),
        readers=_("Everyone in the plan can read this."),
    )


@require_safe
def meetings(request: SignedInRequest, key: str) -> HttpResponse:
    standing = seen_plan(request, key)
    page = meetings_queries.of_circle(standing.circle, request.GET.get("page"))
    context = {**around(request, standing, "meetings"), "page": page}
    return render(request, "plans/meetings.html", context)


@require_safe
def my_words(request: SignedInRequest) -> HttpResponse:
    """What I wrote in plans where I am no more: mine, without what others wrote."""
    return render(request, "plans/my_words.html", {"page": my_words_page(request)})
