"""What somebody who registered has in hand: the list, the code, the calendar, the paper."""

import datetime as dt
from io import BytesIO
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from icalendar import Calendar
from pypdf import PdfReader

from entrepairs.core import hats
from entrepairs.events.models import Event, Session
from entrepairs.events.tests.making import an_event
from entrepairs.ledger.transactions import NotPossible
from entrepairs.people.models import Person
from entrepairs.registrations import actions, notifications
from entrepairs.registrations.models import Registration
from entrepairs.registrations.tests.registering import register, state
from entrepairs.tests.posting import As, once, text

DAY = dt.timedelta(days=1)


def end(event: Event) -> None:
    day = timezone.localdate() - 2 * DAY
    with hats.system("test"):
        Event.objects.filter(pk=event.pk).update(starts_on=day, ends_on=day)


def test_all_that_i_registered_for_is_in_one_place_with_its_cancel(
    as_person: As, amel: Person, bruno: Person, event: Event
) -> None:
    one, client = register(as_person(amel), event), as_person(amel)
    for door in ("/me/", "/calendar/", "/events/"):
        assert 'href="/events/registrations/"' in text(client.get(door))
    page = text(client.get("/events/registrations/"))
    assert "Has a place" in page
    assert f"{one.path}cancel/" in page
    assert one.path not in text(as_person(bruno).get("/events/registrations/"))
    client.post(f"{one.path}cancel/", once())
    page = text(client.get("/events/registrations/"))
    assert one.path in page
    assert f"{one.path}cancel/" not in page


@pytest.mark.parametrize("rows", [1, 30])
def test_my_registrations_ask_as_much_for_thirty_as_for_one(
    as_person: As, amel: Person, network: Any, queries: Any, rows: int
) -> None:
    for number in range(rows):
        made = an_event(network.escale, title_fr=f"Jour {number}")
        with hats.system("test"):
            Registration.objects.create(event=made, person=amel, name="Amel")
    client = as_person(amel)
    client.get("/events/registrations/")
    with queries() as asked:
        page = text(client.get("/events/registrations/"))
    assert f"Jour {rows - 1}" in page
    assert len(asked) <= 10


def test_the_page_and_the_mail_say_the_code_where_and_when(client: Client, event: Event) -> None:
    starts = dt.datetime.combine(event.starts_on, dt.time(8), tzinfo=dt.UTC)
    with hats.system("test"):
        Event.objects.filter(pk=event.pk).update(venue="12 rue du Four")
        Session.objects.create(
            event=event, title_fr="Accueil", starts_at=starts, ends_at=starts + 4 * DAY / 24
        )
    one = register(client, event, mail="zoe@mail.example")
    page = text(client.get(one.path))
    for said in (one.code, "12 rue du Four", "<svg", one.path):
        assert said in page
    notifications.tell_registered()
    lines = mail.outbox[-1].body.splitlines()
    assert any(line.endswith(one.code) for line in lines)  # and nothing is glued to it
    assert f"{one.path}calendar.ics" in mail.outbox[-1].body
    paper = client.get(f"{one.path}confirmation.pdf")
    assert one.code in PdfReader(BytesIO(paper.content)).pages[0].extract_text()
    found: Any = Calendar.from_ical(client.get(f"{one.path}calendar.ics").content)
    [entry] = found.walk("VEVENT")
    assert (entry["dtstart"].dt, entry["status"]) == (starts, "CONFIRMED")
    assert entry["duration"].dt == dt.timedelta(hours=4)
    assert one.code in entry["description"]
    assert one.key not in client.get(f"{one.path}calendar.ics").content.decode()


def test_who_waits_has_no_code(client: Client, event: Event) -> None:
    _first, _second, waits = [register(client, event, name=f"N{n}") for n in range(3)]
    page = text(client.get(waits.path))
    assert "waiting list" in page
    assert waits.code not in page
    assert client.get(f"{waits.path}confirmation.pdf").status_code == 404
    calendar = client.get(f"{waits.path}calendar.ics").content.decode()
    assert "STATUS:TENTATIVE" in calendar
    assert waits.code not in calendar


@pytest.mark.parametrize("how", ["code", "spoken", "name"])
def test_at_the_entrance_one_is_found_by_code_or_by_name(
    client: Client, as_person: As, claire: Person, event: Event, how: str
) -> None:
    one, other = register(client, event), register(client, event, name="Marc")
    looked = {"code": one.code, "spoken": one.code.lower().replace("-", " "), "name": "zoe"}[how]
    page = text(as_person(claire).get(f"{event.path}registrations/", {"q": looked}))
    assert one.code in page
    assert other.code not in page
    missing = text(as_person(claire).get(f"{event.path}registrations/", {"q": "nobody at all"}))
    assert "nobody registered has this name" in missing


def test_once_it_is_over_nothing_is_cancelled_any_more(
    client: Client, as_person: As, claire: Person, event: Event
) -> None:
    one = register(client, event)
    end(event)
    over = "This event is over: a registration can no longer be cancelled."
    page = client.post(f"{one.path}cancel/", once(), follow=True)
    assert over in text(page)
    assert "Cancel my place" not in text(page)
    organiser = as_person(claire)
    assert over in text(organiser.post(f"{one.door_path}remove/", once(), follow=True))
    assert f"{one.door_path}remove/" not in text(organiser.get(f"{event.path}registrations/"))
    with hats.system("test"):
        one = Registration.objects.select_related("event").get(pk=one.pk)
    one.event.ends_on = timezone.localdate() + 9 * DAY  # whatever is asked, the database knows
    with hats.person(None), pytest.raises(NotPossible):
        actions.cancel_registration(registration=one, once=None, by=None)
    with hats.person(claire.pk), pytest.raises(NotPossible):
        actions.remove_registration(registration=one, once=None, by=claire.pk)
    assert state(one) == "place"
