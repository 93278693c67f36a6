"""My organisation: tiles that rooms contribute, at most three things to do first."""

from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from entrepairs.core import hats
from entrepairs.people import my_organisation
from entrepairs.people.models import Affiliation, Circle, Person
from entrepairs.people.my_organisation import ShownTile, Task, Tile, TileWords
from entrepairs.tests import posting
from entrepairs.tests.posting import As


def tile(**said: Any) -> Tile:
    told: dict[str, Any] = {
        "room": "people",
        "name": "garden",
        "label": "Garden",
        "icon": "sprout",
        "press": "See it",
        "url_name": "organisation_people",
        "say": lambda _organisation, fact: TileWords(str(fact["beds"])),
    }
    return Tile(**(told | said))


@pytest.fixture
def _no_tiles(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(my_organisation, "_tiles", {})


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A package with one room, which gives the fact of one tile."""
    queries = tmp_path / "people" / "sql" / "queries"
    queries.mkdir(parents=True)
    (queries / "tile_garden.sql").write_text("select jsonb_build_object('beds', 3)")
    return tmp_path


def test_a_tile_that_is_whole_has_no_fault(package: Path) -> None:
    assert list(my_organisation.find_faults([tile()], package)) == []


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"press": ""}, "needs a label, an icon, a press and a page"),
        ({"label": ""}, "needs a label, an icon, a press and a page"),
        ({"name": "shed"}, "its fact is missing, sql/queries/tile_shed.sql"),
    ],
)
def test_a_faulty_tile_is_told_at_the_start(
    package: Path, wrong: dict[str, str], told: str
) -> None:
    faults = "\n".join(my_organisation.find_faults([tile(**wrong)], package))
    assert told in faults


def test_a_fact_without_a_tile_is_told_at_the_start(package: Path) -> None:
    (fault,) = my_organisation.find_faults([], package)
    assert "tile_garden.sql is the fact of no tile" in fault


@pytest.mark.usefixtures("_no_tiles")
def test_two_rooms_cannot_add_one_tile() -> None:
    my_organisation.add_tile(tile())
    with pytest.raises(ValueError, match="two rooms add a tile garden"):
        my_organisation.add_tile(tile(room="rounds"))


def test_every_tile_leads_to_a_page(network: Any, claire: Person, as_person: As) -> None:
    client = as_person(claire)
    shown = my_organisation.known_tiles()
    assert len(shown) > 5
    for one in shown:
        assert client.get(one.url(network.escale)).status_code == 200, one.name


def test_at_most_three_things_to_do_the_most_pressing_first() -> None:
    tasks = tuple(Task(f"task {order}", "Do", "/", order=order) for order in (40, 10, 30, 20))
    first = my_organisation.first_tasks([ShownTile(tile(), TileWords(tasks=tasks), "/")])
    assert [task.order for task in first] == [10, 20, 30]


def test_members_and_groups_are_told_and_events_are_no_groups(
    network: Any, claire: Person, as_person: As
) -> None:
    with hats.system("test"):
        Circle.objects.create(kind="event", name="Journée", organisation=network.escale)
        here = Affiliation.objects.current().filter(organisation=network.escale).count()
    page = posting.text(as_person(claire).get(f"/organisations/{network.escale.key}/mine/"))
    assert f"{here} <small>people</small>" in page
    assert "1 <small>group</small>" in page
    assert "Never what is said there, nor the mirrors." in page


def test_who_coordinates_several_chooses_and_who_coordinates_none_reads_them_all(
    network: Any, claire: Person, amel: Person, as_person: As
) -> None:
    mine = reverse("my_organisation")
    desk = reverse("organisation_desk", args=[network.escale.key])
    assert as_person(claire).get(mine)["Location"] == desk
    with hats.system("test"):
        Affiliation.objects.create(person=claire, organisation=network.university, coordinator=True)
    page = as_person(claire).get(mine).text
    assert desk in page
    assert reverse("organisation_desk", args=[network.university.key]) in page
    assert as_person(amel).get(mine)["Location"] == reverse("organisations")
