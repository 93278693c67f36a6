"""What is public near a place: the one that is typed, or the one that was told."""

import re
from typing import Any

import pytest
from django.test import Client

from entrepairs.calendar import queries
from entrepairs.calendar.tests.making import an_event_soon, soon
from entrepairs.calendar.tests.reading import read
from entrepairs.core import hats
from entrepairs.events.models import Event
from entrepairs.people.models import Facet, Person
from entrepairs.tests.posting import As
from entrepairs.vocabulary.models import Place


@pytest.fixture
def towns(network: Any) -> dict[str, Event]:
    return {
        "Rennes": an_event_soon(network, town="Rennes", title_fr="À Rennes"),
        "Marseille": an_event_soon(network, town="Marseille", title_fr="À Marseille"),
        "online": an_event_soon(network, town="Lille", title_fr="En ligne", online=True),
        "draft": an_event_soon(network, town="Rennes", title_fr="Brouillon", state="draft"),
    }


def seen(page: str, towns: dict[str, Event]) -> set[str]:
    return {name for name, event in towns.items() if f'href="{event.path}"' in page}


def test_a_stranger_reads_what_is_public_near_the_place_they_type(
    client: Client, towns: dict[str, Event]
) -> None:
    assert seen(read(client), towns) == {"Rennes", "Marseille", "online"}
    near = read(client, "?place=rennes&km=20")
    assert seen(near, towns) == {"Rennes", "online"}
    assert "Mine" not in near
    assert seen(read(client, "?place=Cesson-Sévigné&km=10"), towns) == {"Rennes", "online"}


def test_what_is_near_is_not_crowded_out_by_what_is_far(
    client: Client, towns: dict[str, Event], network: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "MOST", 3)
    monkeypatch.setattr(queries, "statement_of", queries.statement_of.__wrapped__)
    for day in (1, 2, 2):
        an_event_soon(network, town="Marseille", starts_on=soon(day))
    assert seen(read(client, "?place=rennes&km=20"), towns) == {"Rennes", "online"}


def test_near_me_is_near_the_place_that_i_told(
    as_person: As, towns: dict[str, Event], amel: Person
) -> None:
    mine = as_person(amel)
    with hats.system("test"):
        Facet.objects.filter(person=amel, kind="place").delete()
        place = Place.objects.get(name="Marseille", country="FR")
        Facet.objects.create(person=amel, kind="place", place=place, radius_km=30, audience=0)
    page = read(mine, "?show=near")
    assert seen(page, towns) == {"Marseille", "online"}
    assert 'value="Marseille' in page
    assert '<option value="50" selected>' in page
    assert seen(read(mine, "?show=near&place="), towns) == {"Rennes", "Marseille", "online"}
    other = read(mine, "?show=near&place=Rennes")
    assert "Marseille" not in other, "whose place it is stays with them"


def test_a_place_that_is_unknown_or_has_many_namesakes_is_asked_again(
    client: Client, towns: dict[str, Event]
) -> None:
    page = read(client, "?place=zzzz")
    assert "We do not know this place" in page
    assert 'value="zzzz"' in page
    page = read(client, "?place=Saint-")
    assert "Several places have this name" in page
    choice = re.findall(r'href="(\?place=[^"]+)"', page)[0]
    assert "Several places" not in read(client, choice.replace("&amp;", "&"))
