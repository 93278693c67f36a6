"""Words reported, who rules on them, what was decided and answered: apart from who reported, which
is a row that they alone read."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from entrepairs.core.fields import EncryptedTextField, KeyField
from entrepairs.people.models import Circle, Organisation, Person

MOST_WORDS = 4000


class Why(models.TextChoices):
    """What is wrong, as who reports says it. Each is about a rule, or asks for help."""

    THREAT = "threat", _("A threat, an insult, a humiliation")
    STORY = "story", _("Someone else’s story is told")
    HATE = "hate", _("Hate, racism, violence against a group")
    ASKING = "asking", _("Money, photos or an address are asked for")
    AFRAID = "afraid", _("I am afraid for the person who wrote it")
    OTHER = "other", _("Something else")


class Outcome(models.TextChoices):
    """What can be decided, the lightest first."""

    NOTHING = "nothing", _("Nothing changes")
    ASK = "ask", _("Ask to change it")
    HIDE = "hide", _("Hide it until a date")
    RETURN = "return", _("Give the text back to its author")
    MUTE = "mute", _("No writing in this circle until a date")
    EXCLUDE = "exclude", _("Out of this circle until a date")
    SUSPEND = "suspend", _("Account suspended until a date")


DATED = (Outcome.HIDE, Outcome.MUTE, Outcome.EXCLUDE, Outcome.SUSPEND)
OF_CIRCLE = (Outcome.MUTE, Outcome.EXCLUDE)


class RotaPlace(models.Model):
    """One person who rules on reports, for an organisation or for the whole network: asked, then
    accepted by themselves, until one of both ends it."""

    key = KeyField()
    organisation = models.ForeignKey(Organisation, models.CASCADE, null=True, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    asked_at = models.DateTimeField(db_default=Now())
    accepted_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "person"],
                condition=Q(ended_at__isnull=True),
                nulls_distinct=False,
                name="rota_place_once",
            )
        ]


class Report(models.Model):
    """What was reported, as it stood, and why. Not by whom: that is a SentReport.

    `thing` names it among those of its kind. Without an author, it is answered for by who
    coordinates its organisation. Written by file_report() alone.
    """

    key = KeyField()
    kind = models.CharField(max_length=10)
    thing = models.CharField(max_length=40)
    path = models.CharField(max_length=200)
    place = EncryptedTextField(blank=True)  # where it stood, in words
    author = models.ForeignKey(Person, models.CASCADE, null=True, related_name="+")
    circle = models.ForeignKey(Circle, models.SET_NULL, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.SET_NULL, null=True, related_name="+")
    stood = EncryptedTextField()
    said_at = models.DateTimeField(null=True)
    why = models.CharField(max_length=8, choices=Why)
    more = EncryptedTextField(blank=True)
    wants_removed = models.BooleanField(default=False)
    wants_talk = models.BooleanField(default=False)
    made_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes: ClassVar = [models.Index(fields=["author"], name="report_author")]


class SentReport(models.Model):
    """Who sent a report: a person, or who holds its secret address."""

    report = models.OneToOneField(Report, models.CASCADE, related_name="sent")
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="+")
    door = models.CharField(max_length=64, null=True, unique=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(person__isnull=True) | Q(door__isnull=True), name="sent_report_one"
            )
        ]


class ShownWords(models.Model):
    """What stood before the words reported, when who reports chose to show it."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="shown")
    author = models.ForeignKey(Person, models.CASCADE, related_name="+")
    stood = EncryptedTextField()
    said_at = models.DateTimeField()


class ReportReader(models.Model):
    """One of the two who rule on a report (turn 1), or on an appeal (turn 2). What they open is
    told to its authors once it is decided."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="readers")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    turn = models.SmallIntegerField()
    asked_at = models.DateTimeField(db_default=Now())
    opened_at = models.DateTimeField(null=True)
    context_opened_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report", "person"], name="report_reader_once"),
            models.CheckConstraint(condition=Q(turn__in=[1, 2]), name="report_reader_turn"),
        ]
        indexes: ClassVar = [models.Index(fields=["person"], name="report_reader_person")]


class Ruling(models.Model):
    """What one of the two proposes and the other agrees to. Then it holds, and is told to both
    sides with its reasons."""

    key = KeyField()
    report = models.ForeignKey(Report, models.CASCADE, related_name="rulings")
    turn = models.SmallIntegerField()
    outcome = models.CharField(max_length=8, choices=Outcome)
    until = models.DateField(null=True)
    facts = EncryptedTextField()
    rule = models.CharField(max_length=20, blank=True)  # a key of the house rules
    rules_number = models.PositiveSmallIntegerField()  # in which version
    own_rule = EncryptedTextField(blank=True)  # else the words of the circle's own agreement
    proposed_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    proposed_at = models.DateTimeField(db_default=Now())
    agreed_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    agreed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report", "turn"], name="ruling_once_a_turn"),
            models.CheckConstraint(
                condition=Q(outcome__in=DATED, until__isnull=False)
                | ~Q(outcome__in=DATED) & Q(until__isnull=True),
                name="ruling_limited",
            ),
            models.CheckConstraint(
                condition=Q(agreed_by__isnull=True) | ~Q(agreed_by=F("proposed_by")),
                name="ruling_by_two",
            ),
        ]


class Appeal(models.Model):
    """Somebody asks that others read it again: the author, or who reported."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="appeals")
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="+")
    words = EncryptedTextField(blank=True)
    made_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["report", "person"], nulls_distinct=False, name="appeal_once"
            )
        ]


class CallHours(models.Model):
    """Hours of a week at which one person of an organisation can be called by its people: asked,
    then accepted by themselves with their number, until one of both ends it."""

    key = KeyField()
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    weekday = models.PositiveSmallIntegerField()  # Monday is 0
    begins = models.TimeField()
    ends = models.TimeField()
    number = EncryptedTextField(blank=True)
    asked_at = models.DateTimeField(db_default=Now())
    accepted_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(weekday__lt=7), name="call_hours_weekday"),
            models.CheckConstraint(condition=Q(begins__lt=F("ends")), name="call_hours_some_time"),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | ~Q(number=""), name="call_hours_number"
            ),
            models.UniqueConstraint(
                fields=["organisation", "person", "weekday", "begins"],
                condition=Q(ended_at__isnull=True),
                name="call_hours_once",
            ),
        ]

    @property
    def dialled(self) -> str:
        """For tel: addresses."""
        return "".join(letter for letter in str(self.number) if letter.isdigit() or letter == "+")


class TakenCall(models.Model):
    """That a call came, as who was called notes it: when, not from whom, nor about what."""

    hours = models.ForeignKey(CallHours, models.CASCADE, related_name="taken")
    at = models.DateTimeField(db_default=Now())


class HelpsMe(models.Model):
    """What somebody prepared for hard days: what helps, what does not, whom to call."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="+")
    helps = EncryptedTextField(blank=True)
    hinders = EncryptedTextField(blank=True)
    calls = EncryptedTextField(blank=True)  # a line each: a name and a number
    changed_at = models.DateTimeField(db_default=Now())


class HelpsMeReader(models.Model):
    """Somebody whom a person lets read what helps them, while they are in a circle together."""

    owner = models.ForeignKey(Person, models.CASCADE, related_name="+")
    reader = models.ForeignKey(Person, models.CASCADE, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["owner", "reader"], name="helps_me_reader_once"),
            models.CheckConstraint(
                condition=~Q(owner=F("reader")), name="helps_me_reader_is_another"
            ),
        ]
