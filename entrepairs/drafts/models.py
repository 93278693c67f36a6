"""The picture of an event."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual

from entrepairs.core.bilingual import In, in_some_language
from entrepairs.core.fields import KeyField
from entrepairs.events.models import Event
from entrepairs.files.covers import DrawnCover

MOST = {"small": 2_000, "large": 12_000}  # bytes; the check draws fewer


class Picture(DrawnCover):
    """What stands for an event, with words for those who do not see it. Another picture has
    another key: no address shows two."""

    key = KeyField()
    event = models.OneToOneField(Event, models.CASCADE, related_name="+")
    shows_fr = models.CharField(max_length=300, blank=True)
    shows_en = models.CharField(max_length=300, blank=True)

    shows = In("shows")

    class Meta:
        constraints = [
            in_some_language("shows", "picture_is_described"),
            models.CheckConstraint(
                condition=Q(LessThanOrEqual(Length(F("small")), MOST["small"]))
                & Q(LessThanOrEqual(Length(F("large")), MOST["large"])),
                name="picture_is_light",
            ),
        ]

    def __str__(self) -> str:
        return str(self.shows)
