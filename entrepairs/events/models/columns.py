"""Columns that several rows of a programme have: hours, and what is said of a session or a talk."""

from django.contrib.postgres.fields import DateTimeRangeField
from django.db import models
from django.db.models import F, Func, Q

from entrepairs.core.bilingual import In


def range_of_hours() -> Func:
    """From the beginning to the end, which is left to the one who comes next."""
    return Func(
        F("starts_at"), F("ends_at"), function="tstzrange", output_field=DateTimeRangeField()
    )


def hours_constraint(name: str) -> models.CheckConstraint:
    """A beginning and a later end, or neither while they are not known."""
    both = Q(starts_at__isnull=False, ends_at__isnull=False, ends_at__gt=F("starts_at"))
    return models.CheckConstraint(
        condition=both | Q(starts_at__isnull=True, ends_at__isnull=True), name=name
    )


class Told(models.Model):
    """What a session and a talk have in common: words, and what a file of elsewhere says of them.

    Words in French, in English, or in the one other language that they were written in.
    """

    title_fr = models.CharField(max_length=300, blank=True)
    title_en = models.CharField(max_length=300, blank=True)
    title_other = models.CharField(max_length=300, blank=True)
    subtitle_fr = models.CharField(max_length=300, blank=True)
    subtitle_en = models.CharField(max_length=300, blank=True)
    subtitle_other = models.CharField(max_length=300, blank=True)
    about_fr = models.TextField(blank=True)
    about_en = models.TextField(blank=True)
    about_other = models.TextField(blank=True)
    other_language = models.CharField(max_length=8, blank=True)
    type_name = models.CharField(max_length=120, blank=True)  # what its programme calls it
    licence = models.CharField(max_length=200, blank=True)
    # Each with a title, an address and whether it is an attachment.
    links = models.JSONField(default=list, blank=True)

    title, subtitle, about = In("title"), In("subtitle"), In("about")

    class Meta:
        abstract = True
