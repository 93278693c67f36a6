"""Calls and candidacies, made for tests: an association calls for a seat, and its people answer."""

import datetime as dt
from typing import Any
from uuid import uuid4

from entrepairs.core import hats
from entrepairs.mandates.models import Seat
from entrepairs.people.models import Person
from entrepairs.ui.formats import today
from entrepairs.vacancies.actions.calls import CallFacts, open_call
from entrepairs.vacancies.actions.candidacies import CandidacyFacts, offer_myself
from entrepairs.vacancies.models import Candidacy, VacancyCall

DAY = dt.timedelta(days=1)
FACTS: dict[str, Any] = {
    "given": "Bruno",
    "family": "Le Goff",
    "email": "bruno@example.org",
    "telephone": "",
    "words": "Je connais les urgences.",
    "publish": False,
}


def call_for(seat: Seat, by: Person, **facts: Any) -> VacancyCall:
    told: dict[str, Any] = {"words": "Une séance par trimestre.", "until": today() + 30 * DAY}
    with hats.person(by.pk):
        return open_call(
            seat=seat,
            organisation=seat.body.kept_by,
            facts=CallFacts(**told | facts),
            once=uuid4(),
            by=by,
        )


def offered(call: VacancyCall, by: Person, **facts: Any) -> Candidacy:
    with hats.person(by.pk):
        return offer_myself(call=call, facts=CandidacyFacts(**FACTS | facts), once=uuid4(), by=by)
