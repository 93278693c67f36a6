"""An empty room: the settings, the import contract and the addresses know of it, or nothing is
written."""

import shutil
from pathlib import Path

import pytest

from entrepairs.engine.new_room import PLACES, ROOT, write_room


@pytest.fixture
def house(tmp_path: Path) -> Path:
    (tmp_path / "entrepairs").mkdir()
    for file, _after, _room in PLACES:
        shutil.copy(ROOT / file, tmp_path / file)
    return tmp_path


def test_a_new_room_is_told_to_the_whole_house(house: Path) -> None:
    write_room("gardens", house)
    for file, _after, _room in PLACES:
        assert "gardens" in (house / file).read_text()
        compile((house / file).read_text(), file, "exec") if file.endswith(".py") else None
    room = house / "entrepairs" / "gardens"
    assert 'name = "entrepairs.gardens"' in (room / "apps.py").read_text()
    assert (room / "sql" / "policies.sql").exists()


@pytest.mark.parametrize("name", ["", "Gardens", "../gardens", "gar dens", "_gardens"])
def test_a_name_that_is_none_makes_no_room(house: Path, name: str) -> None:
    with pytest.raises(SystemExit):
        write_room(name, house)
    assert [path.name for path in (house / "entrepairs").iterdir() if path.is_dir()] == []


def test_a_room_there_already_is_left_as_it_is(house: Path) -> None:
    write_room("gardens", house)
    (house / "entrepairs" / "gardens" / "models.py").write_text("# mine")
    with pytest.raises(SystemExit):
        write_room("gardens", house)
    assert (house / "entrepairs" / "gardens" / "models.py").read_text() == "# mine"


def test_where_a_place_is_not_found_nothing_is_written(house: Path) -> None:
    (house / "entrepairs" / "urls.py").write_text("urlpatterns = []\n")
    settings = (house / "entrepairs" / "settings.py").read_text()
    with pytest.raises(SystemExit):
        write_room("gardens", house)
    assert not (house / "entrepairs" / "gardens").exists()
    assert (house / "entrepairs" / "settings.py").read_text() == settings
