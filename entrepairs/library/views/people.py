"""The other side of the search page: persons, circles and organisations, for whoever is signed in."""

from typing import Any

from django.http import HttpResponse

from entrepairs.people import person_search
from entrepairs.people.models import Circle, Organisation
from entrepairs.people.queries import describe_facet
from entrepairs.ui import forms


def page(request: Any, text: str, number: int) -> HttpResponse:
    """What of people and circles whoever asks may see and find by these words. Nobody is told that they were listed."""
    people = person_search.find_people(text, number)
    circles: person_search.Named[Circle] = person_search.Named()
    organisations: person_search.Named[Organisation] = person_search.Named()
    if number == 1:  # they are few, and stand before the second page
        circles, organisations = (
            person_search.find_circles(text),
            person_search.find_organisations(text),
        )
    lists = (people, circles, organisations)
    nearly = all(one.nearly for one in lists if one.rows) and any(one.rows for one in lists)
    found = [one for one in people.rows if people.nearly == nearly]
    context = {
        "text": text,
        "people": people,
        "found": [
            {"person": one.person, "by": [describe_facet(facet) for facet in one.by]}
            for one in found
        ],
        "circles": circles.rows if circles.nearly == nearly else [],
        "organisations": organisations.rows if organisations.nearly == nearly else [],
        "nearly": nearly,
    }
    return forms.page(request, "library/people.html", context, partial="results")
