"""Papers of a sitting and its minutes, as files: photographs of paper among them."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from entrepairs.files.models import CheckedFile
from entrepairs.people.models import Person
from entrepairs.sittings.models import Sitting


class SittingFile(CheckedFile):
    """One file of a sitting, of its delegation. It can be deleted; the sitting stays."""

    class Kind(models.TextChoices):
        PAPER = "paper", _("paper for the sitting")
        MINUTES = "minutes", _("minutes of the sitting")

    sitting = models.ForeignKey(Sitting, models.RESTRICT, related_name="files")
    kind = models.CharField(max_length=8, choices=Kind)
    sent_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")

    class Meta(CheckedFile.Meta):
        constraints: ClassVar = [
            *CheckedFile.Meta.constraints,
            models.CheckConstraint(
                condition=Q(kind__in=["paper", "minutes"]), name="sittingfile_kind"
            ),
        ]
        indexes: ClassVar = [*CheckedFile.Meta.indexes]
