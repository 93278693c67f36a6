"""Files of resources: slides, a paper, a recording, its captions."""

from urllib.parse import quote

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from entrepairs.files.covers import DrawnCover
from entrepairs.files.models import CheckedFile
from entrepairs.library.models.resources import Resource


class File(CheckedFile):
    """One file of a resource, and what it is there for."""

    class Use(models.TextChoices):
        ORIGINAL = "original", _("main file")
        CAPTIONS = "captions", _("captions")
        TRANSCRIPT = "transcript", _("transcript")
        EASY = "easy", _("easy-to-read version")
        PICTURE = "picture", _("picture")

    resource = models.ForeignKey(Resource, models.CASCADE, related_name="files")
    use = models.CharField(max_length=10, choices=Use, default=Use.ORIGINAL)
    order = models.PositiveSmallIntegerField(default=0)
    language = models.CharField(max_length=8, blank=True)

    class Meta(CheckedFile.Meta):
        ordering = ["order", "id"]
        indexes = [
            *CheckedFile.Meta.indexes,
            models.Index(fields=["resource", "order", "id"], name="file_order"),
            models.Index(
                fields=["resource"],
                name="file_easy",
                condition=Q(use="easy", state="ready"),
            ),
        ]

    @property
    def path(self) -> str:
        return f"/library/files/{self.key}/{quote(self.name, safe='')}"


class Cover(DrawnCover):
    """A picture of a resource in the sizes that pages show, drawn by the check of its file."""

    file = models.OneToOneField(File, models.CASCADE, related_name="cover")
