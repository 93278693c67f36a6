"""Weights and their history, what answers taught, and the index of possible peers."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from entrepairs.matching.bounds import BOUNDS, POSITIVE
from entrepairs.people.models import Organisation, Person
from entrepairs.suggestions.bits import BitsField


def _bounded(name: str) -> models.CheckConstraint:
    """NaN is more than any number to PostgreSQL, so that no bound lets it pass."""
    bound = BOUNDS[name]
    return models.CheckConstraint(
        condition=Q(**{f"{name}__range": (bound.least, bound.most)}), name=f"weights_{name}"
    )


class Weights(models.Model):
    """How much each thing counts when a peer is looked for: one line an organisation that chose its
    own, and one for all others, without an organisation. Nobody's secret: anyone signed in may
    read how they are found."""

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
                fields=["organisation"],
                condition=Q(organisation__isnull=True),
                name="weights_one_default",
                nulls_distinct=False,
            ),
            *(_bounded(name) for name in BOUNDS),
            models.CheckConstraint(
                condition=Q(*((f"{name}__gt", 0) for name in POSITIVE), _connector=Q.OR),
                name="weights_not_all_nothing",
            ),
        ]

    @property
    def values(self) -> dict[str, float]:
        return {name: getattr(self, name) for name in BOUNDS}


class WeightsChange(models.Model):
    """What the weights of an organisation became, when, and by whom: a coordinator, or nobody when
    answers did it."""

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


class Outcome(ScoreComponents):
    """What became of an invitation, of some month. No person, no invitation, no day: nobody can be
    found behind it, and a no that was said is the same line as an answer that never came."""

    class What(models.IntegerChoices):
        NO = 0
        YES = 1
        MET_AGAIN = 2

    what = models.SmallIntegerField(choices=What)
    month = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["organisation", "month"], name="answer_month")]


class LearningFigures(models.Model):
    """What the answers tell an organisation: figures about eleven people at least, worked out by a
    job."""

    organisation = models.OneToOneField(Organisation, models.CASCADE, related_name="+")
    at = models.DateTimeField(db_default=Now())
    answers = models.IntegerField()  # 0 when they are fewer than eleven
    bins: Any = models.JSONField(default=list)
    waiting: Any = models.JSONField(default=list)


class FinderRow(models.Model):
    """By what, and for whom, a person whose wish stands may be found: what is searched across a
    network.

    One line for the network, when the wish is for it, and one for each of their organisations: each
    holds what is told to these, and nothing else. Derived from wishes and facets by the database
    itself, in the same transaction; read by might_suit() alone. The bits stand where the table of
    words says. (See sql/derived.sql.)
    """

    NETWORK = 0

    person = models.ForeignKey(Person, models.CASCADE, related_name="+", db_index=False)
    scope = models.BigIntegerField()  # the network, or an organisation
    shown = (
        models.BooleanField()
    )  # something of it is told to organisations only: its reader knows they share one
    lived = BitsField(size=256)  # experiences, and the headings they are under
    looked = BitsField(size=128)  # what they look for, likewise
    brought = BitsField(size=128)  # what they can bring
    road = models.SmallIntegerField(null=True)  # the furthest step that they tell
    languages = BitsField(size=128)
    limits = BitsField(size=64)
    refused = (
        models.SmallIntegerField()
    )  # ways of meeting, as bits: phone, video, in writing, in person
    slots = models.IntegerField()  # 0: not told
    no_slots = models.IntegerField()  # what their limits leave out
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    radius_km = models.SmallIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "scope"], name="findable_once")]
        indexes = [models.Index(fields=["scope", "person"], name="findable_scope")]


class TermPosition(models.Model):
    """Where a word stands among the bits of a Findable, and how much it means to share it: the
    rarer, the more.

    A word stands as what was told, and as the heading of what was told. The weight, from 0 to 1, is
    worked out from what is told to the whole network, and nothing else; it is no count, so that it
    tells of nobody (see refresh.py).
    """

    class Kind(models.TextChoices):
        EXPERIENCE = "experience"
        NEED = "need"
        OFFER = "offer"
        LANGUAGE = "language"
        LIMIT = "limit"

    kind = models.CharField(max_length=12, choices=Kind)
    concept = (
        models.BigIntegerField()
    )  # no foreign key: a word nobody tells may leave the vocabulary
    heading = models.BooleanField(default=False)
    position = models.SmallIntegerField()
    weight = models.FloatField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "concept", "heading"], name="word_once"),
            models.UniqueConstraint(fields=["kind", "position"], name="word_position"),
            models.CheckConstraint(
                name="word_position_in_its_place",
                condition=Q(kind="experience", heading=False, position__range=(0, 191))
                | Q(kind="experience", heading=True, position__range=(192, 255))
                | Q(kind__in=["need", "offer"], heading=False, position__range=(0, 95))
                | Q(kind__in=["need", "offer"], heading=True, position__range=(96, 127))
                | Q(kind="language", heading=False, position__range=(0, 127))
                | Q(kind="limit", heading=False, position__range=(0, 63)),
            ),
            models.CheckConstraint(condition=Q(weight__range=(0, 1)), name="word_weight"),
        ]
