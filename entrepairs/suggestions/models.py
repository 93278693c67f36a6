"""The table of weights, and its history."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from entrepairs.people.models import Organisation, Person
from entrepairs.suggestions.weights import BOUNDS, POSITIVE


def _bounded(name: str) -> models.CheckConstraint:
    """NaN is more than any number to PostgreSQL, so that no bound lets it pass."""
    bound = BOUNDS[name]
    return models.CheckConstraint(
        condition=Q(**{f"{name}__range": (bound.least, bound.most)}), name=f"weights_{name}"
    )


class Weights(models.Model):
    """How much each thing counts when a peer is looked for: one line an organisation that chose its own, and one for
    all others, without an organisation. Nobody's secret: whoever is signed in may read how they are found."""

    class Learning(models.TextChoices):
        """What the answers that peers gave may do to it."""

        NOTHING = "nothing", _("nothing")
        SUGGEST = "suggest", _("suggest a change, which a coordinator accepts")
        CHANGE = "change", _("change it, within the bounds")

    organisation = models.OneToOneField(Organisation, models.CASCADE, null=True, related_name="+")
    shared = models.FloatField(default=BOUNDS["shared"].default)
    exchange = models.FloatField(default=BOUNDS["exchange"].default)
    road = models.FloatField(default=BOUNDS["road"].default)
    times = models.FloatField(default=BOUNDS["times"].default)
    near = models.FloatField(default=BOUNDS["near"].default)
    same_facility = models.FloatField(default=BOUNDS["same_facility"].default)
    heading = models.FloatField(default=BOUNDS["heading"].default)
    one_sided = models.FloatField(default=BOUNDS["one_sided"].default)
    half = models.FloatField(default=BOUNDS["half"].default)
    learning = models.CharField(max_length=8, choices=Learning, default=Learning.NOTHING)
    suggested: Any = models.JSONField(
        null=True
    )  # what the answers would make of it, until a coordinator says
    learnt_up_to = models.BigIntegerField(
        default=0
    )  # the last answer that was learnt from, or whose suggestion was set aside
    changed_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, related_name="+", db_index=False
    )
    changed_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(organisation__isnull=True), name="weights_one_default", nulls_distinct=False
            ),
            *(_bounded(name) for name in BOUNDS),
            models.CheckConstraint(
                condition=Q(*((f"{name}__gt", 0) for name in POSITIVE), _connector=Q.OR), name="weights_not_all_nothing"
            ),
        ]  # fmt: skip

    @property
    def values(self) -> dict[str, float]:
        return {name: getattr(self, name) for name in BOUNDS}


class WeightsChange(models.Model):
    """What the weights of an organisation became, when, and by whom: a coordinator, or nobody when answers did it."""

    class How(models.TextChoices):
        HAND = "hand", _("chosen")
        ACCEPTED = "accepted", _("suggested by the answers, and accepted")
        LEARNT = "learnt", _("learnt from the answers")
        RESET = "reset", _("back to those of the network")

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    how = models.CharField(max_length=8, choices=How)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+", db_index=False)
    at = models.DateTimeField(db_default=Now())
    values: Any = models.JSONField()

    class Meta:
        indexes = [models.Index(fields=["organisation", "-at"], name="weights_history")]


class ScoreComponents(models.Model):
    """What spoke for two people, from 0 to 1 each: the parts of the score."""

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, null=True, related_name="+", db_index=False
    )
    score = models.FloatField()
    shared = models.FloatField()
    to_a = models.FloatField()
    to_b = models.FloatField()
    road = models.FloatField()
    times = models.FloatField()
    near = models.FloatField()
    same_facility = models.BooleanField()

    class Meta:
        abstract = True


class PredictedScore(ScoreComponents):
    """The parts at the time of a proposal, until it has ended; of a round, from what it suggests until that is released or
    goes. Nobody reads it: a job makes an Answer of it."""

    invitation = models.OneToOneField(
        "pairs.Invitation", models.CASCADE, null=True, related_name="+"
    )
    suggestion = models.OneToOneField(
        "rounds.Suggestion", models.CASCADE, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(invitation__isnull=False) ^ Q(suggestion__isnull=False),
                name="predicted_of_one",
            )
        ]


class Outcome(ScoreComponents):
    """What became of some proposal, of some month. No person, no proposal, no day: nobody can be found behind it, and a no
    that was said is the same line as an answer that never came."""

    class What(models.IntegerChoices):
        NO = 0
        YES = 1
        MET_AGAIN = 2

    what = models.SmallIntegerField(choices=What)
    month = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["organisation", "month"], name="answer_month")]


class LearningFigures(models.Model):
    """What the answers tell an organisation: figures about eleven people at least, worked out by a job."""

    organisation = models.OneToOneField(Organisation, models.CASCADE, related_name="+")
    at = models.DateTimeField(db_default=Now())
    answers = models.IntegerField()  # 0 when they are fewer than eleven
    bins: Any = models.JSONField(default=list)
    waiting: Any = models.JSONField(default=list)
