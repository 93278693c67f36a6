"""The front page: what this is, what goes on near a place, and how to sign in."""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from entrepairs.today import near
from entrepairs.ui import nav
from entrepairs.vocabulary import queries as vocabulary

LONGEST = 80  # of a place that is typed


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Strangers read what this is; those who are signed in go on with their day."""
    if getattr(request, "person_id", None) is not None and (today := nav.url_of("today")):
        return redirect(today)
    context = {
        "demo_url": nav.address("demo") if settings.DEMO else "",
        "events_url": nav.address("events:list"),
        **_find_around(request.GET.get("place", "")[:LONGEST].strip()),
    }
    return render(request, "today/home.html", context)


def _find_around(typed: str) -> dict[str, Any]:
    """What is on, and where to get a card: near the place that was typed, if it is one."""
    place, choices = vocabulary.look_up_place(typed)
    return {
        "typed": typed,
        "place": place,
        "choices": [vocabulary.place_label(one) for one in choices],
        "open_now": near.find_open(place),
        "coming": near.find_coming(place),
        "cards_from": near.find_organisations(place),
    }
