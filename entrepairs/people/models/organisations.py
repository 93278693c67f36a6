"""Organisations, their opening hours, the persons who belong to them."""

import datetime as dt

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from entrepairs.core.fields import KeyField
from entrepairs.people.current import CurrentQuerySet
from entrepairs.people.models.folding import folded
from entrepairs.people.models.persons import Person
from entrepairs.vocabulary.models import Place

ASKED_AGAIN_AFTER = dt.timedelta(days=30)  # as ask_to_coordinate() of the database


class Organisation(models.Model):
    """An association, a hospital, a Housing First team's employer."""

    class Kind(models.TextChoices):
        ASSOCIATION = "association", _("association")
        MUTUAL_AID = "mutual_aid", _("mutual-aid group (GEM)")
        HOSPITAL = "hospital", _("hospital or health service")
        HOUSING = "housing", _("Housing First team")
        SOCIAL = "social", _("social service or shelter")
        UNIVERSITY = "university", _("university or school")
        OTHER = "other", pgettext_lazy("a kind of organisation", "other")

    key = KeyField()
    name = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=12, choices=Kind, blank=True)
    folded = models.GeneratedField(
        expression=folded("name"),
        output_field=models.CharField(max_length=240, db_collation="C"),
        db_persist=True,
    )
    about = models.TextField(blank=True)
    place = models.ForeignKey(Place, models.RESTRICT, null=True)
    address = models.CharField(max_length=200, blank=True)  # street and number
    telephone = models.CharField(max_length=40, blank=True)
    how_to_get_card = models.TextField(blank=True, max_length=1000)
    # Keys of the vocabulary: public, and read with their organisation only.
    languages = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    time_zone = models.CharField(max_length=40, default="Europe/Paris")  # of its opening hours
    closes_on_holidays = models.BooleanField(default=False)
    created_at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> str:
        return f"/organisations/{self.key}/"

    @property
    def dialled(self) -> str:
        """For tel: addresses."""
        return "".join(letter for letter in self.telephone if letter.isdigit() or letter == "+")


class OpeningHours(models.Model):
    """Opening hours of a place: on a day of each week, or on one day in its place.

    A day without hours is one on which it is closed.
    """

    weekday = models.SmallIntegerField(null=True)  # Monday is 0
    day = models.DateField(null=True)
    opens = models.TimeField(null=True)
    closes = models.TimeField(null=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(weekday__range=(0, 6), weekday__isnull=False, day__isnull=True)
                | Q(weekday__isnull=True, day__isnull=False),
                name="%(class)s_of_one_day",
            ),
            models.CheckConstraint(
                condition=Q(opens__isnull=False, closes__isnull=False, opens__lt=F("closes"))
                | Q(opens__isnull=True, closes__isnull=True, day__isnull=False),
                name="%(class)s_hours",
            ),
        ]


class Opening(OpeningHours):
    """Opening hours of an organisation."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="openings")

    class Meta(OpeningHours.Meta):
        constraints = [
            *OpeningHours.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation", "weekday", "day", "opens"],
                name="opening_once",
                nulls_distinct=False,
            ),
        ]


class Affiliation(models.Model):
    """One person in one organisation; a coordinator is one of its people, for a time."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="affiliations")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="affiliations")
    coordinator = models.BooleanField(default=False)
    since = models.DateTimeField(db_default=Now())
    until = models.DateTimeField(null=True)
    # Nobody coordinates who has not said yes.
    asked_to_coordinate_at = models.DateTimeField(null=True)

    objects = models.Manager.from_queryset(CurrentQuerySet["Affiliation"])()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="affiliation_dates"
            ),
            models.UniqueConstraint(
                fields=["person", "organisation"],
                condition=Q(until__isnull=True),
                name="affiliation_current",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "person"], name="affiliation_people")]

    @property
    def asked_lately(self) -> bool:
        """Whether they were asked so shortly ago that they are not asked again."""
        asked = self.asked_to_coordinate_at
        return asked is not None and asked > timezone.now() - ASKED_AGAIN_AFTER


class CoordinationRefusal(models.Model):
    """A no to coordinating an organisation, which only its person sees: the question stands."""

    affiliation = models.OneToOneField(Affiliation, models.CASCADE, related_name="refusal")
    at = models.DateTimeField(db_default=Now())
