"""Persons, what they tell, the organisations they belong to, the circles they meet in."""

import datetime as dt
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Lower, Now, Replace
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from entrepairs.core.fields import EncryptedTextField, KeyField
from entrepairs.ledger.models import Audience
from entrepairs.people.current import CurrentQuerySet
from entrepairs.vocabulary import queries as vocabulary
from entrepairs.vocabulary.models import Concept, Place

ASKED_AGAIN_AFTER = dt.timedelta(days=30)  # as ask_to_coordinate() of the database
SLOTS = 21  # mornings, afternoons and evenings of a week, Monday first
ALL_SLOTS = (1 << SLOTS) - 1

ACCENTED = "àáâãäåçèéêëìíîïñòóôõöùúûüýÿ"
PLAIN = "aaaaaaceeeeiiiinooooouuuuyy"


def folded(text: Any) -> Func:
    """Lower case, no accents, in SQL: what names are put in order and looked up by.

    Capitals with accents are named because a database in the C locale does not know them.
    """
    letters, plain = Value(ACCENTED + ACCENTED.upper()[: len(PLAIN)]), Value(PLAIN * 2)
    lower = Replace(Replace(Lower(text), Value("œ"), Value("oe")), Value("Œ"), Value("oe"))
    return Func(lower, letters, plain, function="translate")


def fold(text: str) -> str:
    """The same in Python, for what someone types."""
    return text.lower().replace("œ", "oe").translate(str.maketrans(ACCENTED, PLAIN))


class Person(models.Model):
    """Someone here, with or without a login. Nobody is "helper" or "helped"."""

    key = KeyField()
    name = models.CharField(max_length=60)  # what they want to be called
    folded = models.GeneratedField(
        expression=folded("name"),
        output_field=models.CharField(max_length=120, db_collation="C"),
        db_persist=True,
    )
    # Who may see that name.
    audience = models.SmallIntegerField(choices=Audience, default=Audience.ORGANISATIONS)
    language = models.CharField(max_length=8, default="fr")  # of mails and papers
    time_zone = models.CharField(max_length=40, default="Europe/Paris")
    created_at = models.DateTimeField(db_default=Now())
    paused_at = models.DateTimeField(null=True)
    # How far the first conversation went.
    welcome_step = models.PositiveSmallIntegerField(default=0)
    welcomed_at = models.DateTimeField(null=True)  # it is over
    first_steps_hidden_at = models.DateTimeField(null=True)  # "do not show them again"

    class Meta:
        # Names in order are walked by this index, and a prefix is a range of it: no policy prevents
        # either.
        indexes = [models.Index(fields=["folded", "id"], name="person_by_name")]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="person_has_a_name"),
            models.CheckConstraint(condition=Q(audience__range=(0, 5)), name="person_audience"),
        ]

    def __str__(self) -> str:
        return self.name


class Organisation(models.Model):
    """An association, a hospital, a Housing First team's employer."""

    class Kind(models.TextChoices):
        ASSOCIATION = "association", _("association")
        MUTUAL_AID = "mutual_aid", _("mutual-aid group (GEM)")
        HOSPITAL = "hospital", _("hospital or health service")
        HOUSING = "housing", _("Housing First team")
        SOCIAL = "social", _("social service or shelter")
        UNIVERSITY = "university", _("university or school")
        OTHER = "other", pgettext_lazy("a kind of organisation", "other")

    key = KeyField()
    name = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=12, choices=Kind, blank=True)
    folded = models.GeneratedField(
        expression=folded("name"),
        output_field=models.CharField(max_length=240, db_collation="C"),
        db_persist=True,
    )
    about = models.TextField(blank=True)
    place = models.ForeignKey(Place, models.RESTRICT, null=True)
    address = models.CharField(max_length=200, blank=True)  # street and number
    telephone = models.CharField(max_length=40, blank=True)
    how_to_get_card = models.TextField(blank=True, max_length=1000)
    # Keys of the vocabulary: public, and read with their organisation only.
    languages = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    time_zone = models.CharField(max_length=40, default="Europe/Paris")  # of its opening hours
    closes_on_holidays = models.BooleanField(default=False)
    created_at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> str:
        return f"/organisations/{self.key}/"

    @property
    def dialled(self) -> str:
        """For tel: addresses."""
        return "".join(letter for letter in self.telephone if letter.isdigit() or letter == "+")


class OpeningHours(models.Model):
    """Opening hours of a place: on a day of each week, or on one day in its place.

    A day without hours is one on which it is closed.
    """

    weekday = models.SmallIntegerField(null=True)  # Monday is 0
    day = models.DateField(null=True)
    opens = models.TimeField(null=True)
    closes = models.TimeField(null=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(weekday__range=(0, 6), weekday__isnull=False, day__isnull=True)
                | Q(weekday__isnull=True, day__isnull=False),
                name="%(class)s_of_one_day",
            ),
            models.CheckConstraint(
                condition=Q(opens__isnull=False, closes__isnull=False, opens__lt=F("closes"))
                | Q(opens__isnull=True, closes__isnull=True, day__isnull=False),
                name="%(class)s_hours",
            ),
        ]


