"""The embedded server alone."""

import os
import pwd
import shutil
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from entrepairs.engine.address import database_url, socket_folder
from entrepairs.engine.folder import DataFolder
from entrepairs.engine.postgres import SUPERUSER, EmbeddedPostgres
from entrepairs.engine.tests.conftest import lives, until

pytestmark = pytest.mark.engine


def address(folder: DataFolder) -> str:
    return database_url(folder, SUPERUSER, "postgres")


def ask(folder: DataFolder, query: str) -> object:
    with psycopg.connect(address(folder)) as link:
        row = link.execute(query.encode()).fetchone()
        return row[0] if row else None


def test_it_starts_listens_to_no_network_and_stops(fresh: DataFolder) -> None:
    server = EmbeddedPostgres(fresh)
    server.start()
    pid = server.status()[0]
    assert ask(fresh, "show listen_addresses") == ""
    assert (
        ask(
            fresh,
            "select string_agg(setting, ' ' order by name) from pg_settings where name in "
            "('fsync', 'full_page_writes', 'synchronous_commit')",
        )
        == "on on on"
    )
    server.stop()
    assert not lives(pid)


def test_letters_with_accents_are_letters(fresh: DataFolder) -> None:
    EmbeddedPostgres(fresh).start()
    assert ask(fresh, "select lower('ÉCOLE ŒUVRE')") == "école œuvre"
    assert ask(fresh, "select 'ÉCOLE' ilike 'éc%'") is True
    assert ask(fresh, "select to_tsvector('simple', 'Été')::text") == "'été':1"


@pytest.mark.nightly
def test_a_server_that_outlived_its_parent_is_adopted(fresh: DataFolder) -> None:
    first = EmbeddedPostgres(fresh)
    first.start()
    second = EmbeddedPostgres(fresh)
    second.start()
    assert second.child is None
    assert second.status() == first.status()
    second.stop()
    assert first.status() == (0, "")


def test_after_kill_9_what_was_committed_is_there(fresh: DataFolder) -> None:
    server = EmbeddedPostgres(fresh)
    server.start()
    with psycopg.connect(address(fresh)) as link:
        link.execute("create table kept as select 1 as one")
    os.kill(server.status()[0], signal.SIGKILL)
    server.start()
    assert ask(fresh, "select one from kept") == 1


@pytest.mark.nightly
def test_the_number_of_a_dead_server_may_belong_to_someone_else_since(fresh: DataFolder) -> None:
    server = EmbeddedPostgres(fresh)
    server.start()
    pid = server.status()[0]
    os.kill(pid, signal.SIGKILL)
    until(lambda: not lives(pid), "the server’s death")
    lock = fresh.postgres / "postmaster.pid"
    owner = lock.stat()
    stranger = subprocess.Popen(["sleep", "300"], user=owner.st_uid if os.geteuid() == 0 else None)
    try:
        for path in (lock, fresh.postgres / ".s.PGSQL.5432.lock"):
            path.write_text(
                "\n".join([str(stranger.pid), *path.read_text().splitlines()[1:]]) + "\n"
            )
        EmbeddedPostgres(fresh).start()
        assert ask(fresh, "select 1") == 1
    finally:
        stranger.kill()
        stranger.wait()


@pytest.mark.nightly
def test_a_lock_file_left_empty_by_a_power_cut_is_no_obstacle(fresh: DataFolder) -> None:
    server = EmbeddedPostgres(fresh)
    server.start()
    server.stop()
    (fresh.postgres / "postmaster.pid").write_text("")
    server.start()
    assert server.ready


@pytest.mark.nightly
def test_a_creation_that_was_cut_short_begins_again(fresh: DataFolder) -> None:
    half = fresh.root / "postgres.new"
    half.mkdir()
    (half / "PG_VERSION").write_text("18\n")
    EmbeddedPostgres(fresh).start()
    assert ask(fresh, "select 1") == 1
    assert not half.exists()


@pytest.mark.parametrize(
    "name",
    ["plain", "un dossier de données, à l’été", "long/" + "é" * 60 + "/" + "x" * 60],
    ids=["plain", "accents, spaces and a comma", "longer than a socket’s address"],
)
def test_any_folder_will_do(tmp_path: Path, name: str) -> None:
    folder = DataFolder.at(tmp_path / name)
    server = EmbeddedPostgres(folder)
    server.start()
    try:
        assert ask(folder, "select 1") == 1
        assert len(os.fsencode(socket_folder(folder.postgres))) < 100
    finally:
        server.stop()


@pytest.mark.nightly
@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder away")
def test_a_folder_that_root_copied_starts(fresh: DataFolder, tmp_path: Path) -> None:
    server = EmbeddedPostgres(fresh)
    server.start()
    with psycopg.connect(address(fresh)) as link:
        link.execute("create table kept as select 7 as n")
    server.stop()
    copied = DataFolder.at(tmp_path / "copied")
    shutil.copytree(fresh.root, copied.root, dirs_exist_ok=True)
    assert copied.postgres.stat().st_uid == 0
    elsewhere = tmp_path / "elsewhere"
    elsewhere.touch()
    (copied.postgres / "a link").symlink_to(elsewhere)
    server = EmbeddedPostgres(copied)
    server.start()
    try:
        assert ask(copied, "select n from kept") == 7
        assert elsewhere.stat().st_uid == 0
    finally:
        server.stop()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")
def test_root_opens_no_folder_and_other_users_stay_outside(fresh: DataFolder) -> None:
    before = [path.stat().st_mode for path in fresh.root.parents]
    EmbeddedPostgres(fresh).start()
    assert [path.stat().st_mode for path in fresh.root.parents] == before
    assert fresh.root.stat().st_mode & 0o077 == 0
    # Even if a folder above were opened by mistake, the server asks the system who is there.
    for path in (fresh.postgres, *fresh.postgres.parents):
        if path != Path("/"):
            path.chmod(path.stat().st_mode | 0o055)
    assert "Peer authentication failed" in as_nobody(lambda: psycopg.connect(address(fresh)))


def as_nobody(attempt: Callable[[], object]) -> str:
    """What is said to another user of this machine who tries."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        said = "let in"
        try:
            entry = pwd.getpwnam("nobody")
            os.setgroups([])
            os.setgid(entry.pw_gid)
            os.setuid(entry.pw_uid)
            attempt()
        except BaseException as error:
            said = f"{type(error).__name__}: {error}"
        os.write(writer, said.encode())
        os._exit(0)
    os.close(writer)
    with open(reader) as file:
        said = file.read()
    os.waitpid(child, 0)
    return said
