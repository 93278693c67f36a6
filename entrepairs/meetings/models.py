"""Being together: when, where, held or not, and what each brought."""

import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from entrepairs.core.fields import EncryptedTextField, KeyField
from entrepairs.people.models import Circle, Person
from entrepairs.vocabulary.models import Concept


class Meeting(models.Model):
    """People together at a time. One proposes; it is agreed once another member accepts.

    One time of a rule that the circle holds to is agreed by that rule: by nobody. What somebody did
    whose account is deleted was done by nobody since, and stays: its moment says that it was.
    """

    class Means(models.TextChoices):
        IN_PERSON = "in_person", _("face to face")
        PHONE = "phone", _("by phone")
        LINK = "link", _("online")

    key = KeyField()
    circle = models.ForeignKey(Circle, models.CASCADE, related_name="meetings")
    title = EncryptedTextField(blank=True)
    starts_at = models.DateTimeField()
    minutes = models.SmallIntegerField(default=60)
    time_zone = models.CharField(max_length=40, default="Europe/Paris")
    means = models.CharField(max_length=10, choices=Means)
    where = EncryptedTextField(blank=True)  # a place, a number or an address on the web
    # Who had the idea: never changes.
    asked_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    # Whose time and place stand.
    proposed_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    proposed_at = models.DateTimeField(db_default=Now())
    agreed_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    agreed_at = models.DateTimeField(null=True)
    cancelled_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    cancelled_at = models.DateTimeField(null=True)
    held = models.BooleanField(null=True)  # null: nobody has said
    uncounted_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    uncounted_at = models.DateTimeField(null=True)  # "we do not count this one", final
    sequence = models.IntegerField(default=0)  # calendars follow changes by it
    # The meeting of another circle that this one is, seen from here: the database keeps it alike.
    same_as = models.ForeignKey("self", models.CASCADE, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["same_as", "circle"], name="meeting_same_once"),
            models.CheckConstraint(condition=Q(minutes__range=(5, 1440)), name="meeting_minutes"),
            models.CheckConstraint(condition=Q(sequence__gte=0), name="meeting_sequence"),
            models.CheckConstraint(
                name="meeting_agreed_by_another",
                condition=Q(agreed_by__isnull=True, agreed_at__isnull=True)
                | Q(agreed_by__isnull=True, agreed_at__isnull=False)
                | (
                    Q(agreed_by__isnull=False, agreed_at__isnull=False)
                    & ~Q(agreed_by=F("proposed_by"))
                ),
            ),
            models.CheckConstraint(
                name="meeting_cancelled",
                condition=Q(cancelled_by__isnull=True) | Q(cancelled_at__isnull=False),
            ),
            models.CheckConstraint(
                name="meeting_held_was_agreed",
                condition=~Q(held=True) | Q(agreed_at__isnull=False, cancelled_at__isnull=True),
            ),
            models.CheckConstraint(
                name="meeting_uncounted",
                condition=Q(uncounted_by__isnull=True) | Q(uncounted_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["circle", "-starts_at"], name="meeting_page"),
            models.Index(fields=["starts_at"], name="meeting_time"),
        ]

    @property
    def path(self) -> str:
        return f"/meetings/{self.key}/"

    @property
    def ends_at(self) -> dt.datetime:
        return self.starts_at + dt.timedelta(minutes=self.minutes)


class Contribution(models.Model):
    """What one person brought to another in a meeting: a kind and rough minutes.

    Counts once the other confirms. In a group, one of the two may be the group as a whole, which is
    nobody: it counts once two others have confirmed it.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="contributions")
    circle = models.ForeignKey(Circle, models.CASCADE, related_name="+")
    giver = models.ForeignKey(Person, models.CASCADE, null=True, related_name="+")
    receiver = models.ForeignKey(Person, models.CASCADE, null=True, related_name="+")
    kind = models.ForeignKey(Concept, models.RESTRICT, related_name="+")
    minutes = models.SmallIntegerField()
    noted_by = models.ForeignKey(Person, models.CASCADE, related_name="+")
    noted_at = models.DateTimeField(db_default=Now())
    confirmed_by = models.ForeignKey(Person, models.CASCADE, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    at = models.DateTimeField()  # when the meeting was: what a mirror's period is about

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes__range=(1, 1440)), name="contribution_minutes"
            ),
            models.CheckConstraint(
                condition=~Q(giver=F("receiver")), name="contribution_to_another"
            ),
            models.CheckConstraint(
                condition=Q(giver__isnull=False, noted_by=F("giver"))
                | Q(receiver__isnull=False, noted_by=F("receiver")),
                name="contribution_noted_by_one_of_them",
            ),
            models.CheckConstraint(
                name="contribution_confirmed_by_the_other",
                condition=Q(confirmed_by__isnull=True, confirmed_at__isnull=True)
                | Q(confirmed_by__isnull=True, giver__isnull=True)
                | Q(confirmed_by__isnull=True, receiver__isnull=True)
                | (
                    Q(giver__isnull=False, receiver__isnull=False)
                    & Q(confirmed_by__isnull=False, confirmed_at__isnull=False)
                    & (Q(confirmed_by=F("giver")) | Q(confirmed_by=F("receiver")))
                    & ~Q(confirmed_by=F("noted_by"))
                ),
            ),
            # In a group both may note the same, neither having read the other; it counts once.
            models.UniqueConstraint(
                fields=["meeting", "giver", "receiver", "kind", "noted_by"],
                nulls_distinct=False,
                name="contribution_noted_once",
            ),
            models.UniqueConstraint(
                fields=["meeting", "giver", "receiver", "kind"],
                condition=Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="contribution_once",
            ),
        ]
        indexes = [
            models.Index(fields=["giver", "at"], name="contribution_given"),
            models.Index(fields=["receiver", "at"], name="contribution_received"),
            models.Index(fields=["circle", "at"], name="contribution_circle"),
        ]
