"""What was put aside a week ago goes, with its bytes."""

import datetime as dt

from django.db.models import QuerySet

from entrepairs.core.jobs import change_each
from entrepairs.files.processing import forget_bytes, tidying
from entrepairs.sharing.models import SharedFile

BROUGHT_BACK_WITHIN = dt.timedelta(days=7)


def delete_removed(now: dt.datetime) -> None:
    gone = SharedFile.objects.filter(removed_at__lt=now - BROUGHT_BACK_WITHIN)
    change_each(gone, delete_with_bytes, hat=tidying)


def delete_with_bytes(files: QuerySet[SharedFile]) -> int:
    """For who wears a hat that may."""
    for key, place in files.values_list("key", "place"):
        forget_bytes(key, place)
    return files.delete()[0]
