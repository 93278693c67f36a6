"""Who sees what in the navigation: five places for everyone, one more for coordinators."""

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from entrepairs.conversations.actions import send_message
from entrepairs.core import hats
from entrepairs.meetings.tests.making import a_meeting
from entrepairs.pairs.actions.agreements import propose_agreement
from entrepairs.people.models import Circle, Membership, Person
from entrepairs.tests.posting import As, text

FIVE = ["/today/", "/pairs/", "/calendar/", "/library/", "/me/"]
ASIDE = "/organisations/mine/"


def navigation(page: str) -> list[tuple[str, bool]]:
    """Where it leads, and whether that is here."""
    found = re.search(r'<nav class="nav".*?</nav>', page)
    assert found is not None
    lines = re.findall(r"<a ([^>]*)>", found[0])
    return [(re.findall('href="([^"]+)"', one)[0], "aria-current" in one) for one in lines]


@pytest.mark.parametrize("address", ["/today/", "/pairs/", "/me/"])
def test_everyone_has_the_same_five_places_and_who_coordinates_one_more(
    as_person: As, amel: Person, claire: Person, farid: Person, address: str
) -> None:
    for person, places in ((amel, FIVE), (farid, FIVE), (claire, [*FIVE, ASIDE])):
        page = text(as_person(person).get(address)).partition('class="by-name"')[0]
        lines = navigation(f"{page}</nav>")
        assert [place for place, _here in lines] == places
        assert [place for place, here in lines if here] == [address]


def test_pages_of_events_are_in_the_calendar(as_person: As, amel: Person) -> None:
    client = as_person(amel)
    for part in ("/events/", "/meetings/"):
        assert f'href="{part}"' in text(client.get("/calendar/"))
        lines = navigation(text(client.get(part)))
        assert [place for place, here in lines if here] == ["/calendar/"]


def test_on_a_phone_it_is_reached_from_my_circles(
    as_person: As, amel: Person, claire: Person
) -> None:
    for person, there in ((claire, True), (amel, False)):
        main = text(as_person(person).get("/pairs/")).split("<main", 1)[1].split("</main", 1)[0]
        assert "My circles" in main
        assert (ASIDE in main) == there


def test_the_navigation_asks_one_question_a_page(
    as_person: As, claire: Person, queries: Any
) -> None:
    client = as_person(claire)
    for address in ("/me/views/", "/today/"):
        with queries() as made:
            assert client.get(address).status_code == 200
        asked = [query for query in made if "my_coordinations() <>" in query]
        assert len(asked) == 1


def test_my_circles_stand_by_name_on_a_wide_page_and_nobody_elses(
    as_person: As, network: Any, amel: Person, claire: Person
) -> None:
    """Amel has a pair and a group; Claire is in the group alone."""
    lines = navigation(text(as_person(amel).get("/me/")))
    assert lines[: len(FIVE)] == [(place, place == "/me/") for place in FIVE]
    assert set(lines[len(FIVE) :]) == {(network.pair.path, False), (network.group.path, False)}
    hers = text(as_person(claire).get("/me/"))
    assert navigation(hers)[-1] == (network.group.path, False)
    assert network.pair.path not in hers


def test_at_most_eight_stand_by_name_by_what_is_next(
    as_person: As, network: Any, amel: Person
) -> None:
    with hats.system("test"):
        for number in range(9):
            circle = Circle.objects.create(kind="pair")
            other = Person.objects.create(name=f"Someone {number}")
            for person in (amel, other):
                Membership.objects.create(circle=circle, person=person)
    client = as_person(amel)
    lines = navigation(text(client.get("/me/")))
    assert len(lines) == len(FIVE) + 8 + 1
    assert lines[-1] == ("/pairs/", False), "all of them"
    for first in (network.pair, network.group):
        assert first.path not in dict(lines), "those that began first"
    bruno, david = network.people["Bruno"], network.people["David"]
    for circle, other, hours in ((network.group, david, 72), (network.pair, bruno, 48)):
        a_meeting(circle, amel, timedelta(hours=hours), agreed_by=other)
    lines = navigation(text(client.get("/me/")))
    next_of_all = [(circle.path, False) for circle in (network.pair, network.group)]
    assert lines[len(FIVE) :][:2] == next_of_all, "what is next comes first, a pair or a group"
    assert len(lines) == len(FIVE) + 8 + 1


def test_beside_each_circle_stands_what_waits_in_it_and_never_how_many_messages(
    as_person: As, network: Any, amel: Person, bruno: Person, david: Person
) -> None:
    def waiting(page: str) -> dict[str, str]:
        """Beside which address which number stands."""
        bar = re.search(r'<nav class="nav".*?</nav>', page)
        assert bar is not None
        lines = re.findall(r'<a href="([^"]+)"(.*?)</a>', bar[0])
        return {
            place: number[0]
            for place, rest in lines
            if (number := re.findall(r'class="count">(\d+)', rest))
        }

    client = as_person(amel)
    assert waiting(text(client.get("/me/"))) == {}
    for person, circle in ((david, network.group), (david, network.group), (bruno, network.pair)):
        with hats.person(person.pk):
            send_message(circle=circle, body="Bonjour", once=uuid4(), by=person)
    with hats.person(bruno.pk):
        propose_agreement(circle=network.pair, words="Le mardi", once=uuid4(), by=bruno)
    shown = waiting(text(client.get("/me/")))
    in_circles = {network.group.path: "1", network.pair.path: "2"}
    assert {key: shown[key] for key in in_circles} == in_circles
    assert shown["/pairs/"] == "3", "the sum of both"
    assert network.group.path not in waiting(text(as_person(david).get("/me/")))
    main = text(client.get("/pairs/")).split("<main", 1)[1]
    assert re.findall(r'class="count">(\d+)', main.split("</main", 1)[0]) == ["2", "1"]
