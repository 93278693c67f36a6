"""Two people who did not know each other: a wish, a proposal, a double yes, an agreement."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from entrepairs.base.fields import EncryptedTextField, KeyField
from entrepairs.ledger.models import Audience
from entrepairs.pairs.rounds.models import Hint, Round, Suggestion, Willing
from entrepairs.people.models import Circle, Organisation, Person
from entrepairs.vocabulary.models import Concept

__all__ = [
    "Agreement",
    "Findable",
    "Hint",
    "Pause",
    "Proposal",
    "Rarity",
    "Refusal",
    "Round",
    "Suggestion",
    "Willing",
    "Wish",
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
            models.UniqueConstraint(fields=["person"], condition=Q(closed_at__isnull=True), name="wish_one_standing"),
            models.CheckConstraint(condition=Q(room_for__range=(0, 12)), name="wish_room_for"),
            models.CheckConstraint(condition=Q(audience__range=(3, 4)), name="wish_audience"),
        ]


class Proposal(models.Model):
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
    organisation = models.ForeignKey(Organisation, models.CASCADE, null=True, related_name="+")  # whose round proposes
    round = models.ForeignKey(Round, models.SET_NULL, null=True, related_name="+")
    yes_at = models.DateTimeField(null=True)  # to a round: a yes which waits for the other's

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(by=F("to")), name="proposal_to_another"),
            models.CheckConstraint(
                condition=Q(yes_at__isnull=True) | Q(organisation__isnull=False), name="proposal_yes_to_a_round"
            ),
            models.CheckConstraint(
                condition=Q(round__isnull=True) | Q(organisation__isnull=False), name="proposal_round_of_one"
            ),
            models.CheckConstraint(condition=Q(expires_at__gt=F("made_at")), name="proposal_dates"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(accepted_at__isnull=True), name="proposal_one_end"
            ),
            models.CheckConstraint(
                condition=Q(circle__isnull=True) | Q(accepted_at__isnull=False), name="proposal_circle_after_yes"
            ),
        ]
        indexes = [
            models.Index(fields=["to", "-made_at"], name="proposal_to"),
            models.Index(fields=["by", "-made_at"], name="proposal_by"),
            models.Index(fields=["round", "by"], name="proposal_round", condition=Q(round__isnull=False)),
        ]


class Refusal(models.Model):
    """A silent no, in a table of its own: whoever proposed cannot see that it is there."""

    proposal = models.OneToOneField(Proposal, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    at = models.DateTimeField(db_default=Now())


class Agreement(models.Model):
    """A few lines on how two people want to meet. Either may propose new ones; they hold once the other accepts."""

    circle = models.ForeignKey(Circle, models.CASCADE, related_name="agreements")
    words = EncryptedTextField()
    proposed_by = models.ForeignKey(Person, models.CASCADE, related_name="+")
    proposed_at = models.DateTimeField(db_default=Now())
    accepted_by = models.ForeignKey(Person, models.CASCADE, null=True, related_name="+")
    accepted_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)  # taken back, declined, or replaced by newer words before any yes

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(closed_at__isnull=True), name="agreement_one_end"
            ),
            models.CheckConstraint(
                name="agreement_accepted_by_the_other",
                condition=Q(accepted_by__isnull=True, accepted_at__isnull=True)
                | (Q(accepted_by__isnull=False, accepted_at__isnull=False) & ~Q(accepted_by=F("proposed_by"))),
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


class Findable(models.Model):
    """Under which word, and for whom, a person whose wish stands may be found: what is searched across a network.

    Derived from wishes and facets, never a road to them: whoever is found is then read under the guard, so that a line
    which has become wrong shows nobody. `scope` is 0 for the network, else an organisation. A word also stands for
    the heading it is under. Without a concept: the wish itself.
    """

    class Kind(models.TextChoices):
        WISH = "wish"
        EXPERIENCE = "experience"
        NEED = "need"
        OFFER = "offer"

    NETWORK = 0

    person = models.ForeignKey(Person, models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(max_length=12, choices=Kind)
    concept = models.ForeignKey(Concept, models.CASCADE, null=True, related_name="+", db_index=False)
    scope = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "concept", "scope"], nulls_distinct=False, name="findable_once"
            ),
            models.CheckConstraint(
                condition=Q(kind="wish", concept__isnull=True) | (~Q(kind="wish") & Q(concept__isnull=False)),
                name="findable_concept",
            ),
        ]
        # Every column is leakproof to compare: the policy does not keep the index from being used.
        indexes = [models.Index(fields=["kind", "concept", "scope", "person"], name="findable_search")]


class Rarity(models.Model):
    """How much it means to share a word: the rarer among those who may be found, the more.

    A weight, not a count: nobody can work out from it how many people told something (see actions/finding.py).
    """

    kind = models.CharField(max_length=12, choices=Findable.Kind)
    concept = models.ForeignKey(Concept, models.CASCADE, related_name="+", db_index=False)
    weight = models.FloatField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "concept"], name="rarity_once"),
            models.CheckConstraint(condition=Q(weight__gte=0), name="rarity_weight"),
        ]
