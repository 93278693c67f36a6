"""The other side of the search page: persons, circles and organisations."""

from django.http import HttpResponse

from entrepairs.core.requests import Request
from entrepairs.people import person_search
from entrepairs.people.models import Circle, Organisation
from entrepairs.people.queries import describe_facet
from entrepairs.ui import forms


def people_page(request: Request, text: str, number: int) -> HttpResponse:
    """What this person may see and find. Nobody is told that they were listed."""
    people = person_search.find_people(text, number)
    circles: person_search.Named[Circle] = person_search.Named()
    organisations: person_search.Named[Organisation] = person_search.Named()
    if number == 1:  # they are few, and stand before the second page
        circles, organisations = (
            person_search.find_circles(text),
            person_search.find_organisations(text),
        )
    lists = [rows for rows in (people, circles, organisations) if rows.rows]
    # Near matches are shown only when nothing is written exactly so.
    nearly = bool(lists) and all(rows.nearly for rows in lists)
    found = people.rows if people.nearly == nearly else []
    context = {
        "text": text,
        "people": people,
        "found": [
            {"person": line.person, "by": [describe_facet(facet) for facet in line.by]}
            for line in found
        ],
        "circles": circles.rows if circles.nearly == nearly else [],
        "organisations": organisations.rows if organisations.nearly == nearly else [],
        "nearly": nearly,
    }
    return forms.page(request, "library/people.html", context, partial="results")
