"""Calls for contributions: what is asked, sent, read without names, and decided."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from entrepairs.core.bilingual import In, in_some_language
from entrepairs.core.fields import EncryptedTextField, KeyField
from entrepairs.events.models.programme import Event, Session, Talk
from entrepairs.people.models import Person

LONGEST = 2000  # characters of a summary, unless the call says otherwise


class Call(models.Model):
    """One an event. Seen by all who see the event; written by those who prepare it."""

    event = models.OneToOneField(Event, models.CASCADE, related_name="call")
    words_fr = models.TextField(blank=True)
    words_en = models.TextField(blank=True)
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    longest = models.PositiveIntegerField(default=LONGEST)

    words = In("words")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(closes_at__gte=F("opens_at")), name="call_dates"),
            models.CheckConstraint(condition=Q(longest__range=(100, 20000)), name="call_longest"),
        ]

    @property
    def state(self) -> str:
        """At this moment: cancelled, soon, open or closed."""
        now = timezone.now()
        if self.event.state == Event.State.CANCELLED:
            return "cancelled"
        if now < self.opens_at:
            return "soon"
        return "open" if now < self.closes_at else "closed"


class SubmissionKind(models.Model):
    """What one can offer: a talk of 20 minutes, a poster… and what it becomes in the programme."""

    key = KeyField()
    call = models.ForeignKey(Call, models.CASCADE, related_name="kinds")
    order = models.PositiveSmallIntegerField(default=0)
    name_fr = models.CharField(max_length=120, blank=True)
    name_en = models.CharField(max_length=120, blank=True)
    minutes = models.PositiveSmallIntegerField(null=True)
    becomes = models.CharField(max_length=12, choices=Session.Kind, default=Session.Kind.TALK)

    name = In("name")

    class Meta:
        ordering = ["order", "id"]
        constraints = [in_some_language("name", "submission_kind_name")]

    def __str__(self) -> str:
        return str(self.name)


class Question(models.Model):
    """What the organisers ask beside. Readers see the answer only if the question says so."""

    class Kind(models.TextChoices):
        SHORT = "short", _("short text")
        LONG = "long", _("long text")
        CHOICE = "choice", _("one choice")

    key = KeyField()
    call = models.ForeignKey(Call, models.CASCADE, related_name="questions")
    order = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.SHORT)
    words_fr = models.CharField(max_length=300, blank=True)
    words_en = models.CharField(max_length=300, blank=True)
    choices_fr = models.TextField(blank=True)  # one a line; the lines of both languages go together
    choices_en = models.TextField(blank=True)
    compulsory = models.BooleanField(default=False)
    for_readers = models.BooleanField(default=False)

    words, choices = In("words"), In("choices")

    class Meta:
        ordering = ["order", "id"]
        constraints = [in_some_language("words", "question_words")]

    def __str__(self) -> str:
        return str(self.words)

    @property
    def lines(self) -> list[str]:
        return [line.strip() for line in self.choices.text.splitlines() if line.strip()]


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
