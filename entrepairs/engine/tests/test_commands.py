"""The administrator's commands."""

import shutil
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from entrepairs.engine import assets, prepare, roles
from entrepairs.engine.address import OWNER, database_url
from entrepairs.engine.errors import Trouble
from entrepairs.engine.folder import DataFolder, only_one
from entrepairs.engine.postgres import EmbeddedPostgres
from entrepairs.engine.tests.conftest import Run, entrepairs

pytestmark = pytest.mark.engine
SAFE = {"ENTREPAIRS_HOSTS": "localhost", "ENTREPAIRS_ORIGIN": "http://localhost"}


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys, entrepairs.cli; sys.exit(bool({'django', 'psycopg', 'granian'} & "
        "set(sys.modules)))"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
    said = entrepairs("--help").stdout
    assert all(
        command in said
        for command in ("serve", "demo", "migrate", "import-members", "simulate", "doctor")
    )


def test_the_second_migration_has_nothing_to_do(copy: Path) -> None:
    done = entrepairs("migrate", "--data", str(copy))
    assert done.returncode == 0
    assert "Loading" not in done.stderr


def test_doctor_finds_a_healthy_folder_well(copy: Path) -> None:
    done = entrepairs("doctor", "--data", str(copy), **SAFE)
    assert done.returncode == 0, done.stdout
    assert "problem" not in done.stdout
    assert "ok       row security on every table" in done.stdout


@pytest.mark.nightly
def test_doctor_says_what_is_wrong_and_how_to_mend_it(instance: Run) -> None:
    instance.answering()
    with psycopg.connect(instance.owner, autocommit=True) as link:
        link.execute("create table open_to_all (id int)")
        prepare.write_state(link, prepare.State())
    done = entrepairs("doctor", "--data", str(instance.data), **SAFE)
    assert done.returncode == 1
    assert "no row security: open_to_all" in done.stdout
    assert "not as this version wants it" in done.stdout
    assert "-> Run `entrepairs migrate`" in done.stdout
    assert "ok       jobs" in done.stdout
    assert instance.answers()


@pytest.mark.nightly
def test_a_backup_is_restored_elsewhere_with_its_keys(copy: Path, tmp_path: Path) -> None:
    dump, elsewhere = tmp_path / "backup", tmp_path / "elsewhere"
    assert entrepairs("backup", "--data", str(copy), str(dump)).returncode == 0
    assert dump.stat().st_mode & 0o077 == 0
    without = entrepairs("restore", "--data", str(elsewhere), str(dump))
    assert without.returncode == 1
    assert "Put the copy of the folder keys there" in without.stderr
    shutil.copytree(copy / "keys", elsewhere / "keys", dirs_exist_ok=True)
    done = entrepairs("restore", "--data", str(elsewhere), str(dump))
    assert done.returncode == 0, done.stderr
    assert entrepairs("migrate", "--data", str(elsewhere)).returncode == 0
    again = entrepairs("restore", "--data", str(elsewhere), str(dump))
    assert again.returncode == 1
    assert "not empty" in again.stderr


@pytest.mark.nightly
def test_keys_are_rotated_only_when_nobody_reads_with_the_old_ones(copy: Path) -> None:
    keys = copy / "keys" / "word_keys"
    before = keys.read_text().split()
    with only_one(DataFolder.at(copy), "as a running instance"):
        refused = entrepairs("rotate-keys", "--data", str(copy))
    assert refused.returncode == 1
    assert "already runs" in refused.stderr
    assert keys.read_text().split() == before
    assert entrepairs("rotate-keys", "--data", str(copy)).returncode == 0
    new, *old = keys.read_text().split()
    assert old == before
    assert keys.stat().st_mode & 0o077 == 0
    assert entrepairs("rotate-keys", "--data", str(copy), "--forget-old").returncode == 0
    assert len(keys.read_text().split()) == 1
    assert new not in keys.read_text()


def test_a_comment_of_someone_else_on_the_database_is_no_obstacle(copy: Path) -> None:
    folder = DataFolder.at(copy)
    server = EmbeddedPostgres(folder)
    server.start()
    try:
        with psycopg.connect(database_url(folder, OWNER), autocommit=True) as link:
            link.execute("comment on database entrepairs is 'ours, do not touch'")
            assert prepare.state_of(link) == prepare.State()
            prepare.write_state(link, prepare.State("done", ""))
            assert prepare.state_of(link) == prepare.State("done", "")
    finally:
        server.stop()


def test_the_catalogues_are_compiled_before_any_word_of_them_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "locale" / "fr" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.write_text('msgid "plenary"\nmsgstr "plénière"\n')
    monkeypatch.setattr(assets, "PACKAGE", tmp_path)

    def away(*_: object) -> None:
        raise Trouble("The database is away.", "Start it.")

    monkeypatch.setattr(roles, "ensure", away)
    monkeypatch.setenv("DATABASE_OWNER_URL", "postgresql://nobody@localhost/none")
    with pytest.raises(Trouble):
        prepare.prepare()
    assert "plénière".encode() in source.with_suffix(".mo").read_bytes()
