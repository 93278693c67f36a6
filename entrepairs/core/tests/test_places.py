"""Where things are kept: never beside a program that is installed."""

from pathlib import Path

import pytest

from entrepairs.cli import main
from entrepairs.core import places


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of packages, as `pip` makes it, and a home."""
    for name in ("ENTREPAIRS_DATA", "ENTREPAIRS_STATIC", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    return tmp_path / "site-packages"


def test_sources_keep_it_beside_them_and_a_package_in_the_state_of_its_user(
    installed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert places.usual_data_folder() == places.SOURCES / "data"
    assert places.usual_data_folder(installed) == tmp_path / "home/.local/state/entrepairs"
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    assert places.usual_data_folder(installed) == tmp_path / "state/entrepairs"
    monkeypatch.setenv("XDG_STATE_HOME", "state")  # the specification: not absolute, not heard
    assert places.usual_data_folder(installed) == tmp_path / "home/.local/state/entrepairs"


def test_what_is_named_wins_and_static_files_are_made_in_the_data_folder(
    installed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ENTREPAIRS_DATA", str(tmp_path / "kept"))
    assert places.data_folder() == tmp_path / "kept"
    assert places.static_folder() == tmp_path / "kept/static"
    monkeypatch.setenv("ENTREPAIRS_STATIC", str(tmp_path / "static"))
    assert places.static_folder() == tmp_path / "static"


def test_every_command_looks_in_the_same_place(
    installed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also those of organisations, which looked in the folder they were typed in."""
    commands = [main, *main.commands.values()]
    commands += [inner for one in commands[1:] for inner in getattr(one, "commands", {}).values()]
    folders = {
        option.get_default(one.make_context("x", [], resilient_parsing=True))
        for one in commands
        for option in one.params
        if option.name == "data"
    }
    assert folders == {str(places.usual_data_folder())}
