"""Bodies and mandates, made for tests: kept by L’Escale, held by their own person’s yes."""

import datetime as dt
from typing import Any
from uuid import uuid4

from entrepairs.core import hats
from entrepairs.mandates.actions.bodies import BodyFacts, add_seat, keep_body
from entrepairs.mandates.actions.mandates import accept_mandate, propose_mandate
from entrepairs.mandates.actions.terms import add_term
from entrepairs.mandates.models import Body, Mandate, Seat, Term
from entrepairs.people.models import Organisation, Person
from entrepairs.ui.formats import today
from entrepairs.vocabulary.models import Place
from entrepairs.vocabulary.queries import concept_by_key

DAY = dt.timedelta(days=1)
BEGAN, ENDS = today() - 300 * DAY, today() + 120 * DAY


def kept_body(
    organisation: Organisation, by: Person, deputies: int = 1, **facts: Any
) -> tuple[Body, Term, Seat]:
    """A users' commission with a term that runs, a full seat and its deputies."""
    with hats.person(by.pk):
        body = keep_body(
            organisation=organisation,
            kind=concept_by_key("body", "cdu").id,
            facts=BodyFacts(**{"name": "Commission des usagers du CHU"} | facts),
            once=uuid4(),
            by=by,
        )
        term = add_term(body=body, since=BEGAN, until=ENDS, once=uuid4(), by=by)
        seat = add_seat(body=body, since=BEGAN, deputies=deputies, once=uuid4(), by=by)
        return body, term, seat


def proposed(seat: Seat, term: Term, person: Person, by: Person, **more: Any) -> Mandate:
    told: dict[str, Any] = {"organisation": seat.body.kept_by, "since": today()}
    with hats.person(by.pk):
        return propose_mandate(
            seat=seat,
            term=term,
            person=person,
            once=uuid4(),
            by=by,
            **told | more,
        )


def held(seat: Seat, term: Term, person: Person, by: Person, **more: Any) -> Mandate:
    mandate = proposed(seat, term, person, by, **more)
    with hats.person(person.pk):
        accept_mandate(mandate=mandate, once=uuid4(), by=person)
    return mandate


def town_of_rennes() -> Place:
    with hats.system("test"):
        return Place.objects.get_or_create(
            geoname_id=2983990,
            defaults={
                "name": "Rennes",
                "folded": "rennes",
                "country": "FR",
                "department": "Ille-et-Vilaine",
                "admin1": "Bretagne",
                "postal_codes": ["35000"],
                "latitude": 48.11,
                "longitude": -1.67,
                "population": 222000,
                "time_zone": "Europe/Paris",
            },
        )[0]
