"""Courses: an event that teaches, who was there and for how long, what a learner keeps of it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from entrepairs.core.bilingual import In
from entrepairs.events.models import Event, Session
from entrepairs.learning.models import Step
from entrepairs.people.models import Person
from entrepairs.registrations.models import Registration

LONGEST = 12 * 60  # minutes of one session


class Course(models.Model):
    """What an event is when it teaches, told before anybody says yes to it: what it takes, what it
    costs, who reads what one answers."""

    class Kind(models.TextChoices):
        TRAINING = "training", _("training")
        COLLEGE = "college", _("recovery-college course")
        ETP = "etp", _("therapeutic patient education")
        PREVENTION = "prevention", _("prevention session")

    event = models.OneToOneField(Event, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    takes_fr = models.CharField(max_length=300, blank=True)
    takes_en = models.CharField(max_length=300, blank=True)
    costs_fr = models.CharField(max_length=300, blank=True)
    costs_en = models.CharField(max_length=300, blank=True)
    seen_fr = models.CharField(max_length=300, blank=True)
    seen_en = models.CharField(max_length=300, blank=True)
    # Of therapeutic education: its declaration to the regional health agency.
    declared = models.CharField(max_length=60, blank=True)
    declared_on = models.DateField(null=True)

    takes, costs, seen = In("takes"), In("costs"), In("seen")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind="etp") | Q(declared="", declared_on__isnull=True),
                name="course_declared_is_etp",
            )
        ]


class Attendance(models.Model):
    """How long somebody who registered was at a session: also a part of it. No row: not there."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="+")
    registration = models.ForeignKey(Registration, models.CASCADE, related_name="+")
    minutes = models.PositiveSmallIntegerField()
    noted_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["session", "registration"], name="attendance_once"),
            models.CheckConstraint(
                condition=Q(minutes__range=(1, LONGEST)), name="attendance_minutes"
            ),
        ]


class LedSession(models.Model):
    """Whether a patient or a peer led a session, alone or with others. Read in sums."""

    session = models.OneToOneField(Session, models.CASCADE, related_name="+")
    by_peer = models.BooleanField()


class KeptCourse(models.Model):
    """That who registered put their hours on their own path, once."""

    registration = models.OneToOneField(Registration, models.CASCADE, related_name="+")
    step = models.OneToOneField(Step, models.CASCADE, related_name="+")
