"""Rounds: one of an organisation, what it suggests, and what would help those left out."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from entrepairs.core.fields import KeyField
from entrepairs.people.models import Circle, Organisation, Person
from entrepairs.suggestions.models import ScoreComponents


class Round(models.Model):
    """One round, from its opening to its release. `seed` settles what is equally good: the same
    people give the same round."""

    class Form(models.TextChoices):
        ANYONE = "anyone", _("everyone with everyone")
        TWO_SIDED = "two_sided", _("with the peer workers of a team")

    class State(models.TextChoices):
        OPEN = "open", _("open")
        COMPUTING = "computing", _("being computed")
        READY = "ready", _("to check")
        RELEASED = "released", _("invitations sent")
        CANCELLED = "cancelled", pgettext_lazy("a matching round", "cancelled")
        FAILED = "failed", _("failed")

    STANDING = ("open", "computing", "ready", "failed")  # one at a time in an organisation

    key = KeyField()
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    form = models.CharField(max_length=10, choices=Form, default=Form.ANYONE)
    circle = models.ForeignKey(
        Circle, models.SET_NULL, null=True, related_name="+"
    )  # whose peer workers
    seed = models.BigIntegerField()
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    opened_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    opened_at = models.DateTimeField(db_default=Now())
    attempt = models.IntegerField(default=0)  # what an earlier attempt still finds is not written
    percent = models.SmallIntegerField(default=0)
    beat_at = models.DateTimeField(null=True)  # the last sign of life of the job
    trouble = models.CharField(max_length=20, blank=True)  # why it did not succeed
    figures = models.JSONField(
        default=dict
    )  # for the coordinators: nothing about fewer than 11 people is kept
    gap = models.FloatField(null=True)  # how far from the best there can be, at most
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"],
                condition=Q(state__in=["open", "computing", "ready", "failed"]),
                name="round_one_at_a_time",
            ),
            models.CheckConstraint(condition=Q(percent__range=(0, 100)), name="round_percent"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=False, state__in=["released", "cancelled"])
                | (Q(ended_at__isnull=True) & ~Q(state__in=["released", "cancelled"])),
                name="round_end",
            ),
            models.CheckConstraint(
                condition=Q(circle__isnull=True) | Q(form="two_sided"), name="round_circle"
            ),
        ]
        indexes = [models.Index(fields=["organisation", "-opened_at"], name="round_organisation")]

    @property
    def path(self) -> str:
        return f"/rounds/{self.key}/"

    @property
    def stands(self) -> bool:
        return self.state in self.STANDING


class Suggestion(models.Model):
    """Two people whom a round would invite; gone once it is released or cancelled.
    No score is kept."""

    key = KeyField()
    round = models.ForeignKey(Round, models.CASCADE, related_name="suggestions")
    one = models.ForeignKey(Person, models.CASCADE, related_name="+")
    other = models.ForeignKey(Person, models.CASCADE, related_name="+")
    set_aside_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "one", "other"], name="suggestion_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="suggestion_of_two"),
        ]


class PredictedSuggestion(ScoreComponents):
    """The components of the score of what a round suggests, until it is released or goes. Nobody
    reads it."""

    suggestion = models.OneToOneField(Suggestion, models.CASCADE, related_name="+")


class Hint(models.Model):
    """What would help a person for whom a round found nobody. For that person alone; and nothing by
    which another one of the round could be known is kept: TELL, TURN or NOTHING."""

    class Change(models.TextChoices):
        LANGUAGE = "language"
        TIME = "time"
        REACH = "reach"
        LIMIT = "limit"
        TELL = "tell"
        TURN = "turn"  # there are people for them: others had waited longer
        NOTHING = "nothing"

    round = models.ForeignKey(Round, models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    change = models.CharField(max_length=8, choices=Change)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "person"], name="hint_once")]
        indexes = [models.Index(fields=["person"], name="hint_mine")]
