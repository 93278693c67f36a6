"""Telling someone something, once."""

from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Now

from entrepairs.people.models import Person


class Notice(models.Model):
    """One thing to tell one person. `about` names its object: the same is never told twice."""

    # notice_once is its index
    person = models.ForeignKey(Person, models.CASCADE, related_name="notices", db_index=False)
    kind = models.CharField(max_length=12)  # a NoticeKind of some room
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
            # By what it is about, when that is answered.
            models.Index(
                Func(F("about"), Value(":"), Value(1), function="split_part"),
                name="notice_about",
                condition=Q(seen_at__isnull=True),
            ),
        ]


class Preference(models.Model):
    """A kind of notice that this person does not want by mail, or all of them, also later ones."""

    ALL = "all"

    # preference_once is its index
    person = models.ForeignKey(Person, models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(max_length=12)  # a NoticeKind of some room, or all

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "kind"], name="preference_once")]


class Mailing(models.Model):
    """When a person was last sent a mail: never two within an hour."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="+")
    at = models.DateTimeField(db_default=Now())
