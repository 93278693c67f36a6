"""The search for a person to ask: to prepare an event, to review, to say that a work is theirs.

One way for all pages: what `search_to_ask` gives is shown by people/_ask_someone.html, whose
buttons send the key of a person as `person`.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from entrepairs.core.requests import SignedInRequest
from entrepairs.people.forms.settings import SearchForm
from entrepairs.people.models import Person
from entrepairs.people.queries import name_begins, people_to_ask

FEW = 12


def search_to_ask(
    request: SignedInRequest, people: QuerySet[Person], taken: Iterable[int] = ()
) -> dict[str, Any]:
    """Among `people`, without those in `taken`, by how their name begins."""
    form = SearchForm(request.GET or None)
    looked = form.cleaned_data["q"] if form.is_valid() else ""
    found = people.filter(name_begins(looked)).exclude(pk__in=list(taken))
    return {
        "form": form,
        "looked": bool(looked),
        "found": list(found.order_by("folded", "pk")[:FEW]) if looked else [],
    }


def chosen_person(request: SignedInRequest) -> Person:
    """The one whose button was pressed."""
    return get_object_or_404(people_to_ask(), key=request.POST.get("person", ""))
