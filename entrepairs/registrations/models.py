"""Registrations: who comes to an event, or waits for a place."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from entrepairs.core.fields import EncryptedTextField, KeyField
from entrepairs.core.secret_links import secret_from
from entrepairs.events.models.programme import Event
from entrepairs.people.models import Person

CODE_PART, CODE = 3, 6  # signs of a code between which a dash stands, and in all


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
    one who waits first. Under a name alone it waits to be confirmed, and takes no place: by the
    link that the mail brings, or by those who prepare the event. Somebody here whom these ask
    answers for themselves. The holder of the key, which is in the address, reads it and cancels it:
    no account is needed.
    """

    class State(models.TextChoices):
        ASKED = "asked", _("waits to be confirmed")
        PLACE = "place", _("has a place")
        WAITING = "waiting", _("on the waiting list")
        CANCELLED = "cancelled", pgettext_lazy("a registration", "cancelled")

    key = KeyField()
    # On the badge, for everyone's eyes: it opens nothing but to those who prepare the event, whose
    # pages name a registration by it: with the key they could cancel as its person does.
    door = KeyField()
    event = models.ForeignKey(Event, models.CASCADE, related_name="registrations")
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="+")
    name = models.CharField(max_length=120)
    # To be told; forgotten when it is cancelled, once that is told.
    mail = EncryptedTextField(blank=True)
    # Digest of the secret in the mail that asks to confirm; empty once confirmed.
    confirmation = models.CharField(max_length=64, blank=True, default="", db_default="")
    language = models.CharField(max_length=8, default="fr")
    # What would make it easier to come; forgotten 30 days after the event.
    needs = EncryptedTextField(blank=True)
    needs_agreed_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    # The last state they were told of, or `OFF`: that the event does not take place.
    told = models.CharField(max_length=10, blank=True)
    at = models.DateTimeField(db_default=Now())
    cancelled_at = models.DateTimeField(null=True)
    came_at = models.DateTimeField(null=True)
    # Who prepares the event and asked this person whether they come: it waits for their yes.
    added_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="registration_has_a_name"),
            models.CheckConstraint(
                condition=Q(needs="") | Q(needs_agreed_at__isnull=False),
                name="registration_needs_agreed",
            ),
            models.CheckConstraint(
                condition=(
                    Q(state="cancelled", cancelled_at__isnull=False, needs="")
                    & (Q(mail="") | ~Q(told="cancelled"))
                )
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

    @property
    def code(self) -> str:
        """The first signs of what is on the badge, short enough to be said at the entrance."""
        return f"{self.door[:CODE_PART]}-{self.door[CODE_PART:CODE]}".upper()

    @property
    def confirm_path(self) -> str:
        """In the mail alone: who opens it reads that address."""
        return f"{self.path}confirm/{secret_of(self.key)}/"


def secret_of(key: str) -> str:
    """What confirms the registration with this key."""
    return secret_from(f"confirm-registration:{key}")


class Announcement(models.Model):
    """What those who prepare an event wrote to those who are registered, or to some of them.

    The database notes to whom it goes when it is written.
    """

    class To(models.TextChoices):
        ALL = "all", _("Everyone who has a place or waits for one")
        WAITING = "waiting", _("People on the waiting list")
        CAME = "came", _("People who came")

    event = models.ForeignKey(Event, models.CASCADE, related_name="announcements")
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    to = models.CharField(max_length=10, choices=To, default=To.ALL, db_default="all")
    body = EncryptedTextField()
    at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return str(self.body)[:40]


class Delivery(models.Model):
    """An announcement for one registration: its page shows it, and it is told once."""

    announcement = models.ForeignKey(Announcement, models.CASCADE, related_name="deliveries")
    registration = models.ForeignKey(Registration, models.CASCADE, related_name="deliveries")
    # Of who has neither an account nor an address: at once, their page says it.
    told_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["announcement", "registration"], name="announcement_delivered_once"
            )
        ]
