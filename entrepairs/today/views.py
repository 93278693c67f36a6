"""Today: everything that waits for me, the newest first, each with its one press; nothing else."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from entrepairs.core.requests import SignedInRequest
from entrepairs.meetings import queries as meetings
from entrepairs.pairs.queries.moments import find_moments
from entrepairs.today import queries

COMING = 5


@require_safe
def today(request: SignedInRequest) -> HttpResponse:
    found = queries.read_today(request.person_id)
    request.counted = found.counts  # spares the navigation its own question
    steps = found.first_steps
    looks_for_a_peer = steps and steps.looking and not steps.paused and request.person.welcomed_at
    context = {
        "lines": found.lines,
        "steps": steps,
        "moments": find_moments(request.person_id) if looks_for_a_peer else [],
        "coming": meetings.next_meetings(COMING),
        "mirror": found.mirror,
        "looks": found.looks,
    }
    return render(request, "today/today.html", context)
