"""The same import at a terminal."""

import datetime as dt
from dataclasses import fields
from pathlib import Path
from typing import Any

import click
import pytest

from entrepairs.cli import main
from entrepairs.core import hats
from entrepairs.events.models import Event, Session, Talk
from entrepairs.events.tests.preparing import begun
from entrepairs.schedules.command import Wanted, run
from entrepairs.schedules.tests.files import CSV, frab, frab_event


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
    assert "line 10: there is no title: this entry is left out" in capsys.readouterr().out
    with pytest.raises(click.ClickException, match="Organisations here: GEM L’Escale"):
        run(Wanted(file, "You have not blocked anyone", without_gone=False, sure=True))
    file.write_bytes(b"<rss/>")
    with pytest.raises(click.ClickException, match="Line 1"):
        run(Wanted(file, "GEM L’Escale", without_gone=False, sure=True))
    with hats.person(claire.pk):
        assert not Event.objects.exists()


@pytest.fixture
def file(network: Any, claire: Any, tmp_path: Path) -> Path:
    """For GEM L’Escale, which Claire coordinates."""
    return tmp_path / "programme"


def run_with(file: Path, content: bytes, **options: Any) -> None:
    file.write_bytes(content)
    run(Wanted(file, "GEM L’Escale", without_gone=False, sure=True, **options))


def test_every_option_of_the_command_line_is_one_that_the_import_knows() -> None:
    names = {param.name for param in main.commands["import-event"].params}
    names -= {"data", "yes", "remove_gone"}
    assert names == {field.name for field in fields(Wanted)} - {"sure", "without_gone"}


def test_the_zone_is_asked_for_and_said(file: Path, claire: Any) -> None:
    content = frab([[frab_event(1, 0, "09:00", date="")]]).replace(b"Europe/Paris", b"")
    with pytest.raises(click.ClickException, match="--zone Europe/Paris"):
        run_with(file, content)
    with pytest.raises(click.ClickException, match="No time zone is called “Mars/Olympus”"):
        run_with(file, content, zone="Mars/Olympus")
    run_with(file, content, zone="America/New_York")
    with hats.person(claire.pk):
        assert Event.objects.get().time_zone == "America/New_York"
        assert Talk.objects.get().starts_at == dt.datetime(2083, 3, 26, 13, tzinfo=dt.UTC)


def test_the_language_is_that_which_was_said(file: Path, claire: Any) -> None:
    run_with(file, frab([[frab_event(1, 0, "09:00", language="")]]), language="de")
    with hats.person(claire.pk):
        talk = Talk.objects.get()
        assert (talk.title_other, talk.other_language, talk.title_fr) == ("Talk 1", "de", "")


def test_a_list_goes_into_an_event_with_the_columns_that_were_said(
    file: Path, network: Any, claire: Any
) -> None:
    event = begun(network.escale, claire)
    renamed = CSV.replace("titre;", "zzz;", 1).encode()
    into = {"event": event.path}
    with pytest.raises(click.ClickException, match="--column 'Header=title'"):
        run_with(file, renamed, **into)
    with pytest.raises(click.ClickException, match=r"No column “yyy”\. Columns: zzz, jour"):
        run_with(file, renamed, columns=("yyy=title",), **into)
    with pytest.raises(click.ClickException, match="No field “name”"):
        run_with(file, renamed, columns=("zzz=name",), **into)
    run_with(file, renamed, columns=("ZZZ=title", "salle="), **into)
    with hats.person(claire.pk):
        assert Talk.objects.count() == 3
        assert not Session.objects.filter(room__isnull=False).exists()


def test_the_line_of_headers_is_the_one_that_was_said(
    file: Path, network: Any, claire: Any
) -> None:
    event = begun(network.escale, claire)
    content = b"titre;jour;d\xc3\xa9but\nancien;1;2\n" + CSV.encode()
    run_with(file, content, event=event.key, header_line=3)
    with hats.person(claire.pk):
        assert Talk.objects.count() == 3
        assert not Talk.objects.filter(title_fr__in=["ancien", "titre"]).exists()


def test_a_list_without_its_event_and_an_event_of_others_are_refused(
    file: Path, network: Any, claire: Any
) -> None:
    with pytest.raises(click.ClickException, match="Nothing was written"):
        run_with(file, CSV.encode())
    with pytest.raises(click.ClickException, match="No event “/events/nowhere/”"):
        run_with(file, CSV.encode(), event="/events/nowhere/")
    with hats.person(claire.pk):
        assert not Session.objects.exists()


@pytest.mark.parametrize("kept", [False, True])
def test_what_collides_is_kept_and_marked_when_told(file: Path, claire: Any, kept: bool) -> None:
    both = frab_event(1, 0, "09:00") + frab_event(2, 0, "09:15")
    run_with(file, frab([[both]]), with_collisions=kept)
    with hats.person(claire.pk):
        in_rooms = Session.objects.filter(room__isnull=False).count()
        assert (in_rooms, Session.objects.filter(collides=True).count()) == (
            (2, 1) if kept else (1, 0)
        )
