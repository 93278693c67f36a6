"""My peers, and the tabs of a pair that other rooms fill."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from entrepairs.conversations import queries as words
from entrepairs.conversations import views as conversations
from entrepairs.core.requests import SignedInRequest
from entrepairs.meetings import queries as meetings_queries
from entrepairs.pairs.actions import wishes
from entrepairs.pairs.queries.circles import Line, read_circles, sort_in_sections
from entrepairs.pairs.queries.invitations import ids_to_answer
from entrepairs.pairs.queries.pairs import as_pair, pairs_of
from entrepairs.pairs.views.shared import my_pair, pair_context, see_news_after_answer
from entrepairs.people import hooks
from entrepairs.ui.duties import read_lines
from entrepairs.ui.forms import page_or_form


@require_safe
def index(request: SignedInRequest) -> HttpResponse:
    me = request.person_id
    unread = words.unread_counts()
    found = [
        (pair, unread.get(pair.circle.pk, 0)) for row in pairs_of(me) if (pair := as_pair(row, me))
    ]
    current = {
        pair.circle.pk: (pair, unread) for pair, unread in found if pair.circle.ended_at is None
    }
    lines = [
        Line(row, *current.get(row.id, (None, unread.get(row.id, 0)))) for row in read_circles()
    ]
    context = {
        "sections": sort_in_sections(lines),
        "ended": [line for line in found if line[0].circle.ended_at],
        "received": len(ids_to_answer(me=me)),
        "waiting": [
            line for line in read_lines(me, *hooks.rooms_of_circles) if line.kind.counts_at
        ],
        "wish": wishes.standing_wish(me),
    }
    return render(request, "pairs/list.html", context)


@page_or_form
def talk(request: SignedInRequest, key: str) -> HttpResponse:
    pair = my_pair(request, key)
    see_news_after_answer(request, pair, pair.path)
    return conversations.talk(
        request,
        pair.circle,
        template="pairs/talk.html",
        context=lambda: pair_context(pair, "talk"),
        label=_("Write to %(name)s") % {"name": pair.other.name},
        readers=_("Only the two of you can read this."),
    )


@page_or_form
def journal(request: SignedInRequest, key: str) -> HttpResponse:
    pair = my_pair(request, key)
    return conversations.journal(
        request,
        pair.circle,
        template="pairs/journal.html",
        context=lambda: pair_context(pair, "journal"),
        readers=_("Both of you can read it."),
    )


@require_safe
def meetings(request: SignedInRequest, key: str) -> HttpResponse:
    pair = my_pair(request, key)
    page = meetings_queries.of_circle(pair.circle, request.GET.get("page"))
    return render(request, "pairs/meetings.html", {**pair_context(pair, "meetings"), "page": page})
