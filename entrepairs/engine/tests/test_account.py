"""What root does so that PostgreSQL does not run as root."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from entrepairs.engine import account
from entrepairs.engine.account import Account, reachable_binaries, server_account
from entrepairs.engine.postgres_programs import wheel_programs

pytestmark = [
    pytest.mark.engine,
    pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user"),
]


@pytest.fixture
def shared(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A place of this machine that everyone can enter, as /var/lib is."""
    with tempfile.TemporaryDirectory(dir="/tmp") as path:
        Path(path).chmod(0o755)
        monkeypatch.setattr(account, "SHARED", Path(path) / "entrepairs")
        yield Path(path)


def test_programs_in_a_closed_folder_are_copied_once_and_the_folder_stays_closed(
    shared: Path, tmp_path: Path
) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    package = wheel_programs().parents[1]
    for name in (package.name, f"{package.name}.libs"):
        (closed / name).symlink_to(package.with_name(name))
    programs = closed / package.name / "pginstall" / "bin"
    who = server_account(tmp_path / "nothing yet")
    found = reachable_binaries(programs, who)
    assert found.is_relative_to(shared)
    assert who.run([str(found / "initdb"), "--version"], Path("/")).returncode == 0
    assert closed.stat().st_mode & 0o777 == 0o700
    made = (found / "postgres").stat()
    assert made.st_uid == 0
    assert reachable_binaries(programs, who) == found
    assert (found / "postgres").stat().st_ino == made.st_ino


def test_data_made_by_a_user_stays_that_user_s(tmp_path: Path) -> None:
    data = tmp_path / "postgres"
    data.mkdir()
    shutil.chown(data, "nobody")
    assert server_account(data).name == "nobody"
    assert isinstance(server_account(data), Account)
