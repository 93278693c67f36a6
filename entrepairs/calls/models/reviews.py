"""Who reads without names, what they say, and what is decided."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from entrepairs.calls.models.calls import Call, SubmissionKind
from entrepairs.calls.models.submissions import Submission
from entrepairs.core.fields import KeyField
from entrepairs.events.models.programme import Talk
from entrepairs.people.models import Person


class Reader(models.Model):
    """A person asked to read for this call, and what they answered.

    The row stays: those who have read see no name afterwards either.
    """

    key = KeyField()
    call = models.ForeignKey(Call, models.CASCADE, related_name="readers")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    asked_at = models.DateTimeField(db_default=Now())
    accepted_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["call", "person"], name="reader_once"),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(declined_at__isnull=True),
                name="reader_answers_once",
            ),
        ]

    @property
    def path(self) -> str:
        return f"/events/reader/{self.key}/"


class ReviewAssignment(models.Model):
    """A contribution given to a reader, who may say that they cannot read this one."""

    key = KeyField()
    submission = models.ForeignKey(Submission, models.CASCADE, related_name="readings")
    reader = models.ForeignKey(Reader, models.CASCADE, related_name="readings")
    given_at = models.DateTimeField(db_default=Now())
    refused_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "reader"], name="reading_of_submission_once"
            )
        ]

    @property
    def path(self) -> str:
        return f"/events/reading/{self.key}/"


class Review(models.Model):
    """What a reader thinks of it."""

    class Advice(models.TextChoices):
        ACCEPT = "accept", _("accept")
        CHANGE = "change", _("accept with changes")
        REFUSE = "refuse", _("decline")

    reading = models.OneToOneField(ReviewAssignment, models.CASCADE, related_name="review")
    advice = models.CharField(max_length=8, choices=Advice)
    for_organisers = models.TextField(blank=True)
    for_authors = models.TextField(blank=True)
    at = models.DateTimeField(db_default=Now())


class DecisionQuerySet(models.QuerySet["SubmissionDecision"]):
    def waiting_to_be_told(self, call: Call) -> Self:
        """Taken, and its authors do not know yet."""
        sent = self.filter(submission__call=call, submission__state=Submission.State.SENT)
        waiting = sent.filter(told_at__isnull=True).select_related("submission__kind", "kind")
        return waiting.order_by("outcome", "submission_id")

    def waiting_to_be_placed(self, call: Call) -> Self:
        """Accepted and told, its authors come, and not in the programme yet."""
        sent = self.filter(submission__call=call, submission__state=Submission.State.SENT)
        return sent.filter(
            outcome=SubmissionDecision.Outcome.ACCEPTED,
            told_at__isnull=False,
            submission__comes_at__isnull=False,
            talk__isnull=True,
        )


class SubmissionDecision(models.Model):
    """A decision of those who prepare the event; authors see it once they are told, all at once."""

    class Outcome(models.TextChoices):
        ACCEPTED = "accepted", _("accepted")
        WAITING = "waiting", _("waiting list")
        REFUSED = "refused", _("declined")

    submission = models.OneToOneField(Submission, models.CASCADE, related_name="decision")
    outcome = models.CharField(max_length=8, choices=Outcome)
    # When it is accepted as another kind.
    kind = models.ForeignKey(SubmissionKind, models.RESTRICT, null=True, related_name="+")
    at = models.DateTimeField(db_default=Now())
    words = models.TextField(blank=True)  # as they were told
    told_at = models.DateTimeField(null=True)
    talk = models.OneToOneField(Talk, models.DB_SET_NULL, null=True, related_name="+")

    objects = DecisionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__isnull=True) | Q(outcome="accepted"),
                name="decision_kind_of_accepted",
            ),
        ]


class DecisionLetter(models.Model):
    """What is written to authors, by outcome; empty: the words that Entrepairs proposes."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="letters")
    outcome = models.CharField(max_length=8, choices=SubmissionDecision.Outcome)
    words_fr = models.TextField(blank=True)
    words_en = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["call", "outcome"], name="letter_once")]
