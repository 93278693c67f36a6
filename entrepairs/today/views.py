"""Today: everything that waits for me, the newest first, each with its one press; nothing else."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from entrepairs.core.requests import SignedInRequest
from entrepairs.meetings import queries as meetings
from entrepairs.pairs.queries.moments import find_moments
from entrepairs.today import queries
from entrepairs.today.near import find_coming, find_open

COMING = 8


@require_safe
def today(request: SignedInRequest) -> HttpResponse:
    found = queries.read_today(request.person_id)
    request.counted = found.counts  # spares the navigation its own question
    steps = found.first_steps
    looks_for_a_peer = steps and steps.looking and not steps.paused and request.person.welcomed_at
    coming = meetings.next_meetings(COMING)
    today = timezone.localdate()
    of_today = [shown for shown in coming if timezone.localdate(shown.meeting.starts_at) == today]
    quiet = steps or not found.lines
    context = {
        "today": found,
        "lines": found.lines,
        "steps": steps,
        "moments": find_moments(request.person_id) if looks_for_a_peer else [],
        "of_today": of_today,
        "coming": [shown for shown in coming if shown not in of_today],
        "mirror": found.mirror,
        "looks": found.looks,
        "around": found.around,
        "open_now": find_open(found.around.place) if quiet else None,
        "nearby": find_coming(found.around.place)[:1] if quiet else [],
    }
    return render(request, "today/today.html", context)
