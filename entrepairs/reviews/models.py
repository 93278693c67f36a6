"""Reviews of a year, inside a plan: what each says of it, side by side."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from entrepairs.core.fields import EncryptedTextField, KeyField
from entrepairs.people.models import Person
from entrepairs.plans.models import Plan


class Review(models.Model):
    """A year of a plan, looked at by the person whose plan it is, their peers and the team."""

    key = KeyField()
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="reviews")
    opened_at = models.DateTimeField(db_default=Now())
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan"], condition=Q(closed_at__isnull=True), name="review_one_open"
            )
        ]

    @property
    def is_open(self) -> bool:
        return self.closed_at is None


class Viewpoint(models.TextChoices):
    """From where somebody looks."""

    PERSON = "person", _("the person")
    PEER = "peer", _("peers")
    TEAM = "team", _("the team")


class ReviewAnswer(models.Model):
    """What one says of one question, under their name. Read by all in the plan, at once."""

    class Choice(models.IntegerChoices):
        YES = 1, _("yes")
        RATHER = 2, _("rather yes")
        RATHER_NOT = 3, _("rather no")
        NO = 4, _("no")

    review = models.ForeignKey(Review, models.CASCADE, related_name="answers")
    question = models.CharField(max_length=20)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    viewpoint = models.CharField(max_length=6, choices=Viewpoint)
    choice = models.SmallIntegerField(choices=Choice, null=True)
    words = EncryptedTextField(blank=True)
    written_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["review", "question", "person"], name="review_answer_once"
            ),
            models.CheckConstraint(
                condition=Q(choice__isnull=True) | Q(choice__range=(1, 4)),
                name="review_answer_choice",
            ),
        ]
