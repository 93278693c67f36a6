"""Materials of a programme, kept in the library; and bookmarks, each person's own."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from entrepairs.events.models.programme import Event, Session, Talk
from entrepairs.library.models import Resource
from entrepairs.people.models import Person


class Material(models.Model):
    """Something kept in the library that belongs to an event, to a session of it, or to a talk."""

    class What(models.TextChoices):
        PROGRAMME = "programme", _("programme")
        POSTER = "poster", _("poster")
        SLIDES = "slides", _("slides")
        PAPER = "paper", _("paper")
        PROCEEDINGS = "proceedings", _("proceedings")
        RECORDING = "recording", _("recording")
        BOOK = "book", _("book")
        ANNOUNCEMENT = "announcement", _("book announcement")
        LINK = "link", _("link")
        DOCUMENT = "document", _("another document")

    # What the library keeps of each; of the others, a document.
    KINDS: ClassVar[dict[str, str]] = {
        "recording": Resource.Kind.RECORDING,
        "book": Resource.Kind.BOOK,
        "announcement": Resource.Kind.BOOK,
        "link": Resource.Kind.LINK,
    }

    event = models.ForeignKey(Event, models.CASCADE, related_name="materials")
    session = models.ForeignKey(Session, models.CASCADE, null=True, related_name="materials")
    talk = models.ForeignKey(Talk, models.CASCADE, null=True, related_name="materials")
    resource = models.ForeignKey(Resource, models.CASCADE, related_name="+")
    what = models.CharField(max_length=12, choices=What, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "session", "talk", "resource"],
                nulls_distinct=False,
                name="material_once",
            ),
        ]
        indexes = [models.Index(fields=["resource"], name="material_of")]

    @property
    def called(self) -> str:
        return str(self.get_what_display() if self.what else self.resource.get_kind_display())


class Bookmark(models.Model):
    """A session in a person's own programme. Seen by that person only."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    session = models.ForeignKey(Session, models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "session"], name="kept_once")]
