"""Lines of the register of requests that what was done answers, under the system hat."""

from django.db.models import QuerySet
from django.utils import timezone

from entrepairs.rights.models import ANSWER_WITHIN, DataRequest


def open_rows() -> QuerySet[DataRequest]:
    return DataRequest.objects.filter(answered_at=None, called_off_at=None).order_by("due_at", "pk")


def close_asked(person: int, kind: DataRequest.Kind) -> int:
    """What was asked is done. How many lines that answers."""
    done = {"answered_at": timezone.now(), "outcome": DataRequest.Outcome.DONE}
    rows = open_rows().order_by().filter(person=person, kind=kind)
    return rows.exclude(standing__in=["guardian", "parent"], yes_at=None).update(**done)


def close_erased(person: int) -> None:
    """Each erasure is a line of the register, of nobody; what else they asked has no sense now."""
    now = timezone.now()
    if not sum(
        close_asked(person, kind) for kind in (DataRequest.Kind.ERASE, DataRequest.Kind.DIED)
    ):
        DataRequest.objects.create(
            kind=DataRequest.Kind.ERASE,
            due_at=now + ANSWER_WITHIN,
            answered_at=now,
            outcome=DataRequest.Outcome.DONE,
        )
    open_rows().order_by().filter(person=person).update(called_off_at=now)
