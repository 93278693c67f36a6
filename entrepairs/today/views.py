"""Today: everything that waits for me, the newest first, each with its one press; nothing else."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from entrepairs.meetings import queries as meetings
from entrepairs.today import queries

COMING = 5


@dataclass(frozen=True, slots=True)
class Waits:
    """Something that waits, with the template that tells it."""

    at: datetime
    template: str
    line: Any = None
    duty: Any = None


@require_safe
def today(request: Any) -> HttpResponse:
    found = queries.today(request.person_id)
    request.pairs_waiting = found.waiting_in_pairs  # spares the navigation its own question
    waits = [Waits(line.at, line.template, line=line) for line in found.duties]
    waits += [Waits(duty.at, "meetings/_duty.html", duty=duty) for duty in meetings.my_duties()]
    context = {
        "waits": sorted(waits, key=lambda one: one.at, reverse=True),
        "coming": meetings.next_meetings(COMING),
        "mirror": found.mirror,
        "looks": found.looks,
    }
    return render(request, "today/today.html", context)
