"""Reading sittings: those of a body for its delegation, days for everyone, who sits at one."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import connection
from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery, TextField
from django.db.models.expressions import RawSQL
from django.db.models.functions import JSONObject, Now
from django.utils import timezone

from entrepairs.core.sql_files import read_sql
from entrepairs.mandates.models import Body, Mandate, Seat
from entrepairs.mandates.queries import held_mandates
from entrepairs.sittings.models import (
    Came,
    DeclinedOffer,
    NextStep,
    Note,
    SeatAnswer,
    SeatOffer,
    Sitting,
)
from entrepairs.ui.formats import today


@dataclass(frozen=True, slots=True)
class PublicDay:
    """The day of a sitting, as everyone may know it."""

    key: str
    day: dt.date
    cancelled: bool
    changed_at: dt.datetime
    sequence: int


@dataclass(frozen=True, slots=True)
class Place:
    """A seat as the page of a mandate tells it: who holds it today, or since when it is empty."""

    is_deputy: bool
    mandate: int | None
    since: dt.date | None
    key: str | None
    name: str | None
    empty_since: dt.date | None


@dataclass(slots=True)
class ShownSeat:
    """A full seat at a sitting: who holds it that day, what they said, who sits in their place."""

    seat: Seat
    holder: Any = None  # a mandate, with `comes` and `came`
    deputies: list[Any] = field(default_factory=list)
    sits: Any = None  # the mandate of the deputy who took it
    open: list[Any] = field(default_factory=list)  # of deputies to whom it is offered


@dataclass(slots=True)
class Standing:
    """A sitting as one person of the delegation sees it: who sits, and what they can do."""

    sitting: Sitting
    mandate: Mandate
    seats: list[ShownSeat]
    mine: ShownSeat | None = None  # the full seat that I hold, or whose deputy I am
    offer: Any = None  # a seat that is offered to me
    taken: Any = None  # a seat that I took

    @property
    def to_come(self) -> bool:
        return self.sitting.cancelled_at is None and self.sitting.starts_at > timezone.now()

    @property
    def holds(self) -> bool:
        """A full seat, on that day."""
        holder = self.mine.holder if self.mine else None
        return holder is not None and holder.person_id == self.mandate.person_id


def days_of(body: Body, since: dt.date) -> list[PublicDay]:
    with connection.cursor() as cursor:
        cursor.execute("select * from sitting_days(%s, %s)", [body.pk, since])
        return [PublicDay(*row) for row in cursor.fetchall()]


def held_on(day: dt.date) -> Q:
    """As mandate_is_held says it in SQL."""
    return Q(accepted_at__isnull=False, withdrawn_at=None, since__lte=day) & (
        Q(until__gt=day) | Q(until=day, ended_at=None)
    )


# Key and name of who holds that mandate today, beside it: nothing of whom the hat may not see.
NAMED = RawSQL(
    "(select array[h.key, h.name] from holders_of(mandates_mandate.body_id) h"
    " where h.mandate_id = mandates_mandate.id)",
    (),
    output_field=ArrayField(TextField()),
)


def delegation_on(body: Body, day: dt.date) -> QuerySet[Mandate]:
    """Who holds a seat of it on that day, as far as I see them: each deputy after its seat."""
    rows = Mandate.objects.filter(held_on(day), body=body).select_related("seat__deputy_of")
    return rows.order_by("seat__number", "seat__order")


def deputies_of(sitting: Sitting, mandate: Mandate) -> QuerySet[Mandate]:
    """Of the full seat of that mandate, on the day of the sitting, in their order."""
    return delegation_on(sitting.body, sitting.day).filter(seat__deputy_of=mandate.seat_id)


def names_of(body: Body) -> dict[int, tuple[str, str]]:
    """Key and name of who holds a seat today, by mandate."""
    with connection.cursor() as cursor:
        cursor.execute("select * from holders_of(%s)", [body.pk])
        return {pk: (key, name) for pk, key, name in cursor.fetchall()}


def names_among(rows: Iterable[Any]) -> dict[int, tuple[str, str]]:
    """The same, of rows that were asked for with NAMED."""
    return {one.holder_of: (one.named[0], one.named[1]) for one in rows if one.named}


def steps_of(sitting: Sitting) -> list[Any]:
    """In the order in which they were said. One query."""
    rows: QuerySet[Any] = NextStep.objects.filter(sitting=sitting).select_related("mandate")
    return list(rows.annotate(named=NAMED, holder_of=F("mandate")).order_by("pk"))


def sittings_of(body: Body) -> QuerySet[Sitting]:
    """Newest first, those to come above."""
    noted = Exists(Note.objects.filter(sitting=OuterRef("pk")))
    return Sitting.objects.filter(body=body).annotate(noted=noted).order_by("-starts_at", "-pk")


def past_sittings(body: Body) -> QuerySet[Sitting]:
    rows = Sitting.objects.filter(body=body, cancelled_at=None, starts_at__lte=Now())
    return rows.order_by("-starts_at", "-pk")


def last_three(body: Body) -> list[Sitting]:
    """With their notes and next steps. Two queries."""
    steps = Prefetch("steps", NextStep.objects.order_by("pk"))
    return list(past_sittings(body).select_related("note").prefetch_related(steps)[:3])


def next_sitting(mandate: Mandate) -> Any:
    """With what I said, who took my seat, and whether it is offered to me."""
    full = mandate.seat.deputy_of_id or mandate.seat_id
    here = {"sitting": OuterRef("pk"), "withdrawn_at": None}
    taken = SeatOffer.objects.filter(seat=full, taken_at__isnull=False, **here)
    offered = SeatOffer.objects.filter(mandate=mandate, taken_at=None, declined=None, **here)
    said = SeatAnswer.objects.filter(sitting=OuterRef("pk"), mandate=mandate)
    rows: QuerySet[Any] = Sitting.objects.filter(
        body=mandate.body_id, cancelled_at=None, starts_at__gt=Now()
    ).annotate(
        i_come=Subquery(said.values("comes")),
        taken_by=Subquery(taken.values("mandate")),
        offered=Exists(offered),
    )
    return rows.order_by("starts_at", "pk").first()


def places_around(mandate: Mandate) -> list[Place]:
    """The full seat of a mandate and those of its deputies. One query."""
    values: dict[str, Any] = {
        "body": mandate.body_id,
        "full": mandate.seat.deputy_of_id or mandate.seat_id,
        "day": today(),
    }
    with connection.cursor() as cursor:
        cursor.execute(read_sql("sittings", "queries/around_seat.sql"), values)
        return [Place(*row) for row in cursor.fetchall()]


def seats_at(sitting: Sitting, me: int) -> list[ShownSeat]:
    """The full seats that somebody holds or deputises for, at that sitting. One query."""
    found: dict[int, ShownSeat] = {}
    said = SeatAnswer.objects.filter(sitting=sitting, mandate=OuterRef("pk")).values("comes")
    came = Came.objects.filter(sitting=sitting, mandate=OuterRef("pk"))
    declined = DeclinedOffer.objects.filter(offer=OuterRef("pk"), person=me)
    offers = SeatOffer.objects.filter(sitting=sitting, withdrawn_at=None, mandate=OuterRef("pk"))
    told = {"taken": "taken_at", "declined": Exists(declined)}
    rows: QuerySet[Any] = delegation_on(sitting.body, sitting.day).annotate(
        comes=Subquery(said),
        came=Exists(came),
        offer=Subquery(offers.values(told=JSONObject(**told))),
        named=NAMED,
        holder_of=F("pk"),
    )
    for mandate in rows:
        full = mandate.seat.deputy_of or mandate.seat
        shown = found.setdefault(full.pk, ShownSeat(full))
        if not mandate.seat.is_deputy:
            shown.holder = mandate
            continue
        shown.deputies.append(mandate)
        if mandate.offer and mandate.offer["taken"]:
            shown.sits = mandate
        elif mandate.offer:
            shown.open.append(mandate)
    return list(found.values())


def standing_at(sitting: Sitting, mandate: Mandate) -> Standing:
    me = mandate.person_id
    found = Standing(sitting, mandate, seats_at(sitting, me))
    full = mandate.seat.deputy_of_id or mandate.seat_id
    found.mine = next((one for one in found.seats if one.seat.pk == full), None)
    for shown in found.seats:
        if shown.sits and shown.sits.person_id == me:
            found.taken = shown.sits
        elif shown.sits is None and found.to_come and found.offer is None:
            mine = (m for m in shown.open if m.person_id == me and not m.offer["declined"])
            found.offer = next(mine, None)
    return found


def who_came(seats: list[ShownSeat]) -> list[Any]:
    """Of the delegation, each deputy after the holder of the seat."""
    ours = (one for seat in seats for one in (seat.holder, *seat.deputies))
    return [one for one in ours if one is not None and one.came]


def came_to(sitting: Sitting) -> set[int]:
    """The mandates of those of the delegation who were there."""
    return set(Came.objects.filter(sitting=sitting).values_list("mandate", flat=True))


def attended(mandate: Mandate) -> QuerySet[Sitting]:
    """The sittings at which I was, newest first."""
    mine = Came.objects.filter(mandate=mandate, sitting=OuterRef("pk"))
    return Sitting.objects.filter(Exists(mine)).select_related("body").order_by("-starts_at")


def my_sittings(person: int, since: dt.datetime) -> QuerySet[Sitting]:
    """Of the bodies where I sit, for my calendar."""
    rows = Sitting.objects.filter(
        body__in=held_mandates(person).values("body"), starts_at__gt=since
    )
    return rows.select_related("body").order_by("starts_at", "pk")
