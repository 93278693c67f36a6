"""Delegations and ledgers, made for tests: Bruno holds a seat of a commission, Amel is his
deputy."""

import datetime as dt
from typing import Any
from uuid import uuid4

from entrepairs.complaints.actions.ledger import ComplaintFacts, add_complaint
from entrepairs.complaints.models import Complaint
from entrepairs.core import hats
from entrepairs.mandates.models import Body, Mandate, Seat
from entrepairs.mandates.tests.making import BEGAN, held, kept_body
from entrepairs.people.models import Person
from entrepairs.ui.formats import today

DAY = dt.timedelta(days=1)


def delegation(network: Any, claire: Person, *people: Person, **facts: Any) -> list[Mandate]:
    """The first holds a full seat, the others are its deputies in their order."""
    _body, term, seat = kept_body(network.escale, claire, deputies=len(people) - 1, **facts)
    with hats.system("test"):
        deputies = Seat.objects.filter(deputy_of=seat).select_related("body__kept_by")
        seats = [seat, *deputies.order_by("order")]
    return [
        held(one, term, person, claire, since=BEGAN)
        for one, person in zip(seats, people, strict=True)
    ]


def complaint_of(body: Body, by: Person, days_ago: int = 20, **facts: Any) -> Complaint:
    """Received so many days ago."""
    told: dict[str, Any] = {"theme": "waiting", "channel": "letter"} | facts
    told.setdefault("received_on", today() - days_ago * DAY)
    with hats.person(by.pk):
        return add_complaint(body=body, facts=ComplaintFacts(**told), once=uuid4(), by=by)
