"""Two people who did not know each other: a wish, a proposal, a double yes, an agreement."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from entrepairs.base.fields import EncryptedTextField, KeyField
from entrepairs.ledger.models import Audience
from entrepairs.people.models import Circle, Person


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
    """One person proposes to another to get to know each other. Not answering is an answer, and is never shown."""

    key = KeyField()
    by = models.ForeignKey(Person, models.CASCADE, related_name="+")
    to = models.ForeignKey(Person, models.CASCADE, related_name="+")
    words = EncryptedTextField(blank=True)
    made_at = models.DateTimeField(db_default=Now())
    expires_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    circle = models.OneToOneField(Circle, models.SET_NULL, null=True, related_name="proposal")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(by=F("to")), name="proposal_to_another"),
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
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="agreement_accepted_by_the_other",
                condition=Q(accepted_by__isnull=True, accepted_at__isnull=True)
                | (Q(accepted_by__isnull=False, accepted_at__isnull=False) & ~Q(accepted_by=F("proposed_by"))),
            ),
            models.UniqueConstraint(
                fields=["circle"],
                condition=Q(accepted_at__isnull=True, replaced_at__isnull=True),
                name="agreement_one_open",
            ),
            models.UniqueConstraint(
                fields=["circle"],
                condition=Q(accepted_at__isnull=False, replaced_at__isnull=True),
                name="agreement_one_holds",
            ),
        ]
