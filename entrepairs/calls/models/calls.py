"""What an event asks for: the call, what one can offer, and the questions beside."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from entrepairs.core.bilingual import In, in_some_language
from entrepairs.core.fields import KeyField
from entrepairs.events.models.programme import Event, Session

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
