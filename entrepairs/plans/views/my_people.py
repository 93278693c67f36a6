"""The screen of somebody who meets many: next meetings and what waits, person by person."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from entrepairs.core.requests import SignedInRequest
from entrepairs.plans.queries.my_people import read_my_people


@require_safe
def my_people(request: SignedInRequest) -> HttpResponse:
    return render(request, "plans/my_people.html", {"found": read_my_people()})
