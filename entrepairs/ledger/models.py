"""The ledger: who did what, who looked at whom, what was consented to. Lines are added, never
changed.

Persons are numbers here, not foreign keys: the ledger stands below the persons, and outlives a row
that is erased.
"""

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class Audience(models.IntegerChoices):
    """Who may see something that a person tells. Each level contains those before it."""

    ME = 0, _("only me")
    PAIRS = 1, _("my peers")
    CIRCLES = 2, _("my circles")
    ORGANISATIONS = 3, _("my organisations")
    NETWORK = 4, _("the network")
    EVERYONE = 5, _("everyone")


class Deed(models.Model):
    """Who did what, once. `once` is the form's key: the same form sent twice is one deed."""

    by_person = models.BigIntegerField(null=True)  # null: the command line, or a job
    about_person = models.BigIntegerField(null=True)
    verb = models.CharField(max_length=40)
    room = models.CharField(max_length=20)
    object_key = models.CharField(max_length=40, blank=True)
    once = models.UUIDField(null=True)
    digest = models.CharField(max_length=64, blank=True, default="", db_default="")
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["by_person", "once"], name="deed_once")]
        indexes = [
            models.Index(fields=["by_person", "-at"], name="deed_by"),
            models.Index(fields=["about_person", "-at"], name="deed_about"),
        ]


class Look(models.Model):
    """Who looked at whom. The person looked at can see it."""

    viewer = models.BigIntegerField()
    owner = models.BigIntegerField()
    what = models.CharField(max_length=20, default="profile")
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(viewer=models.F("owner")), name="look_at_another"
            )
        ]
        indexes = [
            models.Index(fields=["owner", "-at"], name="look_owner"),
            models.Index(fields=["viewer", "-at"], name="look_viewer"),
        ]


class Consent(models.Model):
    """A receipt: what a person agreed to show, to whom, in which words, until when."""

    person = models.BigIntegerField()
    what = models.CharField(max_length=80)  # facet kind and concept, as "experience:hearing-voices"
    audience = models.SmallIntegerField(choices=Audience)
    language = models.CharField(max_length=8)
    given_at = models.DateTimeField(db_default=Now())
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=True)
                | models.Q(withdrawn_at__gte=models.F("given_at")),
                name="consent_withdrawn_after",
            ),
            models.UniqueConstraint(
                fields=["person", "what"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="consent_one_standing",
            ),
        ]
        indexes = [models.Index(fields=["person", "-given_at"], name="consent_person")]
