"""Hours on call, as the hat may read them; which of them are now, by the organisation’s clock."""

import datetime as dt

from django.db.models import F, QuerySet
from django.db.models.functions import Mod
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.text import capfirst

from entrepairs.core.timezones import zone_named
from entrepairs.ledger.models import Audience
from entrepairs.people.models import Organisation, Person
from entrepairs.safeguarding.models import CallHours, TakenCall
from entrepairs.ui.formats import clock

MOST = 60  # hours in a list


def listed_hours() -> list[CallHours]:
    """Of everybody on call whom I may call, by day. Where they are too many for a list, those of
    the days to come stay, from today on."""
    rows = CallHours.objects.filter(accepted_at__isnull=False, ended_at=None)
    free = rows.filter(person__paused_at=None).select_related("organisation", "person")
    yesterday = timezone.localdate().weekday() - 1  # a clock elsewhere may still be there
    soonest = free.annotate(away=Mod(F("weekday") - yesterday + 7, 7))
    near = soonest.order_by("away", "begins", "pk")[:MOST]
    return sorted(near, key=lambda one: (one.weekday, one.begins, one.pk))


def is_shown(person: Person) -> bool:
    """Whether the people of an organisation see who is on call: by their name, while not paused."""
    return person.audience >= Audience.ORGANISATIONS and person.paused_at is None


def hours_of(person: int) -> QuerySet[CallHours]:
    """Those that I am asked for, and those I accepted."""
    rows = CallHours.objects.filter(person=person, ended_at=None).select_related("organisation")
    return rows.order_by("weekday", "begins", "pk")


def hours_in(organisation: Organisation) -> QuerySet[CallHours]:
    rows = CallHours.objects.filter(organisation=organisation, ended_at=None)
    return rows.select_related("person").order_by("weekday", "begins", "pk")


def calls_of(person: int) -> QuerySet[TakenCall]:
    """The last that I noted."""
    rows = TakenCall.objects.filter(hours__person=person)
    return rows.order_by("-at", "-pk")[:10]


def count_calls(organisation: Organisation) -> int:
    """Those that are kept: how long, retention decides."""
    return TakenCall.objects.filter(hours__organisation=organisation).count()


def is_now(hours: CallHours, at: dt.datetime | None = None) -> bool:
    here = (at or timezone.now()).astimezone(zone_named(hours.organisation.time_zone))
    return here.weekday() == hours.weekday and hours.begins <= here.time() < hours.ends


def say_span(hours: CallHours) -> str:
    """Tuesday, 18:00–20:00"""
    day = capfirst(str(WEEKDAYS[hours.weekday]))
    return f"{day}, {clock(hours.begins)}–{clock(hours.ends)}"