class Opening(OpeningHours):
    """Opening hours of an organisation."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="openings")

    class Meta(OpeningHours.Meta):
        constraints = [
            *OpeningHours.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation", "weekday", "day", "opens"],
                name="opening_once",
                nulls_distinct=False,
            ),
        ]


class Affiliation(models.Model):
    """One person in one organisation; a coordinator is one of its people, for a time."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="affiliations")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="affiliations")
    coordinator = models.BooleanField(default=False)
    since = models.DateTimeField(db_default=Now())
    until = models.DateTimeField(null=True)
    # Nobody coordinates who has not said yes.
    asked_to_coordinate_at = models.DateTimeField(null=True)

    objects = models.Manager.from_queryset(CurrentQuerySet["Affiliation"])()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="affiliation_dates"
            ),
            models.UniqueConstraint(
                fields=["person", "organisation"],
                condition=Q(until__isnull=True),
                name="affiliation_current",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "person"], name="affiliation_people")]

    @property
    def asked_lately(self) -> bool:
        """Whether they were asked so shortly ago that they are not asked again."""
        asked = self.asked_to_coordinate_at
        return asked is not None and asked > timezone.now() - ASKED_AGAIN_AFTER


class CoordinationRefusal(models.Model):
    """A no to coordinating an organisation, which only its person sees: the question stands."""

    affiliation = models.OneToOneField(Affiliation, models.CASCADE, related_name="refusal")
    at = models.DateTimeField(db_default=Now())


class Facet(models.Model):
    """One thing a person tells, with its audience."""

    class Kind(models.TextChoices):
        EXPERIENCE = "experience", _("lived experience")
        NEED = "need", _("looking for")
        OFFER = "offer", _("can bring")
        LANGUAGE = "language", _("language")
        LIMIT = "limit", _("limit")
        AVAILABILITY = "availability", _("when")
        PLACE = "place", _("where")
        CONTACT = "contact", _("how to reach me")

    class Means(models.TextChoices):
        PHONE = "phone", _("telephone")
        EMAIL = "email", _("email")
        OTHER = "other", _("other")

    WITH_CONCEPT = (Kind.EXPERIENCE, Kind.NEED, Kind.OFFER, Kind.LANGUAGE, Kind.LIMIT)

    person = models.ForeignKey(Person, models.CASCADE, related_name="facets")
    kind = models.CharField(max_length=12, choices=Kind)
    concept = models.ForeignKey(Concept, models.RESTRICT, null=True)
    audience = models.SmallIntegerField(choices=Audience, default=Audience.ORGANISATIONS)
    note = EncryptedTextField(blank=True)  # in their own words
    # Availability: one bit a third of a day, Monday morning first.
    slots = models.IntegerField(null=True)
    place = models.ForeignKey(Place, models.RESTRICT, null=True)  # where: nothing means anywhere
    radius_km = models.SmallIntegerField(null=True)
    # How to reach me: which way; the note says where.
    means = models.CharField(max_length=8, choices=Means, blank=True)
    told_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(audience__range=(0, 5)), name="facet_audience"),
            models.CheckConstraint(
                name="facet_concept_if_it_has_one",
                condition=Q(
                    kind__in=["experience", "need", "offer", "language", "limit"],
                    concept__isnull=False,
                )
                | Q(kind__in=["availability", "place", "contact"], concept__isnull=True),
            ),
            models.CheckConstraint(
                name="facet_slots",
                condition=Q(kind="availability", slots__isnull=False, slots__range=(0, ALL_SLOTS))
                | (~Q(kind="availability") & Q(slots__isnull=True)),
            ),
            models.CheckConstraint(
                name="facet_place",
                condition=Q(
                    kind="place",
                    place__isnull=False,
                    radius_km__isnull=False,
                    radius_km__range=(0, 500),
                )
                | Q(kind="place", place__isnull=True, radius_km__isnull=True)
                | (~Q(kind="place") & Q(place__isnull=True, radius_km__isnull=True)),
            ),
            models.CheckConstraint(
                name="facet_means",
                condition=Q(kind="contact", means__in=["phone", "email", "other"]) & ~Q(note="")
                | (~Q(kind="contact") & Q(means="")),
            ),
            models.UniqueConstraint(
                fields=["person", "kind", "concept", "means"],
                name="facet_told_once",
                nulls_distinct=False,
            ),
        ]
        # Searched across a network: only columns that are leakproof to compare.
        indexes = [
            models.Index(fields=["kind", "concept", "audience", "person"], name="facet_search")
        ]

    @property
    def what(self) -> str:
        """Its name in addresses and receipts: "experience:voices", "contact:phone", "place"."""
        part = vocabulary.concept(self.concept_id).key if self.concept_id else self.means
        return f"{self.kind}:{part}" if part else self.kind


