"""Open calls for seats, and who answered."""

from django.db.models import QuerySet

from entrepairs.mandates.models import Body
from entrepairs.ui.formats import today
from entrepairs.vacancies.models import Candidacy, VacancyCall


def visible_calls() -> QuerySet[VacancyCall]:
    return VacancyCall.objects.select_related("seat__body__place", "organisation")


def open_calls() -> QuerySet[VacancyCall]:
    """The one that ends first comes first."""
    rows = visible_calls().filter(closed_at=None, until__gte=today())
    return rows.order_by("until", "pk")


def open_calls_of(body: Body) -> QuerySet[VacancyCall]:
    return open_calls().filter(seat__body=body)


def candidacies_of(call: VacancyCall) -> QuerySet[Candidacy]:
    """Those that stand, in the order in which they came."""
    rows = Candidacy.objects.filter(call=call, withdrawn_at=None)
    return rows.select_related("person").order_by("made_at", "pk")
