"""Groups that support each other: their page, who comes in and how, what they promise."""

import datetime as dt

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from entrepairs.core.fields import EncryptedTextField, KeyField
from entrepairs.ledger.models import Audience
from entrepairs.people.models import Circle, OpeningHours, Organisation, Person
from entrepairs.vocabulary.models import Place

WIDER_FOR = dt.timedelta(days=30)  # as may_widen() has it
VISIT_DAYS = 61  # two months
MONTHS = {30: 1, 31: 1, 61: 2, 91: 3, 92: 3, 122: 4, 183: 6, 365: 12}  # days that people call so


class Group(models.Model):
    """The page of a circle of kind group: where it is, how to reach it, who may read that."""

    class Kind(models.TextChoices):
        GEM = "gem", _("mutual-aid group (GEM)")
        SELF_HELP = "self_help", _("self-help group")
        # Peer workers of any employers, and nobody who manages one of them
        REFLECTION = "reflection", _("co-reflection among peer workers")
        OTHER = "other", _("another kind of group")

    circle = models.OneToOneField(Circle, models.CASCADE, primary_key=True, related_name="group")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.SELF_HELP)
    audience = models.SmallIntegerField(default=Audience.CIRCLES)  # who may read its page
    place = models.ForeignKey(Place, models.RESTRICT, null=True, related_name="+")
    address = models.CharField(max_length=200, blank=True)  # the street, as one finds the door
    languages = ArrayField(models.CharField(max_length=8), default=list, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    website = models.URLField(blank=True)
    visit_days = models.SmallIntegerField(default=VISIT_DAYS)  # how long a visit lasts
    unwell = EncryptedTextField(blank=True)  # what the group does if someone is unwell
    wider_from = models.DateTimeField(null=True)  # announced to all in it: more may then see it
    # Of its opening hours, and of its gatherings
    time_zone = models.CharField(max_length=40, default="Europe/Paris")
    closes_on_holidays = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(audience__in=[2, 4, 5]), name="group_audience"),
            models.CheckConstraint(
                condition=Q(visit_days__range=(1, 366)), name="group_visit_days"
            ),
        ]

    @property
    def path(self) -> str:
        return self.circle.path

    @property
    def widens(self) -> bool:
        """Its people were told that it may open, not more than a month before it may."""
        return self.wider_from is not None and timezone.now() < self.wider_from + WIDER_FOR

    @property
    def visit_length(self) -> str:
        if months := MONTHS.get(self.visit_days):
            return ngettext("%(n)s month", "%(n)s months", months) % {"n": months}
        return ngettext("%(n)s day", "%(n)s days", self.visit_days) % {"n": self.visit_days}

    @property
    def name(self) -> str:
        return str(self.circle.name)


class GroupOpening(OpeningHours):
    """Opening hours of a group, without booking."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="openings")

    class Meta(OpeningHours.Meta):
        constraints = [
            *OpeningHours.Meta.constraints,
            models.UniqueConstraint(
                fields=["group", "weekday", "day", "opens"],
                name="groupopening_once",
                nulls_distinct=False,
            ),
        ]


class Entry(models.Model):
    """A yes that waits for another: somebody asks to come in, or is invited by a member.

    A keeper is invited among the members. Not answering is an answer, and is never shown.
    """

    class Role(models.TextChoices):
        MEMBER = "member", _("as a member")
        VISITOR = "visitor", _("as a visitor")
        KEEPER = "keeper", _("to keep the group’s page")

    key = KeyField()
    circle = models.ForeignKey(Circle, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    by = models.ForeignKey(Person, models.CASCADE, null=True, related_name="+")  # null: they ask
    role = models.CharField(max_length=8, choices=Role, default=Role.MEMBER)
    words = EncryptedTextField(blank=True)
    made_at = models.DateTimeField(db_default=Now())
    withdrawn_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(by__isnull=True) | ~Q(by=F("person")), name="entry_by_another"
            ),
            models.CheckConstraint(
                condition=~Q(role="keeper") | Q(by__isnull=False), name="entry_keeper_is_invited"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(accepted_at__isnull=True),
                name="entry_one_end",
            ),
            models.UniqueConstraint(
                fields=["circle", "person"],
                condition=Q(withdrawn_at__isnull=True, accepted_at__isnull=True),
                name="entry_one_standing",
            ),
        ]
        indexes = [models.Index(fields=["person"], name="entry_person")]


class Refusal(models.Model):
    """A silent no: of somebody invited, which only they see, or of members to somebody who asks,
    which only members see."""

    entry = models.OneToOneField(Entry, models.CASCADE, related_name="refusal")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    at = models.DateTimeField(db_default=Now())


def range_of_time() -> Func:
    return Func(F("since"), F("until"), function="tstzrange", output_field=DateTimeRangeField())


class Backing(models.Model):
    """An organisation that sponsors a group, or manages its accounts and contracts: it advises.

    The same one is not both at once, unless `exception` says why.
    """

    class Role(models.TextChoices):
        SPONSOR = "sponsor", _("sponsor")
        MANAGER = "manager", _("manager")

    circle = models.ForeignKey(Circle, models.CASCADE, related_name="backings")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    role = models.CharField(max_length=8, choices=Role)
    exception = models.CharField(max_length=300, blank=True)
    asked_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    since = models.DateTimeField(db_default=Now())
    accepted_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    accepted_at = models.DateTimeField(null=True)
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(accepted_by__isnull=True) | Q(accepted_at__isnull=False),
                name="backing_accepted",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="backing_dates"
            ),
            ExclusionConstraint(
                name="backing_not_both",
                expressions=[
                    (F("circle"), RangeOperators.EQUAL),
                    (F("organisation"), RangeOperators.EQUAL),
                    (range_of_time(), RangeOperators.OVERLAPS),
                ],
                condition=Q(exception=""),
            ),
            models.UniqueConstraint(
                fields=["circle", "organisation", "role"],
                condition=Q(until__isnull=True),
                name="backing_one_standing",
            ),
        ]
        indexes = [models.Index(fields=["organisation"], name="backing_organisation")]


class Agreement(models.Model):
    """What a group's people promise each other, in one version. A version never changes."""

    circle = models.ForeignKey(Circle, models.CASCADE, related_name="+")
    number = models.SmallIntegerField()
    words = EncryptedTextField()
    changes = EncryptedTextField(blank=True)  # what is new in it, in a sentence
    made_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(db_default=Now())
    review_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["circle", "number"], name="agreement_number"),
            models.CheckConstraint(condition=Q(number__gte=1), name="agreement_number_from_one"),
        ]

    def lines(self) -> list[str]:
        return [line.strip(" -–•") for line in str(self.words).splitlines() if line.strip()]


class AgreementYes(models.Model):
    """One person's yes to one version. Theirs alone to read."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agreement", "person"], name="agreement_yes_once")
        ]
