"""Reading bodies and mandates: those of a region, one body with its seats, mine."""

import datetime as dt
from dataclasses import dataclass, field

from django.db import connection
from django.db.models import BooleanField, ExpressionWrapper, OuterRef, Q, QuerySet, Subquery

from entrepairs.mandates.models import HELD, Body, Mandate, Seat, Term
from entrepairs.people.models import Affiliation, Organisation, Person
from entrepairs.people.queries import people_to_ask
from entrepairs.ui.formats import today

PROPOSED = Q(accepted_at__isnull=True)
PROPOSED_FIRST = ExpressionWrapper(PROPOSED, BooleanField()).desc()


@dataclass(frozen=True, slots=True)
class RegionCount:
    """Bodies of a region, their seats, and the empty ones: those of deputies apart."""

    region: str
    bodies: int
    full: int
    full_vacant: int
    deputy: int
    deputy_vacant: int


@dataclass(slots=True)
class ShownSeat:
    """A seat as its page tells it: who holds it, or since when it is empty."""

    seat: Seat
    mandate: Mandate | None = None
    holder: tuple[str, str] | None = None  # key and name, for everyone with an account
    vacant_since: dt.date | None = None
    proposed: list[Mandate] = field(default_factory=list)


def count_by_region() -> list[RegionCount]:
    with connection.cursor() as cursor:
        cursor.execute("select * from count_vacancies(%s)", [today()])
        return [RegionCount(*row) for row in cursor.fetchall()]


def vacancies_of(bodies: list[Body], on: dt.date | None = None) -> dict[int, dt.date]:
    """The seats of these bodies that are empty on that day, each with the day since when."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select seat_id, since from vacant_seats(%s::bigint[], %s)",
            [[body.pk for body in bodies], on or today()],
        )
        return dict(cursor.fetchall())


def bodies_in(region: str | None) -> QuerySet[Body]:
    """By name; of one region, or of all. An empty region is that of bodies without a town."""
    rows = Body.objects.select_related("place").order_by("name", "pk")
    if region is None:
        return rows
    return rows.filter(place__admin1=region) if region else rows.filter(place=None)


def seats_by_body(bodies: list[Body]) -> dict[int, list[Seat]]:
    found: dict[int, list[Seat]] = {body.pk: [] for body in bodies}
    for seat in Seat.objects.filter(body__in=bodies).order_by("number", "order"):
        found[seat.body_id].append(seat)
    return found


def vacancies_and_names(body: Body) -> tuple[dict[int, dt.date], dict[int, tuple[str, str]]]:
    """Its empty seats with the day since when; key and name of each holder, by mandate."""
    vacant: dict[int, dt.date] = {}
    names: dict[int, tuple[str, str]] = {}
    with connection.cursor() as cursor:
        cursor.execute(
            "select seat_id, since, null, null from vacant_seats(array[%s]::bigint[], %s)"
            " union all select mandate_id, null, key, name from holders_of(%s)",
            [body.pk, today(), body.pk],
        )
        for row, since, key, name in cursor.fetchall():
            if since:
                vacant[row] = since
            else:
                names[row] = (key, name)
    return vacant, names


def shown_seats(body: Body) -> list[ShownSeat]:
    """The seats of a body in their order, each deputy after its full seat. Three queries."""
    vacant, names = vacancies_and_names(body)
    found = {
        seat.pk: ShownSeat(seat, vacant_since=vacant.get(seat.pk))
        for seat in Seat.objects.filter(body=body).order_by("number", "order")
    }
    rows = Mandate.objects.filter(body=body, withdrawn_at=None, until__gte=today())
    before = Mandate.objects.filter(HELD, body=body, person=OuterRef("person")).order_by("since")
    rows = rows.annotate(sits_since=Subquery(before.values("since")[:1]))
    for mandate in rows.select_related("organisation").order_by("since"):
        shown = found[mandate.seat_id]
        if mandate.waits:
            shown.proposed.append(mandate)
        elif mandate.since <= today() and not mandate.is_over:
            shown.mandate, shown.holder = mandate, names.get(mandate.pk)
    return list(found.values())


def mandates_of(person: int) -> QuerySet[Mandate]:
    """Mine: those proposed that I have not answered, then those I hold or held, newest first."""
    mine = Mandate.objects.filter(person=person, withdrawn_at=None)
    mine = mine.filter(~PROPOSED | Q(declined=None, until__gte=today()))
    rows = mine.select_related("body", "seat", "term", "organisation")
    return rows.order_by(PROPOSED_FIRST, "-since", "-pk")


def held_mandates(person: int) -> QuerySet[Mandate]:
    """Those that I hold today."""
    rows = Mandate.objects.filter(person=person, accepted_at__isnull=False, withdrawn_at=None)
    rows = rows.filter(since__lte=today(), until__gte=today(), ended_at=None)
    return rows.select_related("body__place", "seat", "term").order_by("since", "pk")


def terms_to_fill(body: Body) -> QuerySet[Term]:
    """The term that runs and those to come."""
    return Term.objects.filter(body=body, until__gte=today()).order_by("since")


def people_to_propose(organisation: Organisation) -> QuerySet[Person]:
    """Who is in the organisation, and may be asked by who coordinates it."""
    members = Affiliation.objects.current().filter(organisation=organisation)
    return people_to_ask().filter(pk__in=members.values("person"))
