"""What is held about me: who looked, what I agreed to, what was done, what coordinators see."""

from collections.abc import Callable
from typing import Any

from django.db.models import Q
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from entrepairs.core.paging import page_of
from entrepairs.core.requests import SignedInRequest
from entrepairs.ledger.models import Consent, Deed, Look
from entrepairs.people import queries
from entrepairs.people.consent_fhir import consents_as_fhir
from entrepairs.people.consent_receipts import describe_receipt, receipts_as_json
from entrepairs.people.deed_sentences import describe_deed
from entrepairs.people.models import Person
from entrepairs.people.seen_by_coordinators import read_facts, read_notes


@require_safe
def looks(request: SignedInRequest) -> HttpResponse:
    """Those who looked are named to me, whatever audience their name has.

    Nobody looks behind someone's back.
    """
    page = page_of(request, Look.objects.filter(owner=request.person_id).order_by("-at", "-id"))
    ids = list({look.viewer for look in page.rows})
    named = {
        row.pk: row
        for row in Person.objects.raw("select id, key, name from who_looked(%s::bigint[])", [ids])
    }
    lines = [(look, named.get(look.viewer)) for look in page.rows]
    return render(request, "people/looks.html", {"page": page, "lines": lines})


# What `format` names: the file, and what writes it.
SHAPES: dict[str, tuple[str, Callable[..., dict[str, Any]]]] = {
    "json": ("entrepairs-receipts.json", receipts_as_json),
    "fhir": ("entrepairs-consents.fhir.json", consents_as_fhir),
}


@require_safe
def receipts(request: SignedInRequest) -> HttpResponse:
    mine = Consent.objects.filter(person=request.person_id).order_by("-given_at", "-id")
    if shape := SHAPES.get(request.GET.get("format", "")):
        name, write = shape
        return JsonResponse(
            write(request.person, mine),
            json_dumps_params={"ensure_ascii": False, "indent": 1},
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )
    page = page_of(request, mine)
    lines = [(line, describe_receipt(line.what)) for line in page.rows]
    return render(request, "people/receipts.html", {"page": page, "lines": lines})


@require_safe
def deeds(request: SignedInRequest) -> HttpResponse:
    me = request.person_id
    mine = Deed.objects.filter(Q(by_person=me) | Q(about_person=me)).order_by("-at", "-id")
    page = page_of(request, mine)
    ids = [person for deed in page.rows for person in (deed.by_person, deed.about_person)]
    named = queries.persons_by_id(ids)
    told = [(deed, describe_deed(deed, me, named)) for deed in page.rows]
    lines = [line for line in told if line[1]]
    return render(request, "people/deeds.html", {"page": page, "lines": lines})


@require_safe
def coordinators(request: SignedInRequest) -> HttpResponse:
    """What the coordinators of each of my organisations see about me: what their page says."""
    mine = queries.affiliations_of(request.person_id).select_related("organisation", "person")
    page = page_of(request, mine)
    facts, notes = read_facts(page.rows), read_notes(page.rows)
    lines = [(one, facts[one.organisation_id], notes[one.organisation_id]) for one in page.rows]
    return render(request, "people/me_coordinators.html", {"page": page, "lines": lines})
