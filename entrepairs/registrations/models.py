"""Registrations: who comes to an event, or waits for a place."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from entrepairs.core.fields import EncryptedTextField, KeyField
from entrepairs.events.models.programme import Event
from entrepairs.people.models import Person


class RegistrationQuerySet(models.QuerySet["Registration"]):
    def with_key(self, key: str) -> "Registration | None":
        """For the holder of the key, with an account or without."""
        return next(iter(self.raw("select * from registration_named(%s)", [key])), None)

    def standing_of(self, person: int, event: Event) -> "Registration | None":
        """The one of this person that is not cancelled."""
        standing = self.exclude(state=Registration.State.CANCELLED)
        return standing.filter(event=event, person=person).first()


class Registration(models.Model):
    """A place at an event, or one in the queue: of a person here, or of anyone under a name.

    The database says which, one registration at a time, and gives a place that becomes free to the
    one who waits first. The holder of the key, which is in the address, reads it and cancels it: no
    account is needed.
    """

    class State(models.TextChoices):
        PLACE = "place", _("has a place")
        WAITING = "waiting", _("waits for a place")
        CANCELLED = "cancelled", _("cancelled")

    key = KeyField()
    # On the badge, for everyone's eyes: it opens nothing but to those who prepare the event.
    door = KeyField()
    event = models.ForeignKey(Event, models.CASCADE, related_name="registrations")
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="+")
    name = models.CharField(max_length=120)
    # To be told; forgotten when it is cancelled.
    mail = EncryptedTextField(blank=True)
    language = models.CharField(max_length=8, default="fr")
    # What would make it easier to come; forgotten 30 days after the event.
    needs = EncryptedTextField(blank=True)
    needs_agreed_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    # The last state they were told of; "off": that the event does not take place.
    told = models.CharField(max_length=10, choices=State, blank=True)
    at = models.DateTimeField(db_default=Now())
    cancelled_at = models.DateTimeField(null=True)
    came_at = models.DateTimeField(null=True)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="registration_has_a_name"),
            models.CheckConstraint(
                condition=Q(needs="") | Q(needs_agreed_at__isnull=False),
                name="registration_needs_agreed",
            ),
            models.CheckConstraint(
                condition=Q(state="cancelled", cancelled_at__isnull=False, needs="", mail="")
                | (~Q(state="cancelled") & Q(cancelled_at__isnull=True)),
                name="registration_cancelled",
            ),
            models.UniqueConstraint(
                fields=["event", "person"],
                condition=~Q(state="cancelled"),
                name="registration_once",
            ),
        ]
        indexes = [models.Index(fields=["event", "state", "id"], name="registration_queue")]

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> str:
        return f"/events/registration/{self.key}/"

    @property
    def door_path(self) -> str:
        return f"/events/door/{self.door}/"
