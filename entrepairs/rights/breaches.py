"""The register of breaches: written by the administrator at the terminal; a job writes down whether
the authority was told within 72 hours."""

import datetime as dt
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from entrepairs.core import hats
from entrepairs.ledger.transactions import NotPossible
from entrepairs.rights.clocks import TELL_WITHIN
from entrepairs.rights.models import Breach


def registering() -> Any:
    return hats.system("the administrator writes in the register of breaches, which names nobody")


def due_at(breach: Breach) -> dt.datetime:
    return breach.found_at + TELL_WITHIN


def open_rows() -> QuerySet[Breach]:
    return Breach.objects.filter(closed_at=None).order_by("found_at", "pk")


def list_breaches() -> list[Breach]:
    with registering():
        return list(Breach.objects.order_by("-found_at", "-pk"))


def note_breach(**told: Any) -> Breach:
    with registering():
        return Breach.objects.create(**told)


def change_breach(number: int, **told: Any) -> Breach:
    """What is known later: who was told when, what was done, why it was late, its end."""
    with registering():
        row = open_rows().filter(pk=number).first()
        if row is None:
            raise NotPossible("There is no open breach of that number.")
        for name, value in told.items():
            setattr(row, name, value)
        untold = row.risk != Breach.Risk.NONE and not row.told_authority_at
        if row.closed_at and (untold or not row.measures):
            raise NotPossible("Say first when the authority was told, and what was done.")
        row.save(update_fields=list(told))
    return row


def mark_missed(now: dt.datetime | None = None) -> None:
    """Each hour: those of which the authority was not told in time. It stays written."""
    now = now or timezone.now()
    untold = Q(told_authority_at=None, found_at__lt=now - TELL_WITHIN)
    told_late = Q(told_authority_at__gt=F("found_at") + TELL_WITHIN)
    rows = Breach.objects.exclude(risk=Breach.Risk.NONE).filter(missed_at=None)
    with registering():
        rows.filter(untold | told_late).update(missed_at=now)
