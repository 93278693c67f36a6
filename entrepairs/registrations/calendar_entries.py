"""Events in the calendar of those who registered."""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import Max, Min, QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from icalendar import Event as Entry

from entrepairs.calendar import sources
from entrepairs.calendar.sources import EntryKind, Source
from entrepairs.core import hats
from entrepairs.events.calendar_entries import EVENTS
from entrepairs.registrations import queries
from entrepairs.registrations.calendar import entry_of
from entrepairs.registrations.models import Registration

REGISTERED = EntryKind(
    "registered",
    EVENTS,
    icon="presentation",
    url_name="events:event",
    label=_("You registered"),
    states={
        "waiting": _("On the waiting list"),
        "asked": _("Waits to be confirmed"),
        "cancelled": pgettext_lazy("an event", "Cancelled"),
    },
)


def write_feed(since: dt.datetime, absolute: Callable[[str], str]) -> Iterator[Entry]:
    """Each event, as in the file of its registration; without the code, which is for the entrance,
    nor the address, by which who reads along could cancel it."""
    standing = Registration.objects.exclude(state=Registration.State.CANCELLED)
    mine = standing.filter(person=hats.worn_person(), event__ends_on__gte=localdate(since))
    timed: QuerySet[Any] = mine.annotate(
        first=Min("event__sessions__starts_at"), last=Max("event__sessions__ends_at")
    )
    for one in timed.select_related("event__place").order_by("event__starts_on", "pk"):
        yield entry_of(one, queries.say_hours(one.event, one.first, one.last), absolute)


sources.add(Source("registrations", (REGISTERED,), feed=write_feed))
