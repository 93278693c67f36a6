"""Yearly report of a group: its lines, read by its members before it leaves."""

import datetime as dt

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from entrepairs.core.fields import EncryptedTextField, KeyField
from entrepairs.decisions.models import Decision
from entrepairs.people.models import Circle, Person

READING = dt.timedelta(days=7)  # members read it so long before it leaves


class Report(models.Model):
    """What a group tells about one year. Its keepers write it; its members read it first."""

    key = KeyField()
    circle = models.ForeignKey(Circle, models.CASCADE, related_name="+")
    year = models.SmallIntegerField()
    started_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    started_at = models.DateTimeField(db_default=Now())
    opened_at = models.DateTimeField(null=True)  # to its members; a change closes it again
    sent_at = models.DateTimeField(null=True)
    # By which the members lift what hides figures under 11 in what leaves.
    decision = models.ForeignKey(Decision, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["circle", "year"], name="report_once_a_year"),
            models.CheckConstraint(condition=Q(year__range=(2000, 2100)), name="report_year"),
            models.CheckConstraint(
                name="report_read_before_it_leaves",
                condition=Q(sent_at__isnull=True) | Q(sent_at__gte=F("opened_at") + Value(READING)),
            ),
        ]

    @property
    def path(self) -> str:
        return f"/reports/{self.key}/"

    @property
    def leaves_at(self) -> dt.datetime | None:
        """From when on it may leave."""
        return self.opened_at + READING if self.opened_at else None


class ReportLine(models.Model):
    """One line as somebody wrote it; once the report is open to members, every line."""

    class Origin(models.TextChoices):
        COUNTED = "counted", _("counted here")
        PAGE = "page", _("from the group’s page")
        MEETINGS = "meetings", _("from the regular meetings")
        BEFORE = "before", _("from the report of last year")
        WRITTEN = "written", _("written by the group")

    report = models.ForeignKey(Report, models.CASCADE, related_name="lines")
    name = models.CharField(max_length=20)
    words = EncryptedTextField(blank=True)
    origin = models.CharField(max_length=8, choices=Origin, default=Origin.WRITTEN)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "name"], name="report_line_once")]
