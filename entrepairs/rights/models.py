"""What a person can demand: leaving, a copy of everything, an erasure; and what is kept of it."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from entrepairs.core.fields import KeyField
from entrepairs.people.models import Person


class Departure(models.Model):
    """A person who leaves, or asked to be erased and has no second way to show who they are.

    Until it is due, they may come back, or call it off.
    """

    class Kind(models.TextChoices):
        LEAVE = "leave"
        ERASE = "erase"

    person = models.OneToOneField(Person, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=5, choices=Kind)
    asked_at = models.DateTimeField(db_default=Now())
    due_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)  # their name is gone: the account is empty


class Export(models.Model):
    """A copy of all that is held about a person, made by a job, taken at a secret address."""

    key = KeyField()
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True)  # of the secret address
    asked_at = models.DateTimeField(db_default=Now())
    total = models.PositiveSmallIntegerField(null=True)  # kinds of things to write
    done = models.PositiveSmallIntegerField(default=0, db_default=0)
    ready_at = models.DateTimeField(null=True)
    until = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    place = models.CharField(max_length=100, blank=True, default="", db_default="")
    size = models.BigIntegerField(default=0, db_default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(ready_at__isnull=True, failed_at__isnull=True),
                name="export_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(ready_at__isnull=True) | Q(until__isnull=False) & ~Q(place=""),
                name="export_ready_where",
            ),
        ]


class Erasure(models.Model):
    """That somebody was erased: by a digest of their random key, which a restored backup is
    compared with, and how many rows of each kind went. Nothing of them can be worked out from it.
    """

    digest = models.CharField(max_length=64, unique=True)
    door = models.CharField(max_length=64, unique=True)  # of the address of the certificate
    erased_at = models.DateTimeField(db_default=Now())
    counts = models.JSONField(default=dict)  # kind of thing -> rows
    until = models.DateTimeField()


class RetentionChange(models.Model):
    """A retention period that the administrator changed, and why; the newest one holds."""

    rule = models.CharField(max_length=40)
    months = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=400)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="retention_says_why"),
            models.CheckConstraint(condition=Q(months__range=(1, 240)), name="retention_some_time"),
        ]
