"""Plans: what a person wants to be known, to whom, and who does what until when. Led by them."""

import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from entrepairs.core.fields import EncryptedTextField, KeyField
from entrepairs.people.models import Circle, Organisation, Person

INVITATION_WAITS = dt.timedelta(days=30)


class Plan(models.Model):
    """A circle of kind plan, held by one person: they write, invite, remove and end it."""

    class Template(models.TextChoices):
        PREVENTION = "prevention", _("shared prevention plan")
        SUPPORT = "support", _("global support plan")
        FREE = "free", _("free plan")

    circle = models.OneToOneField(Circle, models.CASCADE, primary_key=True, related_name="plan")
    holder = models.ForeignKey(Person, models.CASCADE, related_name="+")
    template = models.CharField(max_length=10, choices=Template)
    review_on = models.DateField(null=True)  # when the holder reads it again

    @property
    def path(self) -> str:
        return self.circle.path


class Section(models.Model):
    """A part of a plan, in the holder's words, with its own audience."""

    class Audience(models.IntegerChoices):
        ME = 0, _("only me")
        CHOSEN = 1, _("the members I choose")
        ALL = 2, _("everyone in the plan")

    key = KeyField()
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="sections")
    part = models.CharField(max_length=20, blank=True)  # of its template; else it has a title
    title = EncryptedTextField(blank=True)
    words = EncryptedTextField(blank=True)
    audience = models.SmallIntegerField(choices=Audience, default=Audience.ME)
    position = models.SmallIntegerField()
    written_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(audience__range=(0, 2)), name="plan_section_audience"
            ),
            models.CheckConstraint(
                condition=~Q(part="") | ~Q(title=""), name="plan_section_has_a_title"
            ),
            models.UniqueConstraint(
                fields=["plan", "part"], condition=~Q(part=""), name="plan_section_part_once"
            ),
        ]


class Reader(models.Model):
    """A member who may read a section that is for some only."""

    section = models.ForeignKey(Section, models.CASCADE, related_name="readers")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["section", "person"], name="plan_reader_once")
        ]


class Version(models.Model):
    """The words of a section as they were written once: the holder's alone."""

    section = models.ForeignKey(Section, models.CASCADE, related_name="versions")
    number = models.SmallIntegerField()
    words = EncryptedTextField()
    written_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["section", "number"], name="plan_version_number"),
            models.CheckConstraint(condition=Q(number__gte=1), name="plan_version_number_from_one"),
        ]


class Relation(models.TextChoices):
    """As what somebody is in the plan of another."""

    PEER = "peer", _("peer")
    RELATIVE = "relative", _("family or friend")
    SERVICE = "service", _("service")


def of_a_service(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(relation="service", organisation__isnull=False)
        | (~Q(relation="service") & Q(organisation__isnull=True)),
        name=name,
    )


class Participant(models.Model):
    """Who is in a plan beside its holder, and as what. It goes with the membership."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="participants")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    relation = models.CharField(max_length=8, choices=Relation)
    organisation = models.ForeignKey(Organisation, models.CASCADE, null=True, related_name="+")
    since = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "person"], name="plan_participant_once"),
            of_a_service("plan_participant_of_a_service"),
        ]


class PlanInvitation(models.Model):
    """The holder asks somebody into their plan. Not answering is an answer, and is never shown."""

    key = KeyField()
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    relation = models.CharField(max_length=8, choices=Relation)
    organisation = models.ForeignKey(Organisation, models.CASCADE, null=True, related_name="+")
    words = EncryptedTextField(blank=True)
    made_at = models.DateTimeField(db_default=Now())
    withdrawn_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            of_a_service("plan_invitation_of_a_service"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(accepted_at__isnull=True),
                name="plan_invitation_one_end",
            ),
            models.UniqueConstraint(
                fields=["plan", "person"],
                condition=Q(withdrawn_at__isnull=True, accepted_at__isnull=True),
                name="plan_invitation_one_standing",
            ),
        ]
        indexes = [models.Index(fields=["person"], name="plan_invitation_person")]


class Declined(models.Model):
    """A silent no to an invitation: known to the person who said it, and to nobody else."""

    invitation = models.OneToOneField(PlanInvitation, models.CASCADE, related_name="declined")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    at = models.DateTimeField(db_default=Now())


class StaysOut(models.Model):
    """ "Not this circle": dated, without a reason. Known to the person who said it alone."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    circle = models.ForeignKey(Circle, models.CASCADE, related_name="+")
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "circle"], name="plan_stays_out_once")
        ]


class KeptApart(models.Model):
    """Never in a circle with that organisation's people who are there for it. Theirs alone."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "organisation"], name="plan_kept_apart_once")
        ]


class Commitment(models.Model):
    """Who does what until when, with that person's own yes. All in the plan see it alike."""

    key = KeyField()
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="commitments")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    by = models.ForeignKey(Person, models.CASCADE, related_name="+")  # who wrote it down
    what = EncryptedTextField()
    until = models.DateField()
    made_at = models.DateTimeField(db_default=Now())
    accepted_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)  # given up, declined, or its person has left

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(done_at__isnull=True)
                | Q(accepted_at__isnull=False, ended_at__isnull=True),
                name="plan_commitment_done_was_accepted",
            ),
            models.CheckConstraint(
                condition=~Q(by=F("person")) | Q(accepted_at__isnull=False),
                name="plan_commitment_of_mine_stands",
            ),
        ]
        indexes = [models.Index(fields=["plan", "until"], name="plan_commitment_page")]


class Copy(models.Model):
    """Who has the plan on paper: a list that the holder keeps for themselves."""

    key = KeyField()
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="copies")
    words = EncryptedTextField()  # who, and where it is
    given_on = models.DateField()
