"""Meeting again and again: the rule that brings a group together, its times that are told apart,
who says that they come, how many they were, and whose turn it is to facilitate."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from entrepairs.core.fields import EncryptedTextField, KeyField
from entrepairs.meetings.models import Meeting
from entrepairs.people.models import Circle, Organisation, Person

FIRST_DAY = "2000-01-01"  # no rule begins before; 1900 is a slip of the hand
# What rules are made of here: some days of a week, each week or each second, third, fourth; or one
# day of a month.
DAYS = "(MO|TU|WE|TH|FR|SA|SU)"
RULES = rf"^FREQ=(WEEKLY;INTERVAL=[1-4];BYDAY={DAYS}(,{DAYS})*|MONTHLY;BYDAY=(-1|[1-4]){DAYS})$"


class Rhythm(models.Model):
    """A rule of RFC 5545 by which a group meets, from a day on, on the clocks of its place.

    Its times are worked out from it, and written nowhere.
    """

    class Attendance(models.TextChoices):
        COUNT = "count", _("we say how many we were")
        SELF = "self", _("each one notes themselves if they wish")
        NONE = "none", _("we do not count")

    key = KeyField()
    circle = models.ForeignKey(Circle, models.CASCADE, related_name="rhythms")
    title = EncryptedTextField()
    starts_on = models.DateField()
    clock = models.TimeField()
    minutes = models.SmallIntegerField(default=120)
    time_zone = models.CharField(max_length=40, default="Europe/Paris")
    rule = models.CharField(max_length=80)
    # The last day it may be. Before the first one: it never was.
    until = models.DateField(null=True)
    means = models.CharField(max_length=10, choices=Meeting.Means)
    where = EncryptedTextField(blank=True)
    attendance = models.CharField(max_length=5, choices=Attendance, default=Attendance.COUNT)
    made_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(db_default=Now())
    changed_at = models.DateTimeField(db_default=Now())
    sequence = models.IntegerField(default=0)  # calendars follow changes by it

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(minutes__range=(5, 1440)), name="rhythm_minutes"),
            models.CheckConstraint(condition=Q(rule__regex=RULES), name="rhythm_rule"),
            models.CheckConstraint(
                condition=Q(starts_on__gte=FIRST_DAY), name="rhythm_not_before_2000"
            ),
        ]
        indexes = [models.Index(fields=["circle"], name="rhythm_circle")]


class Gathering(models.Model):
    """One time of a rhythm that is told apart: it was moved, cancelled or counted, and is a meeting
    since. The database keeps its columns as the meeting is, for who may not read that."""

    rhythm = models.ForeignKey(Rhythm, models.CASCADE, related_name="gatherings")
    day = models.DateField()  # on which the rule has it
    meeting = models.OneToOneField(Meeting, models.CASCADE, related_name="gathering")
    starts_at = models.DateTimeField()
    minutes = models.SmallIntegerField()
    cancelled = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["rhythm", "day"], name="gathering_once")]


class Attending(models.Model):
    """ "I come", to one time of a rhythm or to a meeting planned by itself. Who can read it is
    chosen in saying it."""

    class Seen(models.TextChoices):
        GROUP = "group", _("the group")
        FACILITATOR = "facilitator", _("only the person who facilitates")
        NOBODY = "nobody", _("nobody else: I just come")

    rhythm = models.ForeignKey(Rhythm, models.CASCADE, null=True, related_name="+")
    day = models.DateField(null=True)
    meeting = models.ForeignKey(Meeting, models.CASCADE, null=True, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    seen_by = models.CharField(max_length=11, choices=Seen)
    ends_at = models.DateTimeField()  # a day later only this person can read it
    said_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["rhythm", "day", "person"], name="attending_once"),
            models.UniqueConstraint(fields=["meeting", "person"], name="attending_planned_once"),
            models.CheckConstraint(
                condition=Q(rhythm__isnull=False, day__isnull=False, meeting__isnull=True)
                | Q(rhythm__isnull=True, day__isnull=True, meeting__isnull=False),
                name="attending_one_time",
            ),
        ]


class Headcount(models.Model):
    """ "We were 9": one number that any member corrects, and no names. And whether a peer
    facilitated, which pages tell only of many times together."""

    meeting = models.OneToOneField(Meeting, models.CASCADE, related_name="headcount")
    circle = models.ForeignKey(Circle, models.CASCADE, related_name="+")
    number = models.SmallIntegerField(null=True)
    peer = models.BooleanField(null=True)  # null: nobody said
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(number__isnull=True) | Q(number__range=(1, 5000)),
                name="headcount_number",
            )
        ]
        indexes = [models.Index(fields=["circle"], name="headcount_circle")]


class TurnTaker(models.Model):
    """Somebody who takes turns in facilitating, by their own act."""

    rhythm = models.ForeignKey(Rhythm, models.CASCADE, related_name="takers")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    since = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["rhythm", "person"], name="taker_once")]


class Turn(models.Model):
    """Whose turn it is on one day; nobody's, when it was passed on. Two days later nobody can read
    it: turns are not counted."""

    rhythm = models.ForeignKey(Rhythm, models.CASCADE, related_name="turns")
    day = models.DateField()
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["rhythm", "day"], name="turn_once")]


class Swap(models.Model):
    """One turn suggested for another, until its holder says yes, or either turn changes hands."""

    turn = models.ForeignKey(Turn, models.CASCADE, related_name="+")
    other = models.ForeignKey(Turn, models.CASCADE, related_name="+")
    by = models.ForeignKey(Person, models.CASCADE, related_name="+")
    to = models.ForeignKey(Person, models.CASCADE, related_name="+")
    made_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["turn", "other"], name="swap_once"),
            models.CheckConstraint(condition=~Q(by=F("to")), name="swap_with_another"),
        ]


class DeclinedSwap(models.Model):
    """A silent no to a swap, which only the person who said it sees."""

    swap = models.OneToOneField(Swap, models.CASCADE, related_name="declined")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    at = models.DateTimeField(db_default=Now())


class ToldOrganisation(models.Model):
    """An organisation that a co-reflection group tells that it met, and nothing else: named by one
    of its people who is in the group."""

    circle = models.ForeignKey(Circle, models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    since = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["circle", "organisation"], name="reflection_organisation_once"
            )
        ]


class Visit(models.Model):
    """A group that is invited to a meeting of another: once it has said yes, the meeting is in
    both, and each sees nothing else of the other than its name."""

    key = KeyField()
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="+")
    guest = models.ForeignKey(Circle, models.CASCADE, related_name="+")
    # Written by the database: neither group reads the page of the other by it.
    host_name = models.CharField(max_length=120, blank=True)
    guest_name = models.CharField(max_length=120, blank=True)
    asked_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(db_default=Now())
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)  # by either side

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "guest"], name="visit_asked_once")
        ]
        indexes = [models.Index(fields=["guest"], name="visit_guest")]


class DeclinedVisit(models.Model):
    """A silent no of a group that is invited, which only its members see."""

    visit = models.OneToOneField(Visit, models.CASCADE, related_name="declined")
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(db_default=Now())


class NoteAnswer(models.Model):
    """What one person answers to what another noted of a gathering: a yes, to what is between the
    other and the whole group; or a silent no, to what is between the two. Only they see it."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="+")
    noter = models.ForeignKey(Person, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    yes = models.BooleanField()
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "noter", "person", "yes"], name="note_answered_once"
            ),
            models.CheckConstraint(
                condition=~Q(noter=F("person")), name="note_answered_by_another"
            ),
        ]
