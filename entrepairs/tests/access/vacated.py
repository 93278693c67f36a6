"""The rows of calls for seats that could leak."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from entrepairs.vacancies.models import Candidacy, VacancyCall

NOW = timezone.now()
TODAY = NOW.date()
type Rows = dict[str, Any]


def vacancies(rows: Rows) -> None:
    """L'Escale, which Claire coordinates, calls for a free seat: Amel answers, and Yann across a
    block of Claire's; David took his answer back. A call of the university is closed."""
    told: dict[str, Any] = {"words": "mots", "until": TODAY + timedelta(days=30)}
    call = VacancyCall.objects.create(seat=rows["free_seat"], organisation=rows["escale"], **told)
    rows["call_for_seat"] = call
    rows["closed_call_for_seat"] = VacancyCall.objects.create(
        seat=rows["deputy_seat_of_other_body"],
        organisation=rows["university"],
        closed_at=NOW,
        **told,
    )
    for name in ("amel", "yann", "david"):
        rows[f"{name}_offers_to_sit"] = Candidacy.objects.create(
            call=call, person=rows[name], publish=False, words="mots"
        )
    Candidacy.objects.filter(pk=rows["david_offers_to_sit"].pk).update(withdrawn_at=NOW)
