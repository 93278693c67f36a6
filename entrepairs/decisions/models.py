"""What a group decides by consent: a proposal in versions, who has answered, and what was said; and
the date on which it meets."""

import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from entrepairs.core.fields import EncryptedTextField, KeyField, UndatedTextField
from entrepairs.meetings.models import Meeting
from entrepairs.people.models import Circle, Person

LEAST_TO_COUNT = 11  # answers below which no number is shown
LEAST_TO_ANSWER = dt.timedelta(hours=12)


class Choice(models.TextChoices):
    """What a member answers. None of them outweighs another, but an objection stops a version."""

    FINE = "fine", _("Yes, it suits me")
    LIVE = "live", _("I can live with it")
    OBJECTION = "objection", _("I have an objection")
    PASS = "pass", _("I pass")


class Decision(models.Model):
    """A question before a group. Taken back before its first answers were shown, it is hidden."""

    key = KeyField()
    circle = models.ForeignKey(Circle, models.CASCADE, related_name="+")
    title = EncryptedTextField()
    proposed_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(db_default=Now())
    withdrawn_at = models.DateTimeField(null=True)
    hidden = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(hidden=False) | Q(withdrawn_at__isnull=False),
                name="decision_hidden_is_withdrawn",
            )
        ]
        indexes = [models.Index(fields=["circle", "-id"], name="decision_page")]

    @property
    def path(self) -> str:
        return f"{self.circle.path}decisions/{self.key}/"


class Version(models.Model):
    """The words that a group is asked about, once. They never change: other words are another."""

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="versions")
    number = models.SmallIntegerField()
    words = EncryptedTextField()
    changes = EncryptedTextField(blank=True)  # what it changes, and which objection that lifts
    made_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(db_default=Now())
    opens_at = models.DateTimeField()  # until then questions; from then answers
    closes_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)  # before that, once everybody has answered
    review_on = models.DateField()
    needed = models.SmallIntegerField()  # answers without which silence adopts nothing

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision", "number"], name="version_number"),
            models.CheckConstraint(condition=Q(number__gte=1), name="version_number_from_one"),
            models.CheckConstraint(condition=Q(needed__range=(1, 2)), name="version_needed"),
            models.CheckConstraint(
                condition=Q(closes_at__gte=F("opens_at") + LEAST_TO_ANSWER)
                & Q(opens_at__gte=F("made_at")),
                name="version_leaves_time",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True)
                | Q(closed_at__gte=F("opens_at"), closed_at__lte=F("closes_at")),
                name="version_closed_between",
            ),
        ]


class Answered(models.Model):
    """That somebody has answered, and nothing of what: neither when, nor under which name.

    It outlives their account, as a named answer does, by then without a name: what a group has
    adopted, or did not, stays so.
    """

    version = models.ForeignKey(Version, models.CASCADE, related_name="+", db_index=False)
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "person"], name="answered_once")]


def objection_has_words(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=~Q(choice="objection") | ~Q(words=""), name=name)


class Answer(models.Model):
    """An answer under one's name, which may be changed until the end."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="+", db_index=False)
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    choice = models.CharField(max_length=9, choices=Choice)
    words = EncryptedTextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "person"], name="answer_once"),
            objection_has_words("answer_objection_has_words"),
        ]


class NamelessAnswer(models.Model):
    """An answer of which nobody can say whose it is. Its number is drawn, its words bear no date,
    and each one that comes shuffles all of its version: decision 36 says why."""

    id = models.BigIntegerField(primary_key=True)
    version = models.ForeignKey(Version, models.CASCADE, related_name="+")
    choice = models.CharField(max_length=9, choices=Choice)
    words = UndatedTextField(blank=True)

    class Meta:
        constraints = [objection_has_words("nameless_objection_has_words")]


class Remark(models.Model):
    """Words about a proposal: a question, a reply to one, or the advice of who does not decide."""

    class Kind(models.TextChoices):
        QUESTION = "question", _("question")
        REPLY = "reply", _("reply")
        ADVICE = "advice", _("advice")

    key = KeyField()
    decision = models.ForeignKey(Decision, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind)
    to = models.ForeignKey("self", models.CASCADE, null=True, related_name="+")
    author = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    advises = models.BooleanField(default=False)  # its author did not decide there then
    words = EncryptedTextField()
    written_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="reply", to__isnull=False)
                | (~Q(kind="reply") & Q(to__isnull=True)),
                name="remark_replies",
            ),
            models.CheckConstraint(
                condition=~Q(kind="advice") | Q(advises=True), name="remark_of_who_advises"
            ),
        ]


class Poll(models.Model):
    """When shall we meet: some dates, of which one becomes a meeting of the group."""

    key = KeyField()
    circle = models.ForeignKey(Circle, models.CASCADE, related_name="+")
    title = EncryptedTextField()
    minutes = models.SmallIntegerField(default=60)
    time_zone = models.CharField(max_length=40, default="Europe/Paris")
    means = models.CharField(max_length=10, choices=Meeting.Means)
    where = EncryptedTextField(blank=True)
    made_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(db_default=Now())
    closes_at = models.DateTimeField()
    # What became of it: a meeting, which who chose has suggested.
    meeting = models.OneToOneField(Meeting, models.SET_NULL, null=True, related_name="+")
    chosen_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_at__gte=F("made_at") + LEAST_TO_ANSWER),
                name="poll_leaves_time",
            ),
            models.CheckConstraint(condition=Q(minutes__range=(5, 1440)), name="poll_minutes"),
        ]
        indexes = [models.Index(fields=["circle", "-id"], name="poll_page")]

    @property
    def path(self) -> str:
        return f"{self.circle.path}dates/{self.key}/"


class Date(models.Model):
    """One of the dates of a poll."""

    poll = models.ForeignKey(Poll, models.CASCADE, related_name="dates", db_index=False)
    starts_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["poll", "starts_at"], name="date_once")]


class Coming(models.Model):
    """Whether a date suits somebody, under their name: one row a date, once they have answered."""

    class Fits(models.TextChoices):
        YES = "yes", _("Yes")
        MAYBE = "maybe", _("If need be")
        NO = "no", _("No")

    date = models.ForeignKey(Date, models.CASCADE, related_name="comings", db_index=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    fits = models.CharField(max_length=5, choices=Fits)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["date", "person"], name="coming_once")]
