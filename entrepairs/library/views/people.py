"""The other side of the search page: persons, circles and organisations, for whoever is signed in."""

from typing import Any

from django.http import HttpResponse

from entrepairs.base import forms
from entrepairs.people import finding
from entrepairs.people.queries import describe


def page(request: Any, text: str, number: int) -> HttpResponse:
    """What of people and circles whoever asks may see and find by these words. Nobody is told that they were listed."""
    people = finding.people(text, number)
    context = {
        "text": text,
        "people": people,
        "found": [{"person": one.person, "by": [describe(facet) for facet in one.by]} for one in people.rows],
        "circles": finding.circles(text) if number == 1 else [],
        "organisations": finding.organisations(text) if number == 1 else [],
    }
    return forms.page(request, "library/people.html", context, partial="results")
