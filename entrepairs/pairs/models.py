"""Two people who did not know each other: a wish, a proposal, a double yes, an agreement."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from entrepairs.core.fields import EncryptedTextField, KeyField
from entrepairs.ledger.models import Audience
from entrepairs.people.models import Circle, Organisation, Person
from entrepairs.rounds.models import Hint, Round, RoundOptIn, Suggestion
from entrepairs.suggestions.bits import BitsField
from entrepairs.suggestions.models import (
    LearningFigures,
    Outcome,
    PredictedScore,
    Weights,
    WeightsChange,
)

__all__ = [
    "Agreement",
    "Answer",
    "Findable",
    "Hint",
    "Learnt",
    "Pause",
    "Predicted",
    "Proposal",
    "Refusal",
    "Round",
    "Suggestion",
    "Weights",
    "WeightsChange",
    "Willing",
    "Wish",
    "Word",
]


class Wish(models.Model):
    """ "I would like to meet someone." While it stands, its audience may see the person's name as a possible peer."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="wishes")
    words = EncryptedTextField(blank=True)
    audience = models.SmallIntegerField(choices=Audience, default=Audience.NETWORK)
    room_for = models.SmallIntegerField(default=1)  # how many peers more
    made_at = models.DateTimeField(db_default=Now())
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(closed_at__isnull=True), name="wish_one_standing"
            ),
            models.CheckConstraint(condition=Q(room_for__range=(0, 12)), name="wish_room_for"),
            models.CheckConstraint(condition=Q(audience__range=(3, 4)), name="wish_audience"),
        ]


class Invitation(models.Model):
    """One person proposes to another to get to know each other. Not answering is an answer, and is never shown.

    Or the round of an organisation proposes two people to each other: one line for each to answer, `by` being whom they
    would meet. They are a pair once both lines have a yes; until then neither sees the other's line.
    """

    key = KeyField()
    by = models.ForeignKey(Person, models.CASCADE, related_name="+")
    to = models.ForeignKey(Person, models.CASCADE, related_name="+")
    words = EncryptedTextField(blank=True)
    made_at = models.DateTimeField(db_default=Now())
    expires_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    circle = models.ForeignKey(Circle, models.SET_NULL, null=True, related_name="+")
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, null=True, related_name="+"
    )  # whose round proposes
    round = models.ForeignKey(Round, models.SET_NULL, null=True, related_name="+")
    yes_at = models.DateTimeField(null=True)  # to a round: a yes which waits for the other's

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(by=F("to")), name="proposal_to_another"),
            models.CheckConstraint(
                condition=Q(yes_at__isnull=True) | Q(organisation__isnull=False),
                name="proposal_yes_to_a_round",
            ),
            models.CheckConstraint(
                condition=Q(round__isnull=True) | Q(organisation__isnull=False),
                name="proposal_round_of_one",
            ),
            models.CheckConstraint(condition=Q(expires_at__gt=F("made_at")), name="proposal_dates"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(accepted_at__isnull=True),
                name="proposal_one_end",
            ),
            models.CheckConstraint(
                condition=Q(circle__isnull=True) | Q(accepted_at__isnull=False),
                name="proposal_circle_after_yes",
            ),
        ]
        indexes = [
            models.Index(fields=["to", "-made_at"], name="proposal_to"),
            models.Index(fields=["by", "-made_at"], name="proposal_by"),
            models.Index(
                fields=["round", "by"], name="proposal_round", condition=Q(round__isnull=False)
            ),
        ]


class Refusal(models.Model):
    """A silent no, in a table of its own: whoever proposed cannot see that it is there."""

    invitation = models.OneToOneField(Invitation, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    at = models.DateTimeField(db_default=Now())
    by_limit = models.BooleanField(default=False)  # a limit of theirs answered for them


class Agreement(models.Model):
    """A few lines on how two people want to meet. Either may propose new ones; they hold once the other accepts."""

    circle = models.ForeignKey(Circle, models.CASCADE, related_name="agreements")
    words = EncryptedTextField()
    proposed_by = models.ForeignKey(Person, models.CASCADE, related_name="+")
    proposed_at = models.DateTimeField(db_default=Now())
    accepted_by = models.ForeignKey(Person, models.CASCADE, null=True, related_name="+")
    accepted_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(
        null=True
    )  # taken back, declined, or replaced by newer words before any yes

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(closed_at__isnull=True),
                name="agreement_one_end",
            ),
            models.CheckConstraint(
                name="agreement_accepted_by_the_other",
                condition=Q(accepted_by__isnull=True, accepted_at__isnull=True)
                | (
                    Q(accepted_by__isnull=False, accepted_at__isnull=False)
                    & ~Q(accepted_by=F("proposed_by"))
                ),
            ),
            models.UniqueConstraint(
                fields=["circle"],
                condition=Q(accepted_at__isnull=True, closed_at__isnull=True),
                name="agreement_one_open",
            ),
        ]
        indexes = [models.Index(fields=["circle", "-accepted_at"], name="agreement_holds")]


class Pause(models.Model):
    """One of a pair wants a pause. The pair is paused while either does, so that nobody is hurried back by the other."""

    circle = models.ForeignKey(Circle, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["circle", "person"], name="pause_once")]


class FinderRow(models.Model):
    """By what, and for whom, a person whose wish stands may be found: what is searched across a network.

    One line for the network, when the wish is for it, and one for each of their organisations: each holds what is told to
    these, and nothing else. Derived from wishes and facets by the database itself, in the same transaction; read by
    might_suit() alone. The bits stand where the table of words says. (policies.sql has both functions.)
    """

    NETWORK = 0

    person = models.ForeignKey(Person, models.CASCADE, related_name="+", db_index=False)
    scope = models.BigIntegerField()  # the network, or an organisation
    shown = (
        models.BooleanField()
    )  # something of it is told to organisations only: whoever reads it knows they share one
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
    """Where a word stands among the bits of a Findable, and how much it means to share it: the rarer, the more.

    A word stands as what was told, and as the heading of what was told. The weight, from 0 to 1, is worked out from what
    is told to the whole network, and nothing else; it is no count, so that it tells of nobody (see actions/finding.py).
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
