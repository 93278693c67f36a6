"""Ledger of the complaints that a users' commission hears: what its yearly report needs, and no
more."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from entrepairs.complaints.ledger_words import OPEN, Word, read_words
from entrepairs.core.fields import EncryptedTextField, KeyField
from entrepairs.mandates.models import Body
from entrepairs.people.models import Person

MOST_WORDS = 120


def _not_before(earlier: str, later: str) -> Q:
    """The later day is known only with the earlier one, and never comes before it."""
    return Q(**{f"{later}__isnull": True}) | Q(**{f"{later}__gte": F(earlier)})


class Complaint(models.Model):
    """One complaint: days, theme, way, mediation, outcome. Of nobody: no person, no file.

    The delegation of the body keeps it together, so that a line has no author either.
    """

    key = KeyField()
    body = models.ForeignKey(Body, models.CASCADE, related_name="+")
    received_on = models.DateField()
    theme = models.CharField(max_length=16)
    channel = models.CharField(max_length=16)
    asked_on = models.DateField(null=True, blank=True)  # the mediator
    met_on = models.DateField(null=True, blank=True)
    reported_on = models.DateField(null=True, blank=True)
    sitting_on = models.DateField(null=True, blank=True)  # where the commission spoke of it
    opinion_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=16, default=OPEN)
    words = EncryptedTextField(blank=True)  # one short line, without a name
    made_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=_not_before("received_on", "asked_on"), name="complaint_asked"
            ),
            models.CheckConstraint(
                condition=_not_before("asked_on", "met_on"), name="complaint_met"
            ),
            models.CheckConstraint(
                condition=_not_before("met_on", "reported_on"), name="complaint_reported"
            ),
            models.CheckConstraint(
                condition=_not_before("received_on", "sitting_on"), name="complaint_sitting"
            ),
            models.CheckConstraint(
                condition=_not_before("sitting_on", "opinion_on"), name="complaint_opinion"
            ),
            models.CheckConstraint(
                condition=~Q(theme="") & ~Q(channel="") & ~Q(outcome=""), name="complaint_told"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["body", "-received_on"], name="complaint_body_day")
        ]

    @property
    def path(self) -> str:
        return f"/complaints/{self.key}/"

    @property
    def what(self) -> Word:
        return read_words().themes[self.theme]

    @property
    def way(self) -> Word:
        return read_words().channels[self.channel]

    @property
    def ended(self) -> Word:
        return read_words().outcomes[self.outcome]

    @property
    def is_open(self) -> bool:
        return self.outcome == OPEN


class YearReport(models.Model):
    """The report of a commission about one year, which its delegation writes together."""

    key = KeyField()
    body = models.ForeignKey(Body, models.CASCADE, related_name="+")
    year = models.SmallIntegerField()
    started_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["body", "year"], name="year_report_once"),
            models.CheckConstraint(condition=Q(year__range=(2000, 2100)), name="year_report_year"),
        ]

    @property
    def path(self) -> str:
        return f"/complaints/reports/{self.key}/"


class YearLine(models.Model):
    """One line as somebody of the delegation wrote it; the others are what is known here."""

    report = models.ForeignKey(YearReport, models.CASCADE, related_name="lines")
    name = models.CharField(max_length=20)
    words = EncryptedTextField()
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report", "name"], name="year_line_once")
        ]


class YearVersion(models.Model):
    """The report as it was on a day, with small figures hidden: what its files tell. It stays."""

    report = models.ForeignKey(YearReport, models.CASCADE, related_name="versions")
    number = models.SmallIntegerField()
    words = EncryptedTextField()  # its lines, as JSON: name, words, origin
    made_at = models.DateTimeField(db_default=Now())
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report", "number"], name="year_version_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="year_version_number"),
        ]


class LevelAnswer(models.Model):
    """What somebody who sits there says once a year: the level of participation that the
    institution claims, and the one they feel."""

    body = models.ForeignKey(Body, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    year = models.SmallIntegerField()
    claimed = models.SmallIntegerField()
    felt = models.SmallIntegerField()
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["body", "person", "year"], name="level_once_a_year"),
            models.CheckConstraint(
                condition=Q(claimed__range=(0, 5), felt__range=(0, 5)), name="level_known"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["person"], name="level_person")]
