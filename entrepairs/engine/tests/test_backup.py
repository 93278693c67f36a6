"""Restore day: a backup that is not whole, not ours or not readable is refused in words, before
anything is written.
"""

import os
import shutil
from pathlib import Path

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from entrepairs import testing
from entrepairs.core.secret_links import digest
from entrepairs.engine import archive
from entrepairs.engine.address import OWNER, database_url
from entrepairs.engine.errors import Trouble
from entrepairs.engine.folder import DataFolder, new_word_key
from entrepairs.engine.postgres import EmbeddedPostgres
from entrepairs.engine.tests.conftest import WORDS, elsewhere, entrepairs
from entrepairs.rights import erased_keys

pytestmark = pytest.mark.engine
SAFE = {"ENTREPAIRS_HOSTS": "localhost", "ENTREPAIRS_ORIGIN": "http://localhost"}


def written(place: Path) -> set[str]:
    return {path.name for path in place.iterdir()} - {"keys"} if place.exists() else set()


def asked(folder: Path, statement: str) -> list[tuple[str]]:
    """Of the database of a data folder, started for it."""
    server = EmbeddedPostgres(DataFolder(folder.resolve()))
    server.start()
    try:
        with psycopg.connect(database_url(server.folder, OWNER)) as link:
            return link.execute(statement.encode()).fetchall()
    finally:
        server.stop()


def test_it_is_checked_and_restored_with_every_word_but_of_who_was_erased_since(
    source: Path, backup: Path, tmp_path: Path
) -> None:
    (key,) = asked(source, "select key from people_person where name = 'Bruno'")[0]
    checked = entrepairs("backup", "--check", "--data", str(source), str(backup))
    assert (checked.returncode, "Sound: " in checked.stderr) == (0, True), checked.stderr
    assert backup.stat().st_mode & 0o077 == 0
    place = elsewhere(source, tmp_path / "new")
    erased_keys.add([digest(key)], place)
    done = entrepairs("restore", "--data", str(place), str(backup))
    assert done.returncode == 0, done.stderr
    assert "1 are back" in done.stderr
    assert "erased again: 1." in done.stderr
    assert (place / "files/ab/kept").read_bytes() == b"kept " * 100
    told = entrepairs("doctor", "--data", str(place), **SAFE).stdout
    assert "ok       words at rest, deciphered" in told
    assert "ok       functions, policies, triggers, grants and columns" in told
    names = {name for (name,) in asked(place, "select name from people_person")}
    assert {WORDS, "Amel"} <= names
    assert "Bruno" not in names
    owners = "select distinct tableowner from pg_tables where schemaname = 'public'"
    assert asked(place, owners) == [(OWNER,)]
    again = entrepairs("restore", "--data", str(place), str(backup))
    assert (again.returncode, "is not empty: nothing was restored" in again.stderr) == (1, True)


@pytest.mark.nightly
@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_one_bit_that_changed_anywhere_is_seen(
    backup: Path, tmp_path: Path, data: st.DataObject
) -> None:
    whole = bytearray(backup.read_bytes())
    # As often in what surrounds the members as in them.
    ends = st.integers(0, 1023) | st.integers(len(whole) - 1024, len(whole) - 1)
    at = data.draw(st.integers(0, len(whole) - 1) | ends)
    whole[at] ^= 1 << data.draw(st.integers(0, 7))
    changed = tmp_path / "changed"
    changed.write_bytes(whole)
    with pytest.raises(Trouble, match="cannot be used"):
        archive.check(changed)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_an_archive_that_was_cut_or_grew_is_seen(
    backup: Path, tmp_path: Path, data: st.DataObject
) -> None:
    whole = backup.read_bytes()
    end = st.integers(len(whole) - 2000, len(whole) - 1)
    cut = whole[: data.draw(st.integers(0, len(whole) - 1) | end)]
    for changed in (cut, whole + b"x"):
        file = tmp_path / "changed"
        file.write_bytes(changed)
        with pytest.raises(Trouble, match="cannot be used: it"):
            archive.check(file)


def test_what_changed_is_named_and_nothing_is_written(
    source: Path, backup: Path, tmp_path: Path
) -> None:
    whole = backup.read_bytes()
    changed = tmp_path / "changed"
    changed.write_bytes(whole.replace(b"kept kept", b"kept kepT", 1))
    place = elsewhere(source, tmp_path / "new")
    for command in (("restore",), ("backup", "--check")):
        done = entrepairs(*command, "--data", str(place), str(changed))
        assert done.returncode == 1
        assert "files/ab/kept has changed since it was made" in done.stderr
        assert "Traceback" not in done.stderr
    assert written(place) == set()


