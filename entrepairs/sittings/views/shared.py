"""What the pages of a mandate share: under the guard, with the tabs of its person."""

from typing import Any

from django.shortcuts import get_object_or_404

from entrepairs.core.requests import SignedInRequest
from entrepairs.mandates.models import Body, Mandate
from entrepairs.mandates.views.shared import my_mandate_in
from entrepairs.sittings import queries
from entrepairs.sittings.models import Sitting


def my_mandate_ever(request: SignedInRequest, key: str) -> Mandate:
    """One that I hold or held: what it cost me stays mine."""
    rows = Mandate.objects.filter(person=request.person_id, accepted_at__isnull=False)
    return get_object_or_404(rows.select_related("body__place", "seat", "term"), key=key)


def seen_sitting(request: SignedInRequest, key: str) -> tuple[Sitting, Mandate]:
    """A sitting of a body where I sit, and the mandate with which I do."""
    rows = Sitting.objects.select_related("body__place", "note")
    sitting = get_object_or_404(rows, key=key)
    return sitting, my_mandate_in(request, sitting.body)


def people_of(body: Body, mandates: Any) -> dict[str, tuple[Mandate, str]]:
    """Of these mandates, those whose person is named to me today, by key."""
    names = queries.names_of(body)
    return {one.key: (one, names[one.pk][1]) for one in mandates if one.pk in names}
