"""Conferences, study days, open days, workshops: what is said there, by whom, where and when."""

import uuid

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from entrepairs.core.bilingual import In, in_some_language
from entrepairs.core.fields import KeyField
from entrepairs.core.person_names import NamedModel
from entrepairs.core.timezones import zone_named
from entrepairs.events.models.columns import Told, hours_constraint, range_of_hours
from entrepairs.library.models import Series
from entrepairs.people.models import Circle, Person
from entrepairs.vocabulary.models import Place


class Event(models.Model):
    """A day or more that a circle prepares. Its key is the circle's: one address."""

    class Kind(models.TextChoices):
        CONFERENCE = "conference", _("conference")
        STUDY_DAY = "study_day", _("study day")
        OPEN_DAY = "open_day", _("open day")
        WORKSHOP = "workshop", _("workshop")

    class State(models.TextChoices):
        DRAFT = "draft", _("in preparation")
        PUBLISHED = "published", _("published")
        CANCELLED = "cancelled", _("cancelled")

    key = KeyField()
    circle = models.OneToOneField(Circle, models.CASCADE, related_name="event")
    series = models.ForeignKey(Series, models.SET_NULL, null=True, related_name="events")
    kind = models.CharField(max_length=10, choices=Kind)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    title_fr = models.CharField(max_length=300, blank=True)
    title_en = models.CharField(max_length=300, blank=True)
    about_fr = models.TextField(blank=True)
    about_en = models.TextField(blank=True)
    title_other = models.CharField(max_length=300, blank=True)
    about_other = models.TextField(blank=True)
    other_language = models.CharField(max_length=8, blank=True)  # of these two
    for_whom_fr = models.CharField(max_length=300, blank=True)
    for_whom_en = models.CharField(max_length=300, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField()
    time_zone = models.CharField(max_length=40, default="Europe/Paris")
    language = models.CharField(max_length=8, default="fr")  # spoken there
    venue = models.CharField(max_length=200, blank=True)
    place = models.ForeignKey(Place, models.RESTRICT, null=True, related_name="+")  # the town
    link = models.URLField(max_length=500, blank=True)  # where to follow it from afar
    online = models.BooleanField(default=False)
    sign_language = models.BooleanField(default=False)
    captions = models.BooleanField(default=False)
    step_free = models.BooleanField(default=False)
    quiet_room = models.BooleanField(default=False)
    registers = models.BooleanField(default=False)  # one asks for a place
    capacity = models.PositiveIntegerField(null=True)  # nothing: a place for everyone
    created_at = models.DateTimeField(db_default=Now())
    published_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField(db_default=Now())

    title, about, for_whom = In("title"), In("about"), In("for_whom")

    class Meta:
        constraints = [
            in_some_language("title", "event_title", other=True),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="event_dates"),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(published_at__isnull=False), name="event_published"
            ),
            models.CheckConstraint(
                condition=Q(capacity__isnull=True) | Q(capacity__gt=0), name="event_capacity"
            ),
        ]
        indexes = [
            models.Index(fields=["state", "-starts_on", "-id"], name="event_newest"),
            models.Index(fields=["series", "-starts_on"], name="event_series"),
        ]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def path(self) -> str:
        return f"/events/{self.key}/"

    @property
    def is_over(self) -> bool:
        """Its last day, where it takes place, is over."""
        return self.ends_on < timezone.now().astimezone(zone_named(self.time_zone)).date()

    @property
    def takes_place(self) -> bool:
        """Something may still be asked of people for it. The database asks the same."""
        return self.state != Event.State.CANCELLED and not self.is_over


