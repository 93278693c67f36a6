"""What is published of the whole network, and who asked not to be counted in it."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from entrepairs.people.models import Person


class Publication(models.Model):
    """The figures of one quarter or year, made once and never again, so that no two of them can be
    compared. The network reads them first; everyone does from `published_at` on."""

    period = models.CharField(max_length=7, unique=True)  # 2026-Q3, or 2026: its address
    since = models.DateField()
    until = models.DateField()  # the first day after
    made_at = models.DateTimeField(db_default=Now())
    published_at = models.DateTimeField()
    version = models.CharField(max_length=40)  # of the code
    seed = models.IntegerField()  # of the random numbers of its intervals
    # People by what they did and where, None where it is hidden: rows, columns, totals last.
    exchanges = models.JSONField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(until__gt=F("since")), name="publication_days"),
            models.CheckConstraint(
                condition=Q(published_at__gte=F("made_at")), name="publication_read_first"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["-until", "since"], name="publication_newest")]

    @property
    def path(self) -> str:
        return f"/observatory/{self.period}/"

    @property
    def is_year(self) -> bool:
        return "-" not in self.period


class Figure(models.Model):
    """One figure of a publication, by its definition (data/definitions.yaml), with its doubt; or
    why there is none. Numbers of people and links are told by tens, rounded down."""

    class Reason(models.TextChoices):
        NOT_RECORDED = "records", _("What this figure needs is not recorded here.")
        FEW = "few", _("Fewer than 11 people are concerned, or could be told apart.")
        FEW_LINKS = "links", _("There are fewer than 20 links between people.")
        UNDEFINED = "nothing", _("Its formula divides by nothing here.")

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="figures")
    key = models.CharField(max_length=40)
    value = models.FloatField(null=True)
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    people = models.IntegerField(null=True)
    links = models.IntegerField(null=True)
    # Per cent of the records that it could not use: none where few people are behind them.
    left_out = models.SmallIntegerField(null=True)
    reason = models.CharField(max_length=7, choices=Reason, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["publication", "key"], name="figure_once"),
            models.CheckConstraint(
                condition=Q(reason="", value__isnull=False, people__gte=10)
                | ~Q(reason="")
                & Q(value=None, low=None, high=None, people=None, links=None)
                & Q(left_out=None),
                name="figure_or_reason",
            ),
        ]


class Uncounted(models.Model):
    """Somebody who asked not to be counted in figures. They alone see it."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="+")
    since = models.DateTimeField(db_default=Now())
