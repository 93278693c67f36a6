"""Two people who did not know each other: a wish, an invitation, a double yes, an agreement."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from entrepairs.core.fields import EncryptedTextField, KeyField
from entrepairs.ledger.models import Audience
from entrepairs.people.models import Circle, Organisation, Person
from entrepairs.suggestions.models import ScoreComponents


class Wish(models.Model):
    """ "I would like to meet someone." While it stands, its audience may see the person's name as a
    possible peer."""

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
    """One person invites another to get to know each other. Not answering is an answer, and is
    never shown.

    Or the round of an organisation invites two people: one line for each to answer,
    `by` being whom they would meet. They are a pair once both lines have a yes; until then neither
    sees the other's line.
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
    )  # whose round invites
    round_id = models.BigIntegerField(null=True)  # no foreign key: rounds are a room above
    yes_at = models.DateTimeField(null=True)  # to a round: a yes which waits for the other's

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(by=F("to")), name="invitation_to_another"),
            models.CheckConstraint(
                condition=Q(yes_at__isnull=True) | Q(organisation__isnull=False),
                name="invitation_yes_to_a_round",
            ),
            models.CheckConstraint(
                condition=Q(round_id__isnull=True) | Q(organisation__isnull=False),
                name="invitation_round_of_one",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("made_at")), name="invitation_dates"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(accepted_at__isnull=True),
                name="invitation_one_end",
            ),
            models.CheckConstraint(
                condition=Q(circle__isnull=True) | Q(accepted_at__isnull=False),
                name="invitation_circle_after_yes",
            ),
        ]
        indexes = [
            models.Index(fields=["to", "-made_at"], name="invitation_to"),
            models.Index(fields=["by", "-made_at"], name="invitation_by"),
            models.Index(
                fields=["round_id", "by"],
                name="invitation_round",
                condition=Q(round_id__isnull=False),
            ),
        ]

    @property
    def is_direct(self) -> bool:
        """From one person to another; else the round of an organisation asks both."""
        return self.organisation_id is None


class Refusal(models.Model):
    """A silent no, in a table of its own: who invited cannot see that it is there."""

    invitation = models.OneToOneField(Invitation, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    at = models.DateTimeField(db_default=Now())
    by_limit = models.BooleanField(default=False)  # a limit of theirs answered for them


class LeftOut(models.Model):
    """ "Not for me", said of a suggestion. Known to the person who said it, and to nobody else."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+", db_index=False)
    other = models.ForeignKey(Person, models.CASCADE, related_name="+")
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "other"], name="left_out_once"),
            models.CheckConstraint(condition=~Q(person=F("other")), name="left_out_another"),
        ]


class Agreement(models.Model):
    """A few lines on how two people want to meet. Either may propose new ones; they hold once the
    other accepts."""

    circle = models.ForeignKey(Circle, models.CASCADE, related_name="agreements")
    words = EncryptedTextField()
    proposed_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    proposed_at = models.DateTimeField(db_default=Now())
    accepted_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
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
                condition=Q(accepted_by__isnull=True)
                | (Q(accepted_at__isnull=False) & ~Q(accepted_by=F("proposed_by"))),
            ),
            models.UniqueConstraint(
                fields=["circle"],
                condition=Q(accepted_at__isnull=True, closed_at__isnull=True),
                name="agreement_one_open",
            ),
        ]
        indexes = [models.Index(fields=["circle", "-accepted_at"], name="agreement_holds")]


class Pause(models.Model):
    """One of a pair wants a pause. The pair is paused while either does, so that nobody is hurried
    back by the other."""

    circle = models.ForeignKey(Circle, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["circle", "person"], name="pause_once")]


class RoundOptIn(models.Model):
    """This person may be in the rounds of this organisation, while their wish stands. Nobody is in
    one who has not said so."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    since = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "person"], name="willing_once")
        ]


class GivingMark(models.Model):
    """How much giving in 30 days is much, as its person says for themselves: their own mirror tells
    them when it was more. Nobody else reads it."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="+")
    hours = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(hours__range=(1, 200)), name="giving_mark_hours")
        ]


class PredictedScore(ScoreComponents):
    """The components of the score at the time of an invitation, until it has ended, and those of
    eleven people with it. Nobody reads it: a job makes an Outcome of it."""

    invitation = models.OneToOneField(Invitation, models.CASCADE, related_name="+")
