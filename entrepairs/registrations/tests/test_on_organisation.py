"""What the pages of an organisation say of its events."""

import datetime as dt
from typing import Any

from django.utils import timezone

from entrepairs.events.models import Event
from entrepairs.events.tests.making import an_event
from entrepairs.people.models import Person
from entrepairs.tests import posting
from entrepairs.tests.posting import As

SOON = timezone.localdate() + dt.timedelta(days=9)


def coming(network: Any, claire: Person, title: str, **columns: Any) -> Event:
    days = {"starts_on": SOON, "ends_on": SOON}
    return an_event(network.escale, claire, title_fr=title, title_en=title, **(days | columns))


def desk(network: Any, claire: Person, as_person: As) -> str:
    return posting.text(as_person(claire).get(f"/organisations/{network.escale.key}/mine/"))


def test_those_who_coordinate_see_the_next_event_and_where_to_organise_one(
    network: Any, claire: Person, as_person: As
) -> None:
    page = desk(network, claire, as_person)
    assert "No event to come yet." in page
    coming(network, claire, "In preparation", state="draft")
    past = SOON - dt.timedelta(days=30)
    coming(network, claire, "Long ago", starts_on=past, ends_on=past)
    coming(
        network,
        claire,
        "Later",
        starts_on=SOON + dt.timedelta(days=5),
        ends_on=SOON + dt.timedelta(days=5),
    )
    found = coming(network, claire, "Peers day")
    page = desk(network, claire, as_person)
    assert f'href="/events/{found.key}/">Peers day</a>' in page
    for other in ("In preparation", "Long ago", "Later"):
        assert other not in page
