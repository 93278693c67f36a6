"""What readers are led to: the shelf for newcomers, and series that people follow."""

from django.db import models
from django.db.models.functions import Now

from entrepairs.library.models.resources import Resource, Series
from entrepairs.people.models import Person


class Recommendation(models.Model):
    """A resource on the shelf for newcomers, at its place there."""

    resource = models.OneToOneField(Resource, models.CASCADE, related_name="recommendation")
    order = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["order", "id"]


class Follower(models.Model):
    """A person who is told when something is published in a series. Nobody else knows."""

    series = models.ForeignKey(Series, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+", db_index=False)
    since = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "series"], name="follower_once")]
