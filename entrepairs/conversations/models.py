"""Words inside a circle: messages, and a journal that every member can read and write."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from entrepairs.core.fields import EncryptedTextField, KeyField
from entrepairs.people.models import Circle, Person


class Message(models.Model):
    # message_page is its index
    circle = models.ForeignKey(Circle, models.CASCADE, related_name="messages", db_index=False)
    author = models.ForeignKey(Person, models.CASCADE, related_name="+")
    body = EncryptedTextField()
    sent_at = models.DateTimeField(db_default=Now())
    # The form's key: a double press stores one. It names the message in addresses.
    once = models.UUIDField()
    # By its author, shortly after: its words are gone, its place stays.
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        # `once` first: the planner would take an index on the circle for the one of a page.
        constraints = [
            models.UniqueConstraint(fields=["once", "circle"], name="message_once"),
            models.CheckConstraint(
                condition=Q(taken_back_at__isnull=True) | Q(body=""), name="message_taken_back"
            ),
        ]
        indexes = [models.Index(fields=["circle", "-id"], name="message_page")]


class Reading(models.Model):
    """How far one member has read: what shows "seen" to the others."""

    # reading_once is its index
    circle = models.ForeignKey(Circle, models.CASCADE, related_name="+", db_index=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    message_id = models.BigIntegerField()
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["circle", "person"], name="reading_once")]


class JournalEntry(models.Model):
    """What is noted in a circle, every member of it can read. No note about an absent person."""

    key = KeyField()
    # journal_page is its index
    circle = models.ForeignKey(Circle, models.CASCADE, related_name="journal", db_index=False)
    author = models.ForeignKey(Person, models.CASCADE, related_name="+")
    body = EncryptedTextField()
    written_at = models.DateTimeField(db_default=Now())
    changed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["circle", "-id"], name="journal_page")]
