"""Invitations: to prepare an event with others, or to be found from a name in its programme."""

from django.db import models
from django.db.models.functions import Now

from entrepairs.core.fields import KeyField
from entrepairs.events.models.programme import Event, Speaker
from entrepairs.people.models import Person


class EventInvitation(models.Model):
    """One who prepares an event asks: prepare it too, or, with a speaker, is that you?

    It goes once they say yes. After a no it stays as it is for the one who asked: see below.
    """

    key = KeyField()
    event = models.ForeignKey(Event, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    by = models.ForeignKey(Person, models.CASCADE, related_name="+")
    speaker = models.ForeignKey(Speaker, models.CASCADE, null=True, related_name="+")
    asked_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["event", "person", "speaker"], name="asking_once", nulls_distinct=False
            ),
            models.CheckConstraint(
                condition=~models.Q(person=models.F("by")), name="asking_another"
            ),
        ]
        indexes = [models.Index(fields=["person"], name="asking_mine")]

    @property
    def path(self) -> str:
        return f"/events/asked/{self.key}/"


class DeclinedEventInvitation(models.Model):
    """A no, seen by the one who said it only. The database removes it with the invitation."""

    asking = models.OneToOneField(EventInvitation, models.DO_NOTHING, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
