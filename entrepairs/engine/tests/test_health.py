"""/healthz on a real server: a disk that is full, or a share of it that is used up, is not well."""

import os
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from entrepairs import testing
from entrepairs.engine.address import LOGIN, database_url
from entrepairs.engine.folder import DataFolder
from entrepairs.engine.postgres import SUPERUSER
from entrepairs.engine.tests.conftest import Run, until

pytestmark = pytest.mark.engine


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own, which a test may fill."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=500m,mode=0711", "tmpfs", str(place)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("only root mounts a disk, where the machine lets it")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def healthz(run: Run) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{run.port}/healthz", timeout=30) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as refusal:
        return refusal.code, refusal.read().decode()


@pytest.mark.nightly
def test_a_full_disk_is_told_until_there_is_room_again(
    prepared: Path, small_disk: Path, static: Path
) -> None:
    testing.copy(prepared, small_disk / "data")
    run = Run(small_disk / "data", static)
    try:
        run.answering()
        assert healthz(run) == (200, "ok\n")
        filler = small_disk / "filler"
        subprocess.run(["dd", "if=/dev/zero", f"of={filler}", "bs=1M"], capture_output=True)
        status, text = healthz(run)
        assert (status, "disk full: data\n" in text) == (503, True)
        filler.unlink()
        until(lambda: healthz(run) == (200, "ok\n"), "a healthy answer")
    finally:
        run.end()


@pytest.mark.nightly
def test_a_database_without_room_of_its_own_is_told(instance: Run) -> None:
    instance.answering()
    folder = DataFolder(instance.data.resolve())
    with psycopg.connect(database_url(folder, SUPERUSER, "postgres"), autocommit=True) as link:
        link.execute(f"alter role {LOGIN} set temp_file_limit = 0".encode())
        link.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity where usename = %s", [LOGIN]
        )
    until(lambda: healthz(instance) == (503, "disk full: database\n"), "what is wrong")