class Room(models.Model):
    """Where sessions take place: one at a time."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="rooms")
    order = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(max_length=120)

    class Meta:
        ordering = ["order", "id"]
        constraints = [models.UniqueConstraint(fields=["event", "name"], name="room_once")]

    def __str__(self) -> str:
        return self.name


class Track(models.Model):
    """A thread through the programme."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="tracks")
    order = models.PositiveSmallIntegerField(default=0)
    name_fr = models.CharField(max_length=120, blank=True)
    name_en = models.CharField(max_length=120, blank=True)
    name_other = models.CharField(max_length=120, blank=True)
    other_language = models.CharField(max_length=8, blank=True)

    name = In("name")

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            in_some_language("name", "track_name", other=True),
            models.UniqueConstraint(
                fields=["event", "name_fr", "name_en", "name_other"], name="track_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)


class Session(Told):
    """A part of the programme: a plenary with its talks, a workshop, one talk alone, a break."""

    class Kind(models.TextChoices):
        PLENARY = "plenary", _("plenary")
        TALK = "talk", _("talk")
        WORKSHOP = "workshop", _("workshop")
        ROUND_TABLE = "round_table", _("round table")
        BREAK = "break", _("break")

    key = KeyField()
    event = models.ForeignKey(Event, models.CASCADE, related_name="sessions")
    guid = models.UUIDField(
        default=uuid.uuid4, editable=False
    )  # its name in the files exchanged with other programmes
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.PLENARY)
    room = models.ForeignKey(Room, models.SET_NULL, null=True, related_name="sessions")
    track = models.ForeignKey(Track, models.SET_NULL, null=True, related_name="sessions")
    starts_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    order = models.PositiveIntegerField(default=0)  # among those whose hours are not known
    recorded = models.BooleanField(default=False)
    collides = models.BooleanField(default=False)  # imported into a room that is taken, knowingly

    class Meta:
        constraints = [
            in_some_language("title", "session_title", other=True),
            hours_constraint("session_hours"),
            models.UniqueConstraint(fields=["event", "guid"], name="session_guid"),
            ExclusionConstraint(
                name="room_has_one_session_at_a_time",
                expressions=[
                    (F("room"), RangeOperators.EQUAL),
                    (range_of_hours(), RangeOperators.OVERLAPS),
                ],
                condition=Q(room__isnull=False, starts_at__isnull=False, collides=False),
                deferrable=models.Deferrable.IMMEDIATE,
            ),
        ]
        indexes = [models.Index(fields=["event", "starts_at", "order"], name="session_programme")]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def path(self) -> str:
        return f"/events/session/{self.key}/"


class Speaker(NamedModel):
    """One who speaks or chairs, under the name they chose; a person here, or only a name."""

    key = KeyField()
    event = models.ForeignKey(Event, models.CASCADE, related_name="speakers")
    guid = models.UUIDField(default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=300)
    person = models.ForeignKey(
        Person, models.SET_NULL, null=True, related_name="+"
    )  # who said yes to being found from it
    discipline = models.CharField(max_length=120, blank=True)
    position = models.CharField(max_length=200, blank=True)
    affiliation = models.CharField(max_length=300, blank=True)
    country = models.CharField(max_length=2, blank=True)
    about_fr = models.TextField(blank=True)
    about_en = models.TextField(blank=True)
    about_other = models.TextField(blank=True)
    other_language = models.CharField(max_length=8, blank=True)

    about = In("about")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="speaker_has_a_name"),
            models.UniqueConstraint(fields=["event", "guid"], name="speaker_guid"),
        ]
        indexes = [models.Index(fields=["event", "name"], name="speaker_event")]

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> str:
        return f"/events/speaker/{self.key}/"


class SessionChair(models.Model):
    """Who chairs a session."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="chairs")
    speaker = models.ForeignKey(Speaker, models.CASCADE, related_name="chairs")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "id"]
        constraints = [models.UniqueConstraint(fields=["session", "speaker"], name="chair_once")]


class Talk(Told):
    """What one or more speakers say in a session."""

    key = KeyField()
    event = models.ForeignKey(Event, models.CASCADE, related_name="talks")
    session = models.ForeignKey(Session, models.CASCADE, related_name="talks")
    guid = models.UUIDField(default=uuid.uuid4, editable=False)
    order = models.PositiveSmallIntegerField(default=0)
    language = models.CharField(max_length=8, blank=True)  # nothing: the event's
    starts_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    not_recorded = models.BooleanField(default=False)  # its speakers asked that it is not

    class Meta:
        constraints = [
            in_some_language("title", "talk_title", other=True),
            hours_constraint("talk_hours"),
            models.UniqueConstraint(fields=["event", "guid"], name="talk_guid"),
        ]
        indexes = [models.Index(fields=["session", "starts_at", "order"], name="talk_programme")]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def path(self) -> str:
        return f"/events/talk/{self.key}/"


class TalkSpeaker(models.Model):
    """Who speaks in which talk.

    The hours are the talk's, copied by the database: nobody is in two places at once.
    """

    talk = models.ForeignKey(Talk, models.CASCADE, related_name="speakings")
    speaker = models.ForeignKey(Speaker, models.CASCADE, related_name="speakings")
    order = models.PositiveSmallIntegerField(default=0)
    starts_at = models.DateTimeField(null=True, editable=False)
    ends_at = models.DateTimeField(null=True, editable=False)
    collides = models.BooleanField(default=False)  # imported while they speak elsewhere, knowingly

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["talk", "speaker"], name="speaking_once"),
            ExclusionConstraint(
                name="speaker_is_in_one_place_at_a_time",
                expressions=[
                    (F("speaker"), RangeOperators.EQUAL),
                    (range_of_hours(), RangeOperators.OVERLAPS),
                ],
                condition=Q(starts_at__isnull=False, collides=False),
                deferrable=models.Deferrable.IMMEDIATE,
            ),
        ]
