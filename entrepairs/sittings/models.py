"""Sittings of bodies, who sits, what was handed over and said there; what a mandate costs."""

import datetime as dt
from typing import ClassVar

from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from entrepairs.core.fields import EncryptedTextField, KeyField
from entrepairs.mandates.models import Body, Mandate, Seat
from entrepairs.people.models import Organisation, Person

SHORTEST, LONGEST = 15, 720  # minutes
MOST_HALF_DAYS = 2  # of leave, on one day


class Sitting(models.Model):
    """A sitting of a body, on a day of one of its terms.

    `day` is that of the clocks of its town: by it, a sitting counts in a year, moved or not.
    """

    key = KeyField()
    body = models.ForeignKey(Body, models.CASCADE, related_name="sittings")
    starts_at = models.DateTimeField()
    time_zone = models.CharField(max_length=40)
    day = models.GeneratedField(
        expression=Func(F("time_zone"), F("starts_at"), function="timezone"),
        output_field=models.DateField(),
        db_persist=True,
    )
    minutes = models.SmallIntegerField(default=120)
    place = models.CharField(max_length=200, blank=True)
    added_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(db_default=Now())
    changed_at = models.DateTimeField(db_default=Now())
    sequence = models.SmallIntegerField(default=0)  # how often it was moved, for calendars
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(minutes__range=(SHORTEST, LONGEST)), name="sitting_minutes"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["body", "starts_at"], name="sitting_of_body")]

    @property
    def path(self) -> str:
        return f"/sittings/{self.key}/"

    @property
    def written(self) -> "Note | None":
        """What was written after it, if anything."""
        return getattr(self, "note", None)

    @property
    def ends_at(self) -> dt.datetime:
        return self.starts_at + dt.timedelta(minutes=self.minutes)


class SeatAnswer(models.Model):
    """Whether who holds a full seat comes to a sitting, as they said."""

    sitting = models.ForeignKey(Sitting, models.CASCADE, related_name="answers")
    mandate = models.ForeignKey(Mandate, models.CASCADE, related_name="+")
    comes = models.BooleanField()
    said_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["sitting", "mandate"], name="seat_answer_once")
        ]


class SeatOffer(models.Model):
    """A seat that its holder cannot take at a sitting, offered to one of its deputies.

    Each is asked at a time that is set in advance: when the second is asked tells nothing of what
    the first said. The first yes takes it, once.
    """

    sitting = models.ForeignKey(Sitting, models.CASCADE, related_name="offers")
    seat = models.ForeignKey(Seat, models.CASCADE, related_name="+")  # the full one
    mandate = models.ForeignKey(Mandate, models.CASCADE, related_name="+")  # of the deputy
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    made_at = models.DateTimeField(db_default=Now())
    opens_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["sitting", "seat"],
                condition=Q(taken_at__isnull=False, withdrawn_at__isnull=True),
                name="seat_taken_once",
            ),
            models.UniqueConstraint(
                fields=["sitting", "mandate"],
                condition=Q(withdrawn_at__isnull=True),
                name="seat_offered_once",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["person"], name="seat_offer_person")]


class DeclinedOffer(models.Model):
    """A silent no to a seat at a sitting. Only its person sees it."""

    offer = models.OneToOneField(SeatOffer, models.CASCADE, related_name="declined")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    at = models.DateTimeField(db_default=Now())


class Paper(models.Model):
    """What a body must be given in a year, as its kind says: received on a day, or not yet."""

    body = models.ForeignKey(Body, models.CASCADE, related_name="papers")
    year = models.SmallIntegerField()
    item = models.CharField(max_length=40)  # of `receives`, in the vocabulary
    received_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["body", "year", "item"], name="paper_once"),
            models.CheckConstraint(condition=Q(year__range=(1900, 2200)), name="paper_year"),
        ]


class PaperRequest(models.Model):
    """That a paper was asked for, on a day. Asked again, it is another line."""

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="requests")
    asked_on = models.DateField()
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["paper", "asked_on"], name="paper_asked_once_a_day")
        ]


class Note(models.Model):
    """After a sitting: how many were there, in words, and its minutes. Its text can be erased."""

    sitting = models.OneToOneField(Sitting, models.RESTRICT, related_name="note")
    present = models.SmallIntegerField(null=True)
    words = EncryptedTextField(blank=True)
    record = EncryptedTextField(blank=True)  # the minutes, as text
    written_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    written_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(present__isnull=True) | Q(present__range=(0, 999)),
                name="note_present",
            )
        ]


class Came(models.Model):
    """That somebody of the delegation was at a sitting."""

    sitting = models.ForeignKey(Sitting, models.RESTRICT, related_name="came")
    mandate = models.ForeignKey(Mandate, models.CASCADE, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["sitting", "mandate"], name="came_once")
        ]


class NextStep(models.Model):
    """What follows from a sitting: what, by one of the delegation or by the body, until when."""

    key = KeyField()
    sitting = models.ForeignKey(Sitting, models.RESTRICT, related_name="steps")
    words = EncryptedTextField()
    mandate = models.ForeignKey(Mandate, models.SET_NULL, null=True, related_name="+")
    by_body = models.BooleanField(default=False)
    until = models.DateField(null=True)
    made_at = models.DateTimeField(db_default=Now())
    done_on = models.DateField(null=True)


class Handover(models.Model):
    """What the next in a seat must know, written by who holds it. The delegation reads it."""

    seat = models.ForeignKey(Seat, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    words = EncryptedTextField()
    written_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["seat", "person"], name="handover_once")
        ]


class Cost(models.Model):
    """What a mandate cost on a day: time, way, money, half-days of leave. Its holder's alone."""

    key = KeyField()
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    mandate = models.ForeignKey(Mandate, models.CASCADE, related_name="+")
    day = models.DateField()
    minutes = models.SmallIntegerField(default=0)
    kilometres = models.SmallIntegerField(default=0)
    cents = models.IntegerField(default=0)  # still theirs to pay
    half_days = models.SmallIntegerField(default=0)  # of representation leave
    words = EncryptedTextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(
                    minutes__range=(0, 1440),
                    kilometres__range=(0, 5000),
                    cents__range=(0, 1_000_000),
                    half_days__range=(0, MOST_HALF_DAYS),
                ),
                name="cost_possible",
            ),
            models.CheckConstraint(
                condition=Q(minutes__gt=0)
                | Q(kilometres__gt=0)
                | Q(cents__gt=0)
                | Q(half_days__gt=0),
                name="cost_of_something",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["person", "day"], name="cost_of_person")]


class Training(models.Model):
    """When somebody did the basic training of representatives. Theirs alone."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="+")
    done_on = models.DateField()


class Approval(models.Model):
    """An approval that lets an association propose people for seats: public, dated."""

    class Level(models.TextChoices):
        NATIONAL = "national", _("national approval")
        REGIONAL = "regional", _("regional approval")
        AFFILIATED = "affiliated", _("affiliated to an approved association")

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    level = models.CharField(max_length=10, choices=Level)
    number = models.CharField(max_length=40, blank=True)
    until = models.DateField()  # the last day
    made_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "until"], name="approval_once"),
            models.CheckConstraint(
                condition=Q(level__in=["national", "regional", "affiliated"]), name="approval_level"
            ),
        ]
