"""Departures that are due: a name goes, or everything does."""

import datetime as dt
from typing import Any

from django.utils import timezone

from entrepairs.core import hats
from entrepairs.core.jobs import do_each
from entrepairs.ledger.models import Audience
from entrepairs.people.models import Affiliation, Facet, Membership, Person
from entrepairs.rights import erased_keys
from entrepairs.rights.erasing import erase_person, name_of_gone
from entrepairs.rights.idle import RULE, is_idle
from entrepairs.rights.models import Departure, Erasure
from entrepairs.rights.retention import report_run


def settling() -> Any:
    return hats.system("those who left, or asked to be erased, days ago")


def settle_due(now: dt.datetime, again: Any = None) -> int:
    """Each apart. How many."""
    with settling():
        due = list(Departure.objects.filter(due_at__lte=now, settled_at=None).order_by("pk"))
    return do_each(due, lambda one: settle(one.pk, now), again=again)


def settle(pk: int, now: dt.datetime | None = None) -> bool:
    """False when they came back, or it is done."""
    now = now or dt.datetime.now(dt.UTC)
    with settling():
        row = Departure.objects.filter(pk=pk, due_at__lte=now, settled_at=None).first()
        if row is None:
            return False
        if row.kind == Departure.Kind.LEAVE:
            return _take_name(row, now)
        if row.kind == Departure.Kind.IDLE and not is_idle(row, now):
            row.delete()
            return False
    erase_person(row.person_id)
    if row.kind == Departure.Kind.IDLE:
        with settling():
            report_run(RULE, 1, timezone.localdate(now))
    return True


def _take_name(row: Departure, now: dt.datetime) -> bool:
    """The account stays, empty. Somebody who is in a circle again has come back."""
    circles = Membership.objects.current().filter(person=row.person_id)
    organisations = Affiliation.objects.current().filter(person=row.person_id)
    if circles.exists() or organisations.exists():
        row.delete()
        return False
    person = Person.objects.get(pk=row.person_id)
    Facet.objects.filter(person=person).delete()
    Person.objects.filter(pk=person.pk).update(name=name_of_gone(person), audience=Audience.ME)
    Departure.objects.filter(pk=row.pk).update(settled_at=now)
    return True


def list_erased() -> None:
    """The list outside of the database has all of them, whichever machine erased them."""
    with settling():
        digests = list(Erasure.objects.values_list("digest", flat=True))
    erased_keys.add(digests)
