"""Notices: what to tell a person once, until they have seen it; and the ways by which it reaches
them."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Now

from entrepairs.core.fields import EncryptedTextField, KeyField
from entrepairs.notices.kinds import LONGEST
from entrepairs.notices.ways import QUIET_FROM, QUIET_UNTIL
from entrepairs.people.models import Person


class Notice(models.Model):
    """One thing to tell one person. `about` names its object: the same is never told twice."""

    # notice_once is its index
    person = models.ForeignKey(Person, models.CASCADE, related_name="notices", db_index=False)
    kind = models.CharField(max_length=LONGEST)  # a NoticeKind of some room
    # The key of the row, with what changed: "k3y…:2026-11-25T14:00".
    about = models.CharField(max_length=60)
    path = models.CharField(max_length=120)  # where to answer
    told_at = models.DateTimeField(db_default=Now())
    due_at = models.DateTimeField(db_default=Now())  # not before
    seen_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)  # by one way

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "kind", "about"], name="notice_once")
        ]
        indexes = [
            models.Index(
                fields=["due_at"],
                name="notice_to_send",
                condition=Q(sent_at__isnull=True, seen_at__isnull=True),
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
    """A kind of notice that this person does not want sent, or all of them, also later ones."""

    ALL = "all"

    # preference_once is its index
    person = models.ForeignKey(Person, models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(max_length=LONGEST)  # a NoticeKind of some room, or all

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "kind"], name="preference_once")]


class ChosenWays(models.Model):
    """By which ways a person wants to be told, the first one first, and at which hours not.

    Who chose nothing has no row: what `ways.py` says of somebody new holds for them.
    """

    person = models.OneToOneField(Person, models.CASCADE, related_name="+")
    ways = ArrayField(models.CharField(max_length=5), default=list)
    quiet_from = models.PositiveSmallIntegerField(default=QUIET_FROM)
    quiet_until = models.PositiveSmallIntegerField(default=QUIET_UNTIL)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(quiet_from__lt=24, quiet_until__lt=24), name="quiet_hours_of_a_day"
            ),
            models.CheckConstraint(
                condition=Q(ways__contained_by=["push", "email", "sms"]), name="known_ways"
            ),
        ]


class Device(models.Model):
    """A phone or computer on which a person turned notifications on.

    `subscription` is what its browser gave for being reached: an address of its maker's, which is
    a secret, and keys that only that browser can read with.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    key = KeyField()
    kind = models.CharField(max_length=20, blank=True)  # Android, iPhone...
    subscription = EncryptedTextField()
    endpoint = models.CharField(max_length=64, unique=True)  # the digest of that address
    mark = models.CharField(max_length=14, db_index=True)  # of the session on that device
    added_at = models.DateTimeField(db_default=Now())
    reached_at = models.DateTimeField(null=True)


class PhoneNumber(models.Model):
    """The number to which text messages go, once a code sent there has come back."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="+")
    key = KeyField()  # what its code is worked out from, with the site's own key
    number = EncryptedTextField()
    code = models.CharField(max_length=64)  # its digest
    given_at = models.DateTimeField(db_default=Now())
    refused_at = models.DateTimeField(null=True)  # the gateway did not take the code
    proved_at = models.DateTimeField(null=True)


class Mailing(models.Model):
    """When a person was last sent something, by any way: never two within an hour."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="+")
    at = models.DateTimeField(db_default=Now())


class WayOfDay(models.Model):
    """What left by one way on one day, what did not, and what it cost: for the administrator, of
    nobody in particular."""

    way = models.CharField(max_length=5)
    day = models.DateField()
    sent = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0)
    cost = models.DecimalField(max_digits=12, decimal_places=4, default=0)
    trouble = models.CharField(max_length=120, blank=True)  # the last one

    class Meta:
        constraints = [models.UniqueConstraint(fields=["way", "day"], name="way_of_day_once")]
