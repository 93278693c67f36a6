"""A lost phone keeps the private address of the calendar: it is stopped with it."""

from typing import Any
from uuid import uuid4

from entrepairs.calendar.actions import make_calendar
from entrepairs.calendar.feed_tokens import token_of
from entrepairs.calendar.models import Feed
from entrepairs.core import hats
from entrepairs.people.models import Person

LOST = "/notices/lost/"


def test_the_address_that_a_lost_phone_has_opens_no_more(
    amel: Person, bruno: Person, as_person: Any, client: Any
) -> None:
    addresses = []
    for person in (amel, bruno):
        with hats.person(person.pk):
            feed = make_calendar(once=uuid4(), by=person)
        addresses.append(f"/calendar/feed/{token_of(person.pk, feed.salt)}.ics")
    phone, here = as_person(amel), as_person(amel)
    page = here.get(LOST).text
    assert "Also stop the private address of my calendar" in page
    ticked = page.split('name="devices" value="')[1].split('"')[0]
    here.post(LOST, {"devices": ticked, "calendar": "on", "once": str(uuid4())})
    assert phone.get("/today/").status_code == 302
    assert [client.get(address).status_code for address in addresses] == [404, 200]
    with hats.person(amel.pk):
        assert not Feed.objects.exists()
    assert "private address of my calendar" not in here.get(LOST).text