@pytest.mark.parametrize("missing", ["word_keys", "secret_key", "all", "another"])
def test_without_the_right_keys_nothing_is_written(
    source: Path, backup: Path, tmp_path: Path, missing: str
) -> None:
    place = elsewhere(source, tmp_path / "new")
    if missing == "all":
        shutil.rmtree(place)
    elif missing == "another":
        (place / "keys/word_keys").write_text(new_word_key())
    else:
        (place / "keys" / missing).unlink()
    done = entrepairs("restore", "--data", str(place), str(backup))
    assert done.returncode == 1
    assert "Put the copy of the folder keys there" in done.stderr
    assert "Traceback" not in done.stderr
    assert written(place) == set()


def test_with_a_newer_key_before_it_the_former_one_still_reads(
    source: Path, backup: Path, tmp_path: Path
) -> None:
    place = elsewhere(source, tmp_path / "new")
    keys = place / "keys/word_keys"
    keys.write_text(new_word_key() + "\n" + keys.read_text())
    assert entrepairs("backup", "--check", "--data", str(place), str(backup)).returncode == 0


def test_what_is_no_backup_is_said_to_be_none(source: Path, tmp_path: Path) -> None:
    for name, text in (("empty", b""), ("text", b"hello " * 100)):
        (tmp_path / name).write_bytes(text)
        done = entrepairs("backup", "--check", "--data", str(source), str(tmp_path / name))
        assert (done.returncode, "it is no backup of Entrepairs" in done.stderr) == (1, True)


@pytest.mark.nightly
def test_the_doctor_tells_words_that_no_key_reads(source: Path, tmp_path: Path) -> None:
    place = tmp_path / "copy"
    testing.copy(source, place)
    told = entrepairs("doctor", "--data", str(place), **SAFE).stdout
    assert "ok       words at rest, deciphered" in told
    (place / "keys/word_keys").write_text(new_word_key())
    (place / "keys/word_keys").chmod(0o600)
    told = entrepairs("doctor", "--data", str(place), **SAFE).stdout
    assert "do not read what people wrote: conversations_message.body" in told


def test_the_next_major_postgresql_is_reached_by_a_backup(
    source: Path, backup: Path, tmp_path: Path
) -> None:
    """The folder of another version is refused in words, and moved by `upgrade`."""
    place = tmp_path / "copy"
    testing.copy(source, place)
    (place / "postgres/PG_VERSION").write_text("17\n")
    refused = entrepairs("migrate", "--data", str(place)).stderr
    assert "is of PostgreSQL 17, and the programs that are installed are of 18" in refused
    assert "entrepairs upgrade FILE" in refused
    wrong = entrepairs("upgrade", "--data", str(place), str(backup)).stderr
    assert "is not of this folder: it comes from PostgreSQL 18" in wrong
    (place / "postgres/PG_VERSION").write_text("18\n")
    nothing = entrepairs("upgrade", "--data", str(place), str(backup)).stderr
    assert "There is nothing to upgrade" in nothing
    assert os.environ["ENTREPAIRS_MODE"] == "test"


def test_upgrade_puts_the_old_folder_aside_and_holds_it_all(
    source: Path, backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on the day when the programs are of version 19: here the folder says that it is older."""
    from entrepairs.engine import upgrade as moving

    place = tmp_path / "copy"
    testing.copy(source, place)
    for name in list(os.environ):
        if name.startswith(("DATABASE_", "ENTREPAIRS_")):
            monkeypatch.delenv(name)
    monkeypatch.setattr(moving, "major_of_programs", lambda: 19)
    monkeypatch.setattr("entrepairs.engine.prepare.prepare", lambda *_, **__: None)
    folder = DataFolder(place.resolve())
    moving.upgrade(folder, backup)
    assert (place / "postgres-18/PG_VERSION").exists()
    server = EmbeddedPostgres(folder)
    server.start()
    try:
        with psycopg.connect(database_url(folder, OWNER)) as link:
            row = link.execute("select count(*) from people_person where name = %s", [WORDS])
            assert row.fetchone() == (1,)
    finally:
        server.stop()
