"""What stands around the day: how much waits, my peers in the order of what comes, someone to ask,
who sees me, and something on nearby."""

import re
from datetime import datetime, time, timedelta
from typing import Any

import pytest
from django.utils import timezone

from entrepairs.core import hats
from entrepairs.events.models import Event
from entrepairs.meetings.models import Meeting
from entrepairs.pairs.models import Invitation
from entrepairs.people.models import Circle, Facet, Membership, Opening, Organisation, Person
from entrepairs.tests.posting import As
from entrepairs.vocabulary.models import Place

NOW = timezone.now()


def see(as_person: As, person: Person) -> str:
    answer = as_person(person).get("/today/")
    assert answer.status_code == 200
    return " ".join(answer.text.split())


def pair_of(me: Person, name: str) -> tuple[Person, Circle]:
    other = Person.objects.create(name=name, audience=4)
    circle = Circle.objects.create(kind="pair", started_at=NOW - timedelta(days=9))
    for member in (me, other):
        Membership.objects.create(circle=circle, person=member, since=NOW - timedelta(days=9))
    return other, circle


def meet(circle: Circle, other: Person, at: datetime) -> Meeting:
    return Meeting.objects.create(
        circle=circle,
        starts_at=at,
        means="phone",
        asked_by=other,
        proposed_by=other,
        proposed_at=NOW - timedelta(days=3),
        agreed_by=Person.objects.get(name="Bruno"),
        agreed_at=NOW - timedelta(days=2),
    )


def test_what_waits_is_counted_with_about_how_long_it_takes(
    as_person: As, bruno: Person, eve: Person, farid: Person
) -> None:
    with hats.system("test"):
        for by in (eve, farid):
            Invitation.objects.create(by=by, to=bruno, expires_at=NOW + timedelta(days=9))
    assert "2 things wait for you. About 4 minutes." in see(as_person, bruno)
    assert "things wait for you" not in see(as_person, eve)


def test_peers_come_in_the_order_of_their_next_meeting_and_all_look_alike(
    as_person: As, bruno: Person, network: Any
) -> None:
    with hats.system("test"):
        zoe, late = pair_of(bruno, "Zoe")
        yan, soon = pair_of(bruno, "Yan")
        _gone, ended = pair_of(bruno, "Gone")
        Circle.objects.filter(pk=ended.pk).update(ended_at=NOW)
        meet(late, zoe, NOW + timedelta(days=5))
        meet(soon, yan, NOW + timedelta(days=2))
    faces = see(as_person, bruno).split('id="my-peers"')[1].split("</section>")[0]
    assert re.findall(r"<b>([^<]+)</b>", faces) == ["Yan", "Zoe", "Amel"]
    assert faces.count('class="peer ') == 3
    assert "no date yet" in faces.split("Amel")[1]
    assert f'href="/pairs/{soon.key}/"' in faces


def test_the_day_is_told_by_the_hour(as_person: As, bruno: Person, network: Any) -> None:
    amel = network.people["Amel"]
    this_evening = timezone.localtime().replace(hour=23, minute=58)
    with hats.system("test"):
        meet(network.pair, amel, this_evening)
        meet(network.pair, amel, NOW + timedelta(days=3))
    page = see(as_person, bruno)
    day = page.split('id="your-day"')[1].split("</section>")[0]
    assert "23:58" in day
    assert day.count("<li") == 1
    assert "Upcoming" in page


def test_on_the_first_days_someone_can_be_asked_by_the_number_they_share(
    as_person: As, david: Person, claire: Person, farid: Person
) -> None:
    page = see(as_person, david)
    assert "Claire can answer your questions" in page
    assert "tel:" not in page.split("<main")[1].split("</main")[0]
    with hats.system("test"):
        facet = Facet.objects.create(
            person=claire, kind="contact", means="phone", note="02 61 91 04 12", audience=1
        )
    assert "tel:0261910412" not in see(as_person, david)
    with hats.system("test"):
        Facet.objects.filter(pk=facet.pk).update(audience=3)
    assert 'href="tel:0261910412"' in see(as_person, david)
    assert "can answer your questions" not in see(as_person, farid)


def test_who_sees_my_answers_is_said_as_it_is(as_person: As, david: Person) -> None:
    with hats.system("test"):
        Facet.objects.filter(person=david).delete()
    assert "Nobody but you. You choose, answer by answer." in see(as_person, david)
    with hats.system("test"):
        Facet.objects.create(person=david, kind="availability", slots=1, audience=0)
    assert "Nobody but you. You choose, answer by answer." in see(as_person, david)
    with hats.system("test"):
        Facet.objects.filter(person=david).update(audience=3)
    page = see(as_person, david)
    assert "At most: my organisations" in page
    assert "Nobody but you. You choose" not in page


@pytest.mark.parametrize(("town", "shown"), [("Rennes", True), ("Marseille", False)])
def test_a_quiet_day_shows_one_thing_that_is_on_nearby(
    as_person: As, farid: Person, town: str, shown: bool
) -> None:
    with hats.system("test"):
        Person.objects.filter(pk=farid.pk).update(first_steps_hidden_at=NOW)
        Facet.objects.filter(person=farid, kind="place").delete()
        rennes, there = (
            Place.objects.filter(name=name).order_by("-population").first()
            for name in ("Rennes", town)
        )
        Facet.objects.create(person=farid, kind="place", place=there, radius_km=10, audience=0)
        day = timezone.localdate() + timedelta(days=4)
        Event.objects.create(
            circle=Circle.objects.create(kind="event", name="Open day"),
            title_en="Open day at L’Escale",
            kind="open_day",
            state="published",
            published_at=NOW,
            place=rennes,
            starts_on=day,
            ends_on=day,
        )
    page = see(as_person, farid)
    assert "You are up to date" in page
    assert ("Open day at L’Escale" in page) is shown


def test_a_quiet_day_shows_a_place_open_nearby(
    as_person: As, farid: Person, network: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    noon = timezone.localtime().replace(hour=12, minute=5)
    monkeypatch.setattr(timezone, "now", lambda: noon)
    with hats.system("test"):
        Person.objects.filter(pk=farid.pk).update(first_steps_hidden_at=NOW)
        place = Place.objects.filter(name="Rennes").order_by("-population").first()
        Facet.objects.filter(person=farid, kind="place").delete()
        Facet.objects.create(person=farid, kind="place", place=place, radius_km=10, audience=0)
        Organisation.objects.update(place=place, address="12 rue du Port")
    assert "Open now" not in see(as_person, farid)
    with hats.system("test"):
        said = {"weekday": noon.weekday(), "opens": time(9), "closes": time(18)}
        Opening.objects.create(organisation=network.escale, **said)
    card = see(as_person, farid).split('aria-labelledby="open-now"')[1].split("</section>")[0]
    assert network.escale.name in card
    assert "until 18:00" in card
