"""The same import at a terminal."""

from pathlib import Path
from typing import Any

import click
import pytest

from entrepairs.core import hats
from entrepairs.events.models import Event, Talk
from entrepairs.schedules.command import Wanted, run
from entrepairs.schedules.tests.files import frab, frab_event


def test_a_schedule_is_imported_once_in_the_name_of_the_coordinator(
    network: Any, claire: Any, tmp_path: Path, capsys: Any
) -> None:
    file = tmp_path / "schedule.xml"
    file.write_bytes(frab([[frab_event(1, 0, "09:00")]]))
    for _time in range(2):
        run(Wanted(file, "gem l’escale", without_gone=False, sure=True))
    with hats.person(claire.pk):
        assert (Event.objects.get().state, Talk.objects.count()) == ("draft", 1)
    assert "3 new, 0 changed" in (said := capsys.readouterr().out)
    assert "All of this is here already." in said


def test_mistakes_and_unknown_organisations_write_nothing(
    network: Any, claire: Any, tmp_path: Path, capsys: Any
) -> None:
    file = tmp_path / "schedule.xml"
    file.write_bytes(frab([[frab_event(1, 0, "09:00", title="")]]))
    with pytest.raises(click.ClickException, match="Nothing was written"):
        run(Wanted(file, "GEM L’Escale", without_gone=False, sure=True))
    assert "line 10: there is no title: it is left out" in capsys.readouterr().out
    with pytest.raises(click.ClickException, match="Organisations here: GEM L’Escale"):
        run(Wanted(file, "Nobody", without_gone=False, sure=True))
    file.write_bytes(b"<rss/>")
    with pytest.raises(click.ClickException, match="Line 1"):
        run(Wanted(file, "GEM L’Escale", without_gone=False, sure=True))
    with hats.person(claire.pk):
        assert not Event.objects.exists()
