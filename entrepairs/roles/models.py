"""Roles that people hold for an organisation, each with their yes."""

from decimal import Decimal
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
from entrepairs.vocabulary.models import Concept

MOST_HOURS = 60  # a week
IDENTITY = ("organisation", "person", "role", "statute")


def range_of_days() -> Func:
    days = (F("since"), F("until"), Value("[]"))
    return Func(*days, function="daterange", output_field=DateRangeField())


class HeldRole(models.Model):
    """A dated role of one person for one organisation: offered by who coordinates it, held once the
    person has said yes.

    It opens nothing: what somebody may do is in their affiliation and memberships.
    """

    key = KeyField()
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    role = models.ForeignKey(Concept, models.RESTRICT, related_name="+")
    statute = models.ForeignKey(Concept, models.RESTRICT, related_name="+")
    # One of these, or none: hours a week, or hundredths of full time.
    hours = models.DecimalField(max_digits=4, decimal_places=1, null=True)
    share = models.SmallIntegerField(null=True)
    since = models.DateField()
    until = models.DateField(null=True)  # the last day
    offered_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(db_default=Now())
    accepted_at = models.DateTimeField(null=True)
    # Taken back before a yes, given up before it began, or corrected by another.
    withdrawn_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)  # before its last day, by one of both
    # An offer that corrects another role: it takes its place, or follows it.
    instead_of = models.ForeignKey("self", models.SET_NULL, null=True, related_name="+")
    follows = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="role_dates"
            ),
            models.CheckConstraint(
                condition=Q(hours__isnull=True) | Q(share__isnull=True), name="role_one_measure"
            ),
            models.CheckConstraint(
                condition=Q(hours__isnull=True) | Q(hours__gt=0, hours__lte=MOST_HOURS),
                name="role_hours",
            ),
            models.CheckConstraint(
                condition=Q(share__isnull=True) | Q(share__range=(1, 100)), name="role_share"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True)
                | Q(accepted_at__isnull=False, until__isnull=False),
                name="role_ended_was_held",
            ),
            models.UniqueConstraint(
                fields=["organisation", "person", "role"],
                condition=Q(accepted_at__isnull=True, withdrawn_at__isnull=True),
                name="role_one_offered",
            ),
            ExclusionConstraint(
                name="role_held_once",
                expressions=[
                    *((F(name), RangeOperators.EQUAL) for name in IDENTITY),
                    (range_of_days(), RangeOperators.OVERLAPS),
                ],
                condition=Q(accepted_at__isnull=False, withdrawn_at__isnull=True),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["organisation"], name="role_organisation"),
            models.Index(fields=["person"], name="role_person"),
        ]

    @property
    def name(self) -> str:
        return vocabulary.concept(self.role_id).label

    @property
    def statute_name(self) -> str:
        return vocabulary.concept(self.statute_id).label

    @property
    def waits(self) -> bool:
        return self.accepted_at is None

    @property
    def is_over(self) -> bool:
        over = self.until is not None and self.until < today()
        return over or self.ended_at is not None

    @property
    def full_time(self) -> Decimal | None:
        """Its part of a full-time job, where its statute is counted so and it says how much."""
        whole = vocabulary.concept(self.statute_id).data.get("full_time_hours")
        if not whole or (self.share is None and self.hours is None):
            return None
        return Decimal(self.share or 0) / 100 if self.share else (self.hours or 0) / Decimal(whole)


class DeclinedRole(models.Model):
    """A silent no to an offered role. Only its person sees it."""

    offer = models.OneToOneField(HeldRole, models.CASCADE, related_name="declined")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    at = models.DateTimeField(db_default=Now())
