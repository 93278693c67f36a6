"""Reference data in two languages, each with its source and the day it was checked."""

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Concept(models.Model):
    """One entry of one scheme, at most two levels deep. Its words come from the files in data/."""

    class Scheme(models.TextChoices):
        EXPERIENCE = "experience", _("lived experiences")
        SUPPORT = "support", _("needs and offers")
        CONTRIBUTION = "contribution", _("kinds of contribution")
        LIMIT = "limit", _("limits")
        LANGUAGE = "language", _("languages")
        ROLE = "role", _("roles")
        STATUTE = "statute", _("statutes")

    key = models.SlugField(max_length=60)
    scheme = models.CharField(max_length=12, choices=Scheme)
    parent = models.ForeignKey("self", models.RESTRICT, null=True, related_name="narrower")
    fr = models.CharField(max_length=120)
    en = models.CharField(max_length=120)
    fr_hint = models.CharField(max_length=300, blank=True)
    en_hint = models.CharField(max_length=300, blank=True)
    order = models.SmallIntegerField(default=0)
    mark = models.CharField(max_length=1, blank=True)  # K: unverified, !: sources disagree
    source = models.TextField()
    checked_on = models.DateField()
    data = models.JSONField(default=dict, blank=True)
    retired_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scheme", "key"], name="concept_key"),
            models.CheckConstraint(condition=~Q(fr="") & ~Q(en=""), name="concept_in_both_languages"),
            models.CheckConstraint(condition=Q(mark__in=["", "K", "!"]), name="concept_mark"),
        ]
        ordering = ("scheme", "order", "id")

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        return self.fr if get_language() == "fr" else self.en

    @property
    def hint(self) -> str:
        return self.fr_hint if get_language() == "fr" else self.en_hint


class HelpNumber(models.Model):
    """A number to call when it is urgent."""

    key = models.SlugField(max_length=40, unique=True)
    country = models.CharField(max_length=2)
    number = models.CharField(max_length=30)
    fr = models.CharField(max_length=120)
    en = models.CharField(max_length=120)
    fr_for = models.CharField(max_length=200, blank=True)
    en_for = models.CharField(max_length=200, blank=True)
    fr_hours = models.CharField(max_length=120, blank=True)
    en_hours = models.CharField(max_length=120, blank=True)
    channels = models.JSONField(default=list)  # call, sms, chat, video
    is_emergency = models.BooleanField(default=False)
    valid_region = models.JSONField(default=list)
    order = models.SmallIntegerField(default=0)
    mark = models.CharField(max_length=1, blank=True)
    source = models.TextField()
    checked_on = models.DateField()

    class Meta:
        ordering = ("country", "order")

    def __str__(self) -> str:
        return self.number


class Place(models.Model):
    """A town or village, from GeoNames."""

    geoname_id = models.BigIntegerField(primary_key=True)
    name = models.CharField(max_length=200)
    folded = models.CharField(max_length=200)  # lower case, no accents: what is searched
    country = models.CharField(max_length=2)
    admin1 = models.CharField(max_length=20, blank=True)
    latitude = models.FloatField()
    longitude = models.FloatField()
    population = models.IntegerField(default=0)
    time_zone = models.CharField(max_length=40)

    class Meta:
        indexes = [models.Index(fields=["folded"], name="place_prefix", opclasses=["text_pattern_ops"])]

    def __str__(self) -> str:
        return self.name
