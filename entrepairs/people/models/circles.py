"""The circles in which peers meet, and who is in them."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from entrepairs.core.fields import KeyField
from entrepairs.people.current import CurrentQuerySet
from entrepairs.people.models.folding import folded
from entrepairs.people.models.organisations import Organisation
from entrepairs.people.models.persons import Person
from entrepairs.vocabulary.models import Concept


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
