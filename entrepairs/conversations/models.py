"""Words inside a circle: messages, and a journal that every member can read and write."""

from django.db import models
from django.db.models.functions import Now

from entrepairs.core.fields import EncryptedTextField, KeyField
from entrepairs.people.models import Circle, Person


class Message(models.Model):
    circle = models.ForeignKey(
        Circle, models.CASCADE, related_name="messages", db_index=False
    )  # message_page
    author = models.ForeignKey(Person, models.CASCADE, related_name="+")
    body = EncryptedTextField()
    sent_at = models.DateTimeField(db_default=Now())
    once = (
        models.UUIDField()
    )  # the form's key: a double press stores one. It names the message in addresses.

    class Meta:
        # `once` first: an index that begins with the circle would be mistaken for the one a page is read by.
        constraints = [models.UniqueConstraint(fields=["once", "circle"], name="message_once")]
        indexes = [models.Index(fields=["circle", "-id"], name="message_page")]


class Reading(models.Model):
    """How far one member has read: what shows "seen" to the others."""

    circle = models.ForeignKey(
        Circle, models.CASCADE, related_name="+", db_index=False
    )  # reading_once
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    message_id = models.BigIntegerField()
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["circle", "person"], name="reading_once")]


class JournalEntry(models.Model):
    """What is noted in a circle, every member of it can read. No note about an absent person."""

    key = KeyField()
    circle = models.ForeignKey(
        Circle, models.CASCADE, related_name="journal", db_index=False
    )  # journal_page
    author = models.ForeignKey(Person, models.CASCADE, related_name="+")
    body = EncryptedTextField()
    written_at = models.DateTimeField(db_default=Now())
    changed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["circle", "-id"], name="journal_page")]
