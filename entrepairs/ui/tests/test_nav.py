"""The navigation: places declared by rooms, five of them in the bar of a phone."""

import re
from typing import Any

import pytest
from django.test import Client

from entrepairs.ui import nav
from entrepairs.ui.nav import BAR, Place, find_faults, known_places


def test_the_places_of_this_house_fit_the_bar_of_a_phone() -> None:
    assert list(find_faults(known_places())) == []
    narrow = [place.key for place in nav.places() if not place.wide_only]
    assert narrow == list(BAR)


@pytest.mark.parametrize(
    "place",
    [
        Place("library", "Library", "home", icon="library"),
        Place("gardens", "Gardens", "home", icon="sprout", within="calendar"),
        Place("gardens", "Gardens", "home", icon="sprout", wide_only=True),
    ],
    ids=["one of the five", "a part of one", "aside"],
)
def test_a_room_that_says_where_it_belongs_starts(place: Place) -> None:
    assert list(find_faults([place])) == []


@pytest.mark.parametrize(
    ("place", "fault"),
    [
        (Place("gardens", "Gardens", "home", icon="sprout"), "no sixth"),
        (Place("gardens", "G", "home", icon="sprout", within="sheds"), "is a part of sheds"),
        (Place("library", "", "home", icon="library"), "needs a label and an icon"),
        (Place("library", "Library", "home"), "needs a label and an icon"),
    ],
)
def test_a_room_that_does_not_does_not_start(place: Place, fault: str) -> None:
    [found] = find_faults([place])
    assert fault in found


def test_a_part_is_found_in_its_place_and_marks_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nav, "_places", {})
    nav.add(Place("calendar", "Calendar", "help", icon="calendar"))
    nav.add(Place("gardens", "Gardens", "home", icon="sprout", within="calendar"))
    assert [place.key for place in nav.places()] == ["calendar"]
    assert [place.key for place in nav.parts_of("calendar")] == ["gardens"]
    assert nav.line_of("gardens") == nav.line_of("calendar") == "calendar"


@pytest.mark.parametrize("address", ["/", "/library/", "/events/", "/groups/", "/help/"])
def test_a_stranger_has_the_way_in_and_what_is_public_on_every_page(
    client: Client, db: None, address: str
) -> None:
    bar = client.get(address).text.split('<nav class="nav"')[1].split("</nav>")[0]
    assert re.findall(r'href="([^"]*)"', bar) == [
        "/",
        "/groups/",
        "/calendar/",
        "/library/",
        "/enter/",
    ]
    assert bar.count('aria-current="page"') == (address != "/help/")


def test_who_is_signed_in_has_no_bar_of_strangers(
    client: Client, as_person: Any, amel: Any
) -> None:
    page = as_person(amel).get("/library/").text
    assert page.count('<nav class="nav"') == 1
    assert 'href="/enter/"' not in page
