"""A calendar with something of each kind."""

import datetime as dt
from typing import Any

from django.utils import timezone

from entrepairs.core import hats
from entrepairs.events.models import Bookmark, Event, Room
from entrepairs.events.tests.making import a_session, an_event
from entrepairs.meetings.tests.making import DAY, a_meeting
from entrepairs.people.models import Person
from entrepairs.vocabulary.models import Place


def a_full_calendar(network: Any) -> Event:
    """Amel's: five meetings on one day, one to answer, a session kept at an event in Rennes."""
    amel, bruno = network.people["Amel"], network.people["Bruno"]
    for number in range(5):
        when = DAY + dt.timedelta(minutes=number)
        a_meeting(network.pair, bruno, when, agreed_by=amel, title=f"Balade {number}")
    a_meeting(network.pair, bruno, 2 * DAY)
    on = timezone.localdate() + 3 * DAY
    with hats.system("test"):
        rennes = Place.objects.get(name="Rennes", country="FR")
    event = an_event(network.escale, starts_on=on, ends_on=on + DAY, place=rennes)
    begins = timezone.now() + 3 * DAY
    hours = {"starts_at": begins, "ends_at": begins + dt.timedelta(hours=1)}
    with hats.system("test"):
        blue, green = (Room.objects.create(event=event, name=name) for name in ("Bleue", "Verte"))
    kept = a_session(event, title_fr="Écrire", room=blue, **hours)
    a_session(event, title_fr="Parler", room=green, **hours)
    with hats.system("test"):
        Bookmark.objects.create(person=amel, session=kept)
    return event


def soon(days: int = 3) -> dt.date:
    return timezone.localdate() + days * DAY


def an_event_soon(network: Any, *prepared_by: Person, town: str = "", **columns: Any) -> Event:
    columns = {"starts_on": soon(), "ends_on": soon(), "registers": True} | columns
    if town:
        with hats.system("test"):
            columns["place"] = Place.objects.get(name=town, country="FR")
    return an_event(network.escale, *prepared_by, **columns)
