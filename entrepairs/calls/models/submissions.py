"""What is offered to a call, from whom, and the answers to its questions."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from entrepairs.calls.models.calls import Call, Question, SubmissionKind
from entrepairs.core.fields import EncryptedTextField, KeyField
from entrepairs.people.models import Person


class Submission(models.Model):
    """A contribution to a call.

    Nothing here says from whom: names live in tables of their own.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("kept as a draft")
        SENT = "sent", _("sent")
        WITHDRAWN = "withdrawn", pgettext_lazy("contribution", "withdrawn")

    key = KeyField()
    call = models.ForeignKey(Call, models.CASCADE, related_name="submissions")
    kind = models.ForeignKey(SubmissionKind, models.RESTRICT, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    title = models.CharField(max_length=300, blank=True)
    summary = models.TextField(blank=True)
    language = models.CharField(max_length=8, blank=True)  # it will be given in
    # Of the pages it was sent from: its authors are written to in it.
    answer_in = models.CharField(max_length=2, default="fr")
    begun_at = models.DateTimeField(db_default=Now())
    sent_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField(db_default=Now())
    comes_at = models.DateTimeField(null=True)  # its authors said that they come

    path: str  # of its page, for the person who asks or the holder of its secret; set when fetched

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="sent")
                | (~Q(title="") & ~Q(summary="") & Q(kind__isnull=False, sent_at__isnull=False)),
                name="submission_whole",
            ),
        ]
        indexes = [models.Index(fields=["call", "state", "id"], name="submission_table")]

    def __str__(self) -> str:
        return self.title


class Submitter(models.Model):
    """From whom: a person here, or the holder of a secret address, kept as its digest only."""

    submission = models.OneToOneField(Submission, models.CASCADE, related_name="submitter")
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="+")
    digest = models.CharField(max_length=64, null=True, unique=True)
    mail = EncryptedTextField(blank=True)
    told = models.CharField(max_length=10, blank=True)  # what was last mailed

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=True) | Q(digest__isnull=True),
                name="submitter_account_or_address",
            ),
        ]


class SubmissionAuthor(models.Model):
    """Who made it, in order. A name; and a person when that person said "this is me"."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="authors")
    order = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(max_length=300)
    affiliation = models.CharField(max_length=300, blank=True)
    country = models.CharField(max_length=2, blank=True)
    presents = models.BooleanField(default=False)
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    linked = models.BooleanField(default=False)  # that person wants to be found from the programme

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="author_of_submission_has_a_name"),
            models.CheckConstraint(
                condition=Q(linked=False) | Q(person__isnull=False), name="author_linked"
            ),
        ]


class Answer(models.Model):
    """What they answered to a question."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, models.RESTRICT, related_name="answers")
    text = models.TextField()

    class Meta:
        ordering = ["question__order", "question_id"]
        constraints = [
            models.UniqueConstraint(fields=["submission", "question"], name="answer_to_call_once")
        ]
