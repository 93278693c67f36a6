"""Sittings, made for tests: of a commission where Bruno sits, with his deputies."""

import datetime as dt
from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django.utils import timezone

from entrepairs.core import hats
from entrepairs.mandates.models import Body, Mandate, Seat
from entrepairs.mandates.tests.making import BEGAN, held, kept_body
from entrepairs.people.models import Person
from entrepairs.sittings.actions.sittings import SittingFacts, add_sitting
from entrepairs.sittings.models import Sitting

DAY = dt.timedelta(days=1)


def delegation(
    claire: Person, network: Any, holder: Person, deputies: Sequence[Person] = (), **facts: Any
) -> list[Mandate]:
    """The holder of a full seat, then its deputies in their order."""
    _body, term, seat = kept_body(network.escale, claire, deputies=max(len(deputies), 1), **facts)
    made = [held(seat, term, holder, claire, since=BEGAN)]
    with hats.system("test"):
        seats = list(Seat.objects.filter(deputy_of=seat).select_related("body__kept_by"))
    for row, person in zip(sorted(seats, key=lambda one: one.order), deputies, strict=False):
        made.append(held(row, term, person, claire, since=BEGAN))
    return made


def sitting_of(body: Body, by: Person, days: float = 9, **facts: Any) -> Sitting:
    """In so many days; before today, when they are less than none."""
    told: dict[str, Any] = {
        "starts_at": timezone.now() + days * DAY,
        "minutes": 120,
        "place": "Salle 4",
    }
    with hats.person(by.pk):
        return add_sitting(body=body, facts=SittingFacts(**told | facts), once=uuid4(), by=by)


def row(sitting: Sitting) -> Sitting:
    with hats.system("test"):
        return Sitting.objects.select_related("body__place").get(pk=sitting.pk)
