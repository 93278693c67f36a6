"""Reading roles: mine; those of an organisation, for who coordinates it."""

import datetime as dt
import json
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet

from entrepairs.core.sql_functions import call_function
from entrepairs.people.models import Affiliation, Circle, Membership, Organisation, Person
from entrepairs.people.queries import people_to_ask
from entrepairs.roles.models import HeldRole

OFFERED = Q(accepted_at__isnull=True)
OFFERED_FIRST = ExpressionWrapper(OFFERED, BooleanField()).desc()


@dataclass(frozen=True, slots=True)
class Sums:
    """What the roles of one day come to, for those who see each of them."""

    people: int
    employees: int
    full_time: Decimal
    unsaid: int  # employees without hours: the full-time equivalents are those of the others
    volunteers: int

    @classmethod
    def of(cls, fact: dict[str, Any]) -> "Sums":
        numbers = {name: fact[name] for name in ("people", "employees", "unsaid", "volunteers")}
        return cls(full_time=Decimal(str(fact["full_time"])), **numbers)


def add_up(organisation: Organisation, day: dt.date) -> Sums:
    return Sums.of(json.loads(call_function("role_sums", organisation.pk, day)))


def roles_of(person: int) -> QuerySet[HeldRole]:
    """Mine: those offered that I have not answered, then those I hold or held, newest first."""
    mine = HeldRole.objects.filter(person=person, withdrawn_at=None)
    mine = mine.filter(~OFFERED | Q(declined=None)).select_related("organisation")
    return mine.order_by(OFFERED_FIRST, "-since", "-pk")


def roles_in(organisation: Organisation) -> QuerySet[HeldRole]:
    """Those that wait for a yes, then those held, newest first."""
    there = HeldRole.objects.filter(organisation=organisation, withdrawn_at=None)
    return there.order_by(OFFERED_FIRST, "-since", "-pk")


def is_held_on(day: dt.date) -> Q:
    """The same as role_is_held() of the database."""
    to_the_end = Q(until=None) | Q(until__gt=day) | Q(until=day, ended_at=None)
    return Q(accepted_at__isnull=False, since__lte=day) & to_the_end


def people_to_offer(organisation: Organisation) -> QuerySet[Person]:
    """Who is in the organisation or in one of its groups, and may be asked by who coordinates."""
    members = Affiliation.objects.current().filter(organisation=organisation)
    groups = Circle.objects.filter(organisation=organisation, kind="group", ended_at=None)
    around = Membership.objects.current().filter(circle__in=groups)
    there = Q(pk__in=members.values("person")) | Q(pk__in=around.values("person"))
    return people_to_ask().filter(there)
