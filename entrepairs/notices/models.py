"""Telling someone something, once."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from entrepairs.people.models import Person


class Notice(models.Model):
    """One thing to tell one person. `about` names its object: the same is never told twice."""

    class Kind(models.TextChoices):
        INVITATION = "invitation", _("someone would like to know me")
        YES = "yes", _("someone said yes to me")
        MESSAGE = "message", _("someone wrote to me")
        MEETING = "meeting", _("a meeting was proposed, changed or cancelled")
        REMINDER = "reminder", _("a meeting is near")
        NOTE = "note", _("a meeting was noted")
        AGREEMENT = "agreement", _("our agreement changes")
        PLACE = "place", _("a place is mine at an event")
        HEARD = "heard", _("I am asked whether I may be heard in a recording")
        CUT = "cut", _("something is to be cut from a recording")
        READ = "read", _("I am asked to read contributions to an event")
        DECISION = "decision", _("what I offered to an event is answered")
        ASKED = "asked", _("someone asks for my yes")

    # notice_once is its index
    person = models.ForeignKey(Person, models.CASCADE, related_name="notices", db_index=False)
    kind = models.CharField(max_length=12, choices=Kind)
    # The key of the row, with what changed: "k3y…:2026-11-25T14:00".
    about = models.CharField(max_length=60)
    path = models.CharField(max_length=120)  # where to answer
    told_at = models.DateTimeField(db_default=Now())
    due_at = models.DateTimeField(db_default=Now())  # not before
    seen_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "kind", "about"], name="notice_once")
        ]
        indexes = [
            models.Index(
                fields=["due_at"],
                name="notice_to_mail",
                condition=Q(mailed_at__isnull=True, seen_at__isnull=True),
            ),
            models.Index(
                fields=["person", "due_at"],
                name="notice_waiting",
                condition=Q(seen_at__isnull=True),
            ),
        ]


class Preference(models.Model):
    """A kind of notice that this person does not want by mail, or all of them, also later ones."""

    ALL = "all"

    # preference_once is its index
    person = models.ForeignKey(Person, models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(
        max_length=12, choices=[(ALL, _("no mail at all")), *Notice.Kind.choices]
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "kind"], name="preference_once")]


class Mailing(models.Model):
    """When a person was last sent a mail: never two within an hour."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="+")
    at = models.DateTimeField(db_default=Now())
