"""Bodies that govern care, their terms and seats, and the mandates that people hold there."""

import datetime as dt
from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Now

from entrepairs.core.fields import KeyField
from entrepairs.people.models import Organisation, Person
from entrepairs.ui.formats import today
from entrepairs.vocabulary import queries as vocabulary
from entrepairs.vocabulary.clocks import DAY
from entrepairs.vocabulary.models import Concept, Place
from entrepairs.vocabulary.queries import Term as KindOfBody

MOST_SEATS, MOST_DEPUTIES = 20, 3
HELD = Q(accepted_at__isnull=False, withdrawn_at__isnull=True)


def range_of_days() -> Func:
    days = (F("since"), F("until"), Value("[]"))
    return Func(*days, function="daterange", output_field=DateRangeField())


class Body(models.Model):
    """A body that governs care: of a facility, a territory or a region, as its kind says. Public.

    An association keeps its page; it belongs to none.
    """

    key = KeyField()
    kind = models.ForeignKey(Concept, models.RESTRICT, related_name="+")
    name = models.CharField(max_length=160)
    place = models.ForeignKey(Place, models.RESTRICT, null=True, related_name="+")
    finess = models.CharField(max_length=9, blank=True)  # number of the facility
    kept_by = models.ForeignKey(Organisation, models.RESTRICT, related_name="+")
    made_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(name=""), name="body_name"),
            models.CheckConstraint(
                condition=Q(finess="") | Q(finess__regex=r"^[0-9][0-9AB][0-9]{7}$"),
                name="body_finess",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["kept_by"], name="body_kept_by"),
            models.Index(fields=["name"], name="body_name_order"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> str:
        return f"/bodies/{self.key}/"

    @property
    def what(self) -> KindOfBody:
        return vocabulary.concept(self.kind_id)


class Term(models.Model):
    """A term of a body, first and last day: all its seats end together.

    Where the rule of its kind says so, those who sit stay until a new order: `until` is then the
    latest day, and the next term cuts it short.
    """

    body = models.ForeignKey(Body, models.CASCADE, related_name="terms")
    since = models.DateField()
    until = models.DateField()
    # After its own last day, until a new order names the next: since that day, and who says so.
    goes_on_since = models.DateField(null=True)
    goes_on_source = models.CharField(max_length=300, blank=True, db_default="")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="term_dates"),
            models.CheckConstraint(
                condition=Q(goes_on_since__isnull=True, goes_on_source="")
                | Q(goes_on_since__gt=F("since"), goes_on_since__lte=F("until"))
                & ~Q(goes_on_source=""),
                name="term_goes_on",
            ),
            ExclusionConstraint(
                name="term_once",
                expressions=[
                    (F("body"), RangeOperators.EQUAL),
                    (range_of_days(), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    @property
    def is_over(self) -> bool:
        return self.until < today()

    @property
    def own_last_day(self) -> dt.date:
        """On which it ends by itself, whatever comes after."""
        return self.goes_on_since - DAY if self.goes_on_since else self.until


class Seat(models.Model):
    """A place for who speaks for users: a full one, or that of a deputy of a full one, in order."""

    key = KeyField()
    body = models.ForeignKey(Body, models.CASCADE, related_name="seats")
    number = models.SmallIntegerField()
    deputy_of = models.ForeignKey("self", models.CASCADE, null=True, related_name="deputies")
    order = models.SmallIntegerField(default=0)  # of the deputies of one seat; 0 is the full one
    since = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(deputy_of__isnull=True, order=0)
                | Q(deputy_of__isnull=False, order__range=(1, MOST_DEPUTIES)),
                name="seat_order",
            ),
            models.UniqueConstraint(fields=["body", "number", "order"], name="seat_once"),
        ]

    @property
    def is_deputy(self) -> bool:
        return self.order > 0


class Mandate(models.Model):
    """Who holds a seat: proposed by an organisation, held with their own yes, until the term ends.

    It ends with the term also when it began in the middle, and is never renewed by itself.
    """

    key = KeyField()
    body = models.ForeignKey(Body, models.CASCADE, related_name="mandates")
    seat = models.ForeignKey(Seat, models.RESTRICT, related_name="mandates")
    term = models.ForeignKey(Term, models.RESTRICT, related_name="mandates")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    since = models.DateField()
    until = models.DateField()  # the last day: that of the term, or earlier
    organisation = models.ForeignKey(Organisation, models.RESTRICT, related_name="+")
    proposed_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(db_default=Now())
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)  # taken back before a yes, or before it began
    ended_at = models.DateTimeField(null=True)  # before the term

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="mandate_dates"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(accepted_at__isnull=False),
                name="mandate_ended_was_held",
            ),
            models.UniqueConstraint(
                fields=["seat", "person"],
                condition=Q(accepted_at__isnull=True, withdrawn_at__isnull=True),
                name="mandate_one_proposed",
            ),
            ExclusionConstraint(
                name="mandate_seat_held_once",
                expressions=[
                    (F("seat"), RangeOperators.EQUAL),
                    (range_of_days(), RangeOperators.OVERLAPS),
                ],
                condition=HELD,
            ),
            ExclusionConstraint(
                name="mandate_one_seat_of_a_body",
                expressions=[
                    (F("body"), RangeOperators.EQUAL),
                    (F("person"), RangeOperators.EQUAL),
                    (range_of_days(), RangeOperators.OVERLAPS),
                ],
                condition=HELD,
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["person"], name="mandate_person"),
            models.Index(fields=["organisation"], name="mandate_organisation"),
            models.Index(fields=["seat"], name="mandate_seat"),
        ]

    @property
    def waits(self) -> bool:
        return self.accepted_at is None

    @property
    def is_over(self) -> bool:
        return self.ended_at is not None or self.until < today()


class DeclinedMandate(models.Model):
    """A silent no to a mandate. Only its person sees it."""

    mandate = models.OneToOneField(Mandate, models.CASCADE, related_name="declined")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    at = models.DateTimeField(db_default=Now())
