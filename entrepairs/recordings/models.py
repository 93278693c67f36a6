"""Recordings: who is heard in them, what each said yes to, what was said and when."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from entrepairs.core.fields import EncryptedTextField, KeyField
from entrepairs.library.channels import Channel
from entrepairs.library.models.resources import Resource
from entrepairs.people.models import Person
from entrepairs.ui.formats import time_code


class Voice(models.Model):
    """Someone who is heard or seen in a recording, under the name they choose."""

    key = KeyField()
    resource = models.ForeignKey(Resource, models.CASCADE, related_name="voices")
    order = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(max_length=300)
    # Seconds between which they are heard: what a cut takes out.
    starts = models.PositiveIntegerField(null=True)
    ends = models.PositiveIntegerField(null=True)
    heard = models.BooleanField(default=True)  # not any more, once it was cut
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="voice_has_a_name"),
            models.CheckConstraint(
                condition=Q(starts__isnull=True, ends__isnull=True)
                | Q(starts__isnull=False, ends__gt=F("starts")),
                name="voice_hours",
            ),
        ]
        indexes = [models.Index(fields=["resource", "order"], name="voice_order")]

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> str:
        return f"/library/voices/{self.key}/"

    @property
    def from_clock(self) -> str:
        return time_code(self.starts or 0)

    @property
    def until_clock(self) -> str:
        return time_code(self.ends or 0)


class ConsentRequest(models.Model):
    """How a voice is reached: a person here, or a private address given on paper or by mail.

    Readers never see it: nothing public leads from a voice to a person. Those who hold the private
    address answer there; only its digest is stored.
    """

    voice = models.OneToOneField(Voice, models.CASCADE, related_name="asking")
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    said_at = models.DateTimeField(null=True)  # when that person said: it is me
    digest = models.CharField(max_length=64, blank=True)
    # Counts the addresses: a new one makes the former open nothing.
    turn = models.PositiveSmallIntegerField(default=0)
    mail = EncryptedTextField(blank=True)
    language = models.CharField(max_length=8, default="fr")
    told_at = models.DateTimeField(null=True)  # that there is something to answer

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["digest"], condition=~Q(digest=""), name="asking_digest"
            ),
        ]
        indexes = [models.Index(fields=["person"], name="asking_person")]


class Consent(models.Model):
    """What a voice says of one channel: one answer that stands, and those that stood before it."""

    class State(models.TextChoices):
        ASKED = "asked", _("not answered yet")
        YES = "yes", _("yes")
        NO = "no", _("no")
        WITHDRAWN = "withdrawn", _("yes, then withdrawn")

    class How(models.TextChoices):
        HERE = "here", _("here, signed in")
        ADDRESS = "address", _("at a private address")
        PAPER = "paper", _("on paper")

    voice = models.ForeignKey(Voice, models.CASCADE, related_name="consents")
    channel = models.CharField(max_length=8, choices=Channel)
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    how = models.CharField(max_length=8, choices=How, blank=True)
    wording = models.TextField(blank=True)  # what they read when they answered
    language = models.CharField(max_length=8, blank=True)
    # Who noted an answer given on paper; no foreign key: the row outlives them.
    noted_by = models.BigIntegerField(null=True)
    paper_on = models.DateField(null=True)
    at = models.DateTimeField(db_default=Now())
    ended_at = models.DateTimeField(null=True)  # another answer came after it

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["voice", "channel"],
                condition=Q(ended_at__isnull=True),
                name="consent_that_stands",
            ),
            models.CheckConstraint(
                condition=Q(state="asked") | (~Q(how="") & ~Q(wording="")),
                name="consent_answered_how",
            ),
            models.CheckConstraint(
                condition=~Q(how="paper")
                | Q(state="yes", noted_by__isnull=False, paper_on__isnull=False),
                name="consent_on_paper",
            ),
        ]


class Cut(models.Model):
    """Something to take out of a recording, because its speaker does not want it heard any more."""

    key = KeyField()
    voice = models.ForeignKey(Voice, models.CASCADE, related_name="cuts")
    asked_at = models.DateTimeField(db_default=Now())
    # Seconds of the file that is to be cut: what comes in its place is not longer.
    duration = models.FloatField(null=True)
    done_at = models.DateTimeField(null=True)
    done_by = models.BigIntegerField(null=True)

    class Meta:
        ordering = ["asked_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["voice"], condition=Q(done_at__isnull=True), name="cut_once"
            ),
        ]


class Captions(models.Model):
    """Captions in one language, as WebVTT written here: only times, names and words."""

    resource = models.ForeignKey(Resource, models.CASCADE, related_name="captions")
    language = models.CharField(max_length=8)
    vtt = models.TextField()
    written_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["resource", "language"], name="captions_once")
        ]


class Segment(models.Model):
    """A paragraph of the transcript. Its key is that of its entry in the search index."""

    key = KeyField()
    resource = models.ForeignKey(Resource, models.CASCADE, related_name="segments")
    language = models.CharField(max_length=8)
    starts = models.PositiveIntegerField()  # milliseconds
    ends = models.PositiveIntegerField()
    voice = models.CharField(max_length=300, blank=True)
    words = models.TextField()

    class Meta:
        ordering = ["starts", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="segment_hours")
        ]
        indexes = [models.Index(fields=["resource", "language", "starts"], name="segment_order")]

    @property
    def second(self) -> int:
        return self.starts // 1000


class Chapter(models.Model):
    """A part of a recording, by its title."""

    resource = models.ForeignKey(Resource, models.CASCADE, related_name="chapters")
    starts = models.PositiveIntegerField()  # milliseconds
    title = models.CharField(max_length=200)
    written_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["starts"]
        constraints = [models.UniqueConstraint(fields=["resource", "starts"], name="chapter_once")]

    @property
    def second(self) -> int:
        return self.starts // 1000
