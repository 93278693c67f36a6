"""Files that are checked before anybody reads them: what the rooms that keep some have in
common."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from entrepairs.core.fields import KeyField
from entrepairs.files.types import by_media_type


class CheckedFile(models.Model):
    """One file. Its row is there before its first byte; it is served once it has been checked.

    What it is (its type, size, place, length) is written by the check alone, never by the sender.
    """

    class State(models.TextChoices):
        COMING = "coming", _("being sent")
        CHECKING = "checking", _("being checked")
        READY = "ready", _("ready")
        REFUSED = "refused", _("not accepted")

    key = KeyField()
    name = models.CharField(max_length=200)  # as it was given, cleaned
    media_type = models.CharField(max_length=100, blank=True)
    size = models.BigIntegerField()  # as announced while it comes, as stored once it is ready
    received = models.BigIntegerField(default=0)  # bytes of it that are here for good
    sha256 = models.CharField(max_length=64, blank=True)
    duration = models.FloatField(null=True)  # seconds, of what is heard or watched
    state = models.CharField(max_length=8, choices=State, default=State.COMING)
    # Why it was refused: a key of files/refusal_messages.py.
    reason = models.CharField(max_length=40, blank=True)
    place = models.CharField(max_length=100, blank=True)  # its name in the storage; never shown
    # Which goes when this one is ready.
    replaces = models.ForeignKey("self", models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(db_default=Now())
    ready_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="%(class)s_has_a_name"),
            models.CheckConstraint(
                condition=Q(size__gte=0, received__gte=0), name="%(class)s_size"
            ),
            models.CheckConstraint(
                condition=~Q(state="coming") | Q(received__lte=F("size")),
                name="%(class)s_received",
            ),
            models.CheckConstraint(
                condition=~Q(state="ready")
                | (
                    ~Q(place="")
                    & ~Q(media_type="")
                    & ~Q(sha256="")
                    & Q(ready_at__isnull=False, reason="")
                ),
                name="%(class)s_ready_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(state="ready") | Q(place="", ready_at__isnull=True),
                name="%(class)s_place",
            ),
            models.CheckConstraint(
                condition=Q(state="refused") ^ Q(reason=""), name="%(class)s_refused_why"
            ),
            models.UniqueConstraint(
                fields=["place"], condition=~Q(place=""), name="%(class)s_place_once"
            ),
        ]
        indexes = [
            models.Index(
                fields=["created_at"], name="%(class)s_unfinished", condition=~Q(state="ready")
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_whole(self) -> bool:
        """Whether all of it has come."""
        return self.received == self.size

    @property
    def type(self) -> str:
        """Such as "PDF", in the language of the page."""
        kind = by_media_type().get(self.media_type)
        if kind is None:
            return ""
        return kind.fr if (get_language() or "fr").startswith("fr") else kind.en
