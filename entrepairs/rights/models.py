"""What a person can demand: leaving, a copy of everything, an erasure; and what is kept of it."""

import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from entrepairs.core.fields import EncryptedTextField, KeyField
from entrepairs.people.models import Person


class Departure(models.Model):
    """A person who leaves, asked to be erased and has no second way to show who they are, or was
    not here for so long that they are warned.

    Until it is due, they may come back, or call it off.
    """

    class Kind(models.TextChoices):
        LEAVE = "leave"
        ERASE = "erase"
        IDLE = "idle"

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


class RetentionRun(models.Model):
    """How many rows of a rule were forgotten on a day, for the administrator; of nobody."""

    rule = models.CharField(max_length=40)
    day = models.DateField()
    number = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["rule", "day"], name="retention_run_once"),
        ]


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


ANSWER_WITHIN = dt.timedelta(days=30)  # the month of the law, as the policies of requests


OPEN = Q(answered_at__isnull=True, called_off_at__isnull=True)


class DataRequest(models.Model):
    """One line of the register of requests: what somebody asks of their data, and its clock.

    Asked here by the person, or on paper, then noted by who coordinates an organisation of theirs.
    What a guardian or a parent asks is answered once the person has said yes too. Of those who are
    erased the line stays, of nobody and without words.
    """

    class Kind(models.TextChoices):
        ACCESS = "access", _("A copy of the data")
        CORRECT = "correct", _("A correction")
        ERASE = "erase", _("An erasure")
        OBJECT = "object", _("An objection to a use")
        DIED = "died", _("The person has died")

    class Standing(models.TextChoices):
        SELF = "self", _("The person")
        GUARDIAN = "guardian", _("Their guardian or curator")
        PARENT = "parent", _("A parent, for a person under 18")
        RELATIVE = "relative", _("A relative of a person who has died")

    class Outcome(models.TextChoices):
        DONE = "done", _("Done")
        REFUSED = "refused", _("Refused, with the reason")

    key = KeyField()
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    kind = models.CharField(max_length=7, choices=Kind)
    standing = models.CharField(max_length=8, choices=Standing, default=Standing.SELF)
    noted_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    on_paper = models.BooleanField(default=False)
    words = EncryptedTextField(blank=True)
    made_at = models.DateTimeField(db_default=Now())
    asked_at = models.DateTimeField(db_default=Now())  # of paper: when it came
    due_at = models.DateTimeField()
    yes_at = models.DateTimeField(null=True)  # the person's own, to what another asks for them
    yes_on_paper = models.BooleanField(default=False)
    extended_at = models.DateTimeField(null=True)
    extension = EncryptedTextField(blank=True)  # its reasons
    missed_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=7, choices=Outcome, blank=True)
    answer = EncryptedTextField(blank=True)
    called_off_at = models.DateTimeField(null=True)
    openings = models.JSONField(default=list)  # when an administrator read it, and why

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="died", standing="relative")
                | ~Q(kind="died") & ~Q(standing="relative"),
                name="request_of_the_dead",
            ),
            models.CheckConstraint(
                condition=Q(extended_at__isnull=True)
                | Q(extended_at__lte=F("asked_at") + ANSWER_WITHIN),
                name="request_longer_in_time",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, outcome="")
                | Q(answered_at__isnull=False, called_off_at__isnull=True) & ~Q(outcome=""),
                name="request_one_end",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="done")
                | Q(standing__in=["self", "relative"])
                | Q(yes_at__isnull=False),
                name="request_own_yes",
            ),
            models.UniqueConstraint(
                fields=["person", "kind"], condition=OPEN & Q(on_paper=False), name="request_once"
            ),
            # Who noted it may be erased meanwhile: two such lines are no fault.
            models.UniqueConstraint(
                fields=["person", "kind", "noted_by"],
                condition=OPEN & Q(on_paper=True),
                name="request_noted_once",
            ),
        ]
        indexes = [models.Index(fields=["noted_by"], name="request_noted_by")]

    @property
    def is_open(self) -> bool:
        return self.answered_at is None and self.called_off_at is None

    @property
    def waits_for_yes(self) -> bool:
        by_another = self.standing in {self.Standing.GUARDIAN, self.Standing.PARENT}
        return self.is_open and by_another and self.yes_at is None


class Breach(models.Model):
    """One line of the register of breaches: data lost, changed or read by those who may not.

    Written by the administrator at the terminal. Whether the authority was told within 72 hours is
    written down by a job. `exercise`: a drill.
    """

    class Risk(models.TextChoices):
        NONE = "none", _("No risk for people: written down here only")
        SOME = "some", _("A risk: the authority is told")
        HIGH = "high", _("A high risk: the authority and the people are told")

    exercise = models.BooleanField(default=False)
    what = models.CharField(max_length=600)  # what happened, who did it, naming nobody
    data = models.CharField(max_length=400)  # which data
    people = models.PositiveIntegerField()  # how many, about
    risk = models.CharField(max_length=4, choices=Risk)
    found_at = models.DateTimeField()
    measures = models.CharField(max_length=600, blank=True, default="")
    told_authority_at = models.DateTimeField(null=True)
    told_people_at = models.DateTimeField(null=True)
    missed_at = models.DateTimeField(null=True)
    late_because = models.CharField(max_length=400, blank=True, default="")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(what="") & ~Q(data=""), name="breach_says_what"),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | ~Q(measures=""), name="breach_closed_how"
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True)
                | Q(risk="none")
                | Q(told_authority_at__isnull=False),
                name="breach_closed_told",
            ),
        ]
