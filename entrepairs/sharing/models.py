"""Files that people share in a circle: kept like those of the library, read by its members."""

from django.db import models
from django.db.models import Q

from entrepairs.core.fields import EncryptedTextField
from entrepairs.files.models import CheckedFile
from entrepairs.meetings.models import Meeting
from entrepairs.people.models import Circle, Person


class SharedFile(CheckedFile):
    """One file of a circle. Who only advises there reads it if it is of a meeting they were at.

    Put aside, it is read by nobody and comes back as it was; a week later it goes with its bytes.
    """

    circle = models.ForeignKey(Circle, models.CASCADE, related_name="+", db_index=False)
    shared_by = models.ForeignKey(Person, models.CASCADE, related_name="+")
    words = EncryptedTextField(blank=True)  # what it is
    meeting = models.ForeignKey(Meeting, models.SET_NULL, null=True, related_name="+")
    removed_at = models.DateTimeField(null=True)
    removed_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")

    class Meta(CheckedFile.Meta):
        constraints = [
            *CheckedFile.Meta.constraints,
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True) | Q(state="ready"),
                name="sharedfile_removed_when_ready",
            ),
            models.CheckConstraint(
                condition=Q(removed_by__isnull=True) | Q(removed_at__isnull=False),
                name="sharedfile_removed_by",
            ),
        ]
        indexes = [
            *CheckedFile.Meta.indexes,
            models.Index(fields=["circle", "-id"], name="sharedfile_page"),
            models.Index(
                fields=["removed_at"],
                name="sharedfile_removed",
                condition=Q(removed_at__isnull=False),
            ),
        ]
