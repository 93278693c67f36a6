"""Events in the calendar of those who registered."""

import datetime as dt
from collections.abc import Callable, Iterator

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from icalendar import Event as Entry

from entrepairs.calendar import sources
from entrepairs.calendar.sources import EntryKind, Source
from entrepairs.core import hats
from entrepairs.events import calendars
from entrepairs.events.calendar_entries import EVENTS
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
    """The days of each event. Without the address of the registration: who reads along could
    cancel it."""
    standing = Registration.objects.exclude(state=Registration.State.CANCELLED)
    mine = standing.filter(person=hats.worn_person(), event__ends_on__gte=since.date())
    for one in mine.select_related("event__place").order_by("event__starts_on", "pk"):
        sure = one.state == Registration.State.PLACE
        yield calendars.entry_of_days(one.event, absolute, sure=sure)


sources.add(Source("registrations", (REGISTERED,), feed=write_feed))
