"""The circle of a delegation, and the drafts that it alone reads."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from entrepairs.core.fields import EncryptedTextField, KeyField
from entrepairs.mandates.models import Body
from entrepairs.people.models import Circle, Person

LONGEST_TITLE, LONGEST = 160, 20_000


class Delegation(models.Model):
    """The circle in which those who sit on a body meet, and those who proposed them. One a body."""

    body = models.OneToOneField(Body, models.CASCADE, related_name="+")
    circle = models.OneToOneField(Circle, models.CASCADE, related_name="delegation")


class Draft(models.Model):
    """A position in preparation: of the circle alone, which writes it together."""

    key = KeyField()
    circle = models.ForeignKey(Circle, models.CASCADE, related_name="+")
    title = EncryptedTextField()
    begun_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes: ClassVar = [models.Index(fields=["circle", "-id"], name="draft_of_circle")]


class DraftVersion(models.Model):
    """The words of a draft at one time, under the name of who wrote them. It never changes."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="versions")
    number = models.SmallIntegerField()
    words = EncryptedTextField()
    author = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    written_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["draft", "number"], name="draft_number"),
            models.CheckConstraint(condition=Q(number__gte=1), name="draft_number_from_one"),
        ]
