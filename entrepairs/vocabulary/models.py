"""Bilingual reference data with sources: concepts, help numbers, places. Public, and written only
by the loader."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Scheme(models.TextChoices):
    """The lists. What people look for and what they offer are the same words: `support`."""

    EXPERIENCE = "experience", _("lived experiences")
    SUPPORT = "support", _("kinds of support")
    CONTRIBUTION = "contribution", _("contributions")
    LIMIT = "limit", _("limits")
    LANGUAGE = "language", _("languages")
    ROLE = "role", _("roles")
    STATUTE = "statute", _("statutes")
    BODY = "body", _("bodies")
    RULE = "rule", _("rules with a deadline")
    PATH = "path", _("ways to learn")


class Mark(models.TextChoices):
    """How sure a fact is."""

    SEEN = "", _("checked in its source")
    KNOWN = "K", _("general knowledge, not yet checked in a source")
    DISPUTED = "!", _("sources disagree or are old")


def in_active_language(fr: str, en: str) -> str:
    return fr if (get_language() or "fr").startswith("fr") else en


class Labelled:
    """A label and a hint in two languages, read in that of the page."""

    __slots__ = ()
    fr: Any
    en: Any
    fr_hint: Any
    en_hint: Any

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        return in_active_language(self.fr, self.en)

    @property
    def hint(self) -> str:
        return in_active_language(self.fr_hint, self.en_hint)


class Concept(Labelled, models.Model):
    """One word of one list. A concept that left its file while in use is kept, retired."""

    scheme = models.CharField(max_length=12, choices=Scheme)
    key = models.SlugField(max_length=40, db_index=False)
    parent = models.ForeignKey("self", models.RESTRICT, null=True, related_name="children")
    fr = models.CharField(max_length=120)
    en = models.CharField(max_length=120)
    fr_hint = models.CharField(max_length=240, blank=True)
    en_hint = models.CharField(max_length=240, blank=True)
    order = models.PositiveSmallIntegerField()
    mark = models.CharField(max_length=1, choices=Mark, blank=True)
    source = models.TextField()
    checked_on = models.DateField()
    data = models.JSONField(
        default=dict
    )  # what the machine does with it; see the head of each file
    retired_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("scheme", "key", name="concept_key"),
            models.CheckConstraint(condition=Q(scheme__in=Scheme.values), name="concept_scheme"),
            models.CheckConstraint(
                condition=Q(key__regex=r"^[a-z][a-z0-9_]*$"), name="concept_key_is_plain"
            ),
            models.CheckConstraint(
                condition=~Q(fr="") & ~Q(en=""), name="concept_in_both_languages"
            ),
            models.CheckConstraint(
                condition=Q(fr_hint="", en_hint="") | (~Q(fr_hint="") & ~Q(en_hint="")),
                name="concept_hints",
            ),
            models.CheckConstraint(condition=Q(mark__in=Mark.values), name="concept_mark"),
            models.CheckConstraint(condition=~Q(source=""), name="concept_has_a_source"),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="concept_not_its_own_parent"),
        ]


class HelpNumber(models.Model):
    """A number to call for help now."""

    key = models.SlugField(max_length=40, unique=True)
    number = models.CharField(max_length=20)
    country = models.CharField(max_length=2)
    is_emergency = models.BooleanField()
    fr = models.CharField(max_length=80)
    en = models.CharField(max_length=80)
    fr_for = models.CharField(max_length=200)
    en_for = models.CharField(max_length=200)
    fr_hours = models.CharField(max_length=80)
    en_hours = models.CharField(max_length=80)
    channels = models.JSONField(default=list)
    valid_region = models.JSONField(
        default=list
    )  # ISO 3166 codes of a country, or of the regions where it answers
    order = models.PositiveSmallIntegerField()
    mark = models.CharField(max_length=1, choices=Mark, blank=True)
    source = models.TextField()
    checked_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(number__regex=r"^[0-9]+( [0-9]+)*$"), name="help_number_can_be_dialled"
            ),
            models.CheckConstraint(
                condition=Q(country__regex=r"^[A-Z]{2}$"), name="help_number_country"
            ),
            models.CheckConstraint(
                condition=~Q(fr="") & ~Q(en=""), name="help_number_in_both_languages"
            ),
            models.CheckConstraint(condition=Q(mark__in=Mark.values), name="help_number_mark"),
            models.CheckConstraint(condition=~Q(source=""), name="help_number_has_a_source"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {in_active_language(self.fr, self.en)}"


class Place(models.Model):
    """A town or a village: every French commune, and from GeoNames those of 5,000 people
    elsewhere."""

    geoname_id = models.BigIntegerField(primary_key=True)
    name = models.CharField(max_length=200)
    fr = models.CharField(max_length=200, blank=True)  # its French name, where it is another
    # What is searched. Bytes order: a prefix is then a range, which any plan finds by index, row
    # security or not.
    folded = models.CharField(max_length=200, db_collation="C")
    folded_fr = models.CharField(max_length=200, db_collation="C", blank=True)
    country = models.CharField(max_length=2)
    department = models.CharField(max_length=80, blank=True)  # its name, in France
    admin1 = models.CharField(max_length=80, blank=True)  # the region's name, where we know it
    postal_codes = ArrayField(models.CharField(max_length=5), default=list, blank=True)  # France
    latitude = models.FloatField()
    longitude = models.FloatField()
    population = models.IntegerField()
    time_zone = models.CharField(max_length=40)

    class Meta:
        indexes = [
            models.Index(fields=["folded"], name="place_folded"),
            models.Index(fields=["folded_fr"], name="place_folded_fr", condition=~Q(folded_fr="")),
            GinIndex(fields=["postal_codes"], name="place_postal_codes"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="place_on_earth",
            ),
            models.CheckConstraint(
                condition=Q(fr="", folded_fr="") | (~Q(fr="") & ~Q(folded_fr="")), name="place_fr"
            ),
        ]

    def __str__(self) -> str:
        return in_active_language(self.fr or self.name, self.name)


class Edition(models.Model):
    """Which edition of outside data is in the tables, so that it is not loaded again."""

    key = models.SlugField(max_length=40, unique=True)
    version = models.CharField(max_length=40)
    rows = models.IntegerField()
    loaded_at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return f"{self.key} {self.version}"
