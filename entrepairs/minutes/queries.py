"""Files of a sitting, as pages show them."""

from django.db.models import QuerySet

from entrepairs.minutes.models import SittingFile
from entrepairs.sittings.models import Sitting


def files_of(sitting: Sitting) -> QuerySet[SittingFile]:
    """Papers, then minutes, each in the order in which they came."""
    rows = SittingFile.objects.filter(sitting=sitting).select_related("sent_by")
    return rows.order_by("-kind", "pk")


def own_files(person: int) -> QuerySet[SittingFile]:
    return SittingFile.objects.filter(sent_by=person)