class Circle(models.Model):
    """Where peers meet: a pair, a group, a team, a plan, a course, a delegation, an event."""

    class Kind(models.TextChoices):
        PAIR = "pair", _("pair of peers")
        GROUP = "group", _("group")
        TEAM = "team", _("team")
        PLAN = "plan", _("plan")
        COURSE = "course", _("course")
        DELEGATION = "delegation", _("delegation")
        EVENT = "event", _("event")

    key = KeyField()
    kind = models.CharField(max_length=10, choices=Kind)
    name = models.CharField(max_length=120, blank=True)  # a pair has none: each sees the other's
    folded = models.GeneratedField(
        expression=folded("name"),
        output_field=models.CharField(max_length=240, db_collation="C"),
        db_persist=True,
    )
    about = models.TextField(blank=True)
    organisation = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, related_name="circles"
    )
    open = models.BooleanField(default=False)  # listed to the network
    started_at = models.DateTimeField(db_default=Now())
    paused_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="pair", name="", open=False) | (~Q(kind="pair") & ~Q(name="")),
                name="circle_name",
            ),
            # A plan is of its holder and of whom they invite: of no organisation, listed to nobody.
            models.CheckConstraint(
                condition=~Q(kind="plan") | Q(organisation__isnull=True, open=False),
                name="circle_plan_is_its_holders",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("started_at")),
                name="circle_dates",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "kind"], name="circle_organisation"),
            models.Index(
                fields=["id"], name="circle_named", condition=~Q(kind="pair")
            ),  # pairs are most of them
        ]

    # Where each kind lives: the rooms above know their own addresses, this one only their
    # beginning.
    PATHS: ClassVar[dict[str, str]] = {"pair": "/pairs/"}

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> str:
        return f"{self.PATHS[self.kind]}{self.key}/" if self.kind in self.PATHS else "/"

    @property
    def talk_path(self) -> str:
        """Where its conversation is: the page of a pair itself, a part of any other circle."""
        if self.kind == self.Kind.PAIR or self.kind not in self.PATHS:
            return self.path
        return f"{self.path}talk/"


class Membership(models.Model):
    """One person in one circle: role, statute, since, until, who asked for it."""

    class Asked(models.TextChoices):
        SELF = "self", _("the person")
        PEER = "peer", _("another peer")
        ORGANISATION = "organisation", _("an organisation")
        AUTHORITY = "authority", _("an authority or a facility")

    circle = models.ForeignKey(Circle, models.CASCADE, related_name="memberships")
    person = models.ForeignKey(Person, models.CASCADE, related_name="memberships")
    role = models.ForeignKey(Concept, models.RESTRICT, null=True, related_name="+")
    statute = models.ForeignKey(Concept, models.RESTRICT, null=True, related_name="+")
    since = models.DateTimeField(db_default=Now())
    until = models.DateTimeField(null=True)
    asked_by = models.CharField(max_length=12, choices=Asked, default=Asked.SELF)

    objects = models.Manager.from_queryset(CurrentQuerySet["Membership"])()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="membership_dates"
            ),
            models.UniqueConstraint(
                fields=["circle", "person", "role"],
                condition=Q(until__isnull=True),
                nulls_distinct=False,
                name="membership_current",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "circle", "since", "until"], name="membership_mine"),
            models.Index(fields=["circle", "person"], name="membership_circle"),
        ]


class Block(models.Model):
    """`person` wants nothing to do with `blocked`: neither sees the other, anywhere.

    Only `person` knows.
    """

    key = KeyField()
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    blocked = models.ForeignKey(Person, models.CASCADE, related_name="+")
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "blocked"], name="block_once"),
            models.CheckConstraint(condition=~Q(person=F("blocked")), name="block_another"),
        ]


class SearchTerm(models.Model):
    """A word by which a person may be found, and by whom.

    The word is of their name, of what they tell, of where they are. It is what is searched across a
    network: narrow, with the audience in a column that is leakproof to compare. Written by the
    database alone, in the transaction that changes what it says (see the SQL of this room); nothing
    is in it that its person tells to fewer than an organisation, nor while they pause.
    """

    # "name:lise", "concept:12", "place:2988507".
    word = models.CharField(max_length=64, db_collation="C")
    scope = models.BigIntegerField()  # 0 is the whole network; else an organisation of theirs
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    until = models.DateTimeField(null=True)  # when their time in that organisation ends

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scope", "word", "person"], name="clue_search")
        ]
