"""Keys and the lock of a data folder."""

import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from entrepairs.engine.errors import Trouble
from entrepairs.engine.folder import Busy, DataFolder, new_push_key, only_one, write_private


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DataFolder:
    monkeypatch.delenv("ENTREPAIRS_SECRET_KEY", raising=False)
    monkeypatch.delenv("ENTREPAIRS_WORD_KEYS", raising=False)
    return DataFolder.at(tmp_path / "somewhere" / "data")


def test_keys_are_made_once_and_only_their_owner_reads_them(folder: DataFolder) -> None:
    folder.ensure_keys()
    files = [folder.keys / name for name in ("secret_key", "word_keys", "push_key")]
    before = [path.read_text() for path in files]
    assert len(before[0].strip()) >= 50
    assert (
        Fernet(before[1].strip()).decrypt(Fernet(before[1].strip()).encrypt(b"words")) == b"words"
    )
    assert {oct(path.stat().st_mode & 0o777) for path in files} == {"0o600"}
    assert {oct(path.stat().st_mode & 0o777) for path in (folder.root, folder.keys)} == {"0o700"}
    folder.ensure_keys()
    assert [path.read_text() for path in files] == before


def test_no_key_is_invented_for_words_that_exist(folder: DataFolder) -> None:
    folder.ensure_keys()
    folder.postgres.mkdir()
    (folder.keys / "word_keys").unlink()
    with pytest.raises(Trouble, match="backup"):
        folder.ensure_keys()
    assert not (folder.keys / "word_keys").exists()


def test_keys_of_the_environment_are_not_written_down(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ENTREPAIRS_SECRET_KEY", "s" * 60)
    monkeypatch.setenv("ENTREPAIRS_WORD_KEYS", Fernet.generate_key().decode())
    monkeypatch.setenv("ENTREPAIRS_PUSH_KEY", new_push_key())
    folder.ensure_keys()
    assert list(folder.keys.iterdir()) == []


def test_one_at_a_time_and_the_lock_goes_with_its_holder(folder: DataFolder) -> None:
    code = (
        "import sys, time; from entrepairs.engine.folder import *\n"
        f"with only_one(DataFolder.at({str(folder.root)!r}), 'a test'):\n"
        "    print('mine', flush=True); time.sleep(600)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "mine\n"
        with (
            pytest.raises(Busy, match=f"process {holder.pid}, a test"),
            only_one(folder, "another"),
        ):
            pass
        holder.kill()
        holder.wait()
    with only_one(folder, "another"):
        pass


def test_a_private_file_is_replaced_whole(folder: DataFolder) -> None:
    path = folder.root / "file"
    write_private(path, "first")
    write_private(path, "second")
    assert path.read_text() == "second"
    assert [entry.name for entry in folder.root.iterdir()] == ["file"]


def test_a_folder_that_can_not_be_made_is_told() -> None:
    with pytest.raises(Trouble, match="Choose another"):
        DataFolder.at("/proc/nothing/here")
