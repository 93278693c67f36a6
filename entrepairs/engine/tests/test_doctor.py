"""What the doctor tells of the machine before people notice: its disk, its database, its mails."""

import shutil
import smtplib
from types import SimpleNamespace
from typing import Any

import pytest

from entrepairs.engine import doctor, safety
from entrepairs.engine.folder import DataFolder
from entrepairs.engine.tests.conftest import free_port


@pytest.fixture
def folder(tmp_path: Any) -> DataFolder:
    return DataFolder.at(tmp_path / "data")


@pytest.mark.parametrize(
    ("free", "told"),
    [
        (999_999_999, [("999 MB are free", True)]),
        (3_000_000_000, [("large files are refused", False)]),
        (5_000_000_000, []),
    ],
)
def test_a_disk_that_is_nearly_full_is_told(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch, free: int, told: list[tuple[str, bool]]
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=free))
    found = list(doctor._disk(folder))
    assert [one.grave for one in found] == [grave for _, grave in told]
    assert all(words in one.what for one, (words, _) in zip(found, told, strict=True))


@pytest.mark.parametrize(("version", "old"), [(140019, True), (150000, False), (180006, False)])
def test_a_postgresql_that_is_too_old_is_told(version: int, old: bool) -> None:
    rows = SimpleNamespace(fetchall=lambda: [(2,), (2,), (2,)])
    link: Any = SimpleNamespace(
        info=SimpleNamespace(server_version=version), execute=lambda _: rows
    )
    told = [(one.what, one.mend, one.grave) for one in doctor._version(link)]
    wanted = [("PostgreSQL 14 is too old.", "Use PostgreSQL 15 or newer.", True)]
    assert told == (wanted if old else [])


def test_a_mail_server_that_takes_nothing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    port = free_port()
    monkeypatch.setenv("ENTREPAIRS_MAIL_HOST", "127.0.0.1")
    monkeypatch.setenv("ENTREPAIRS_MAIL_PORT", str(port))
    monkeypatch.setenv("ENTREPAIRS_MAIL_SECURITY", "none")
    [found] = doctor._mail()
    assert found.grave
    assert f"127.0.0.1:{port} does not take us" in found.what

    class Refusing(smtplib.SMTP):
        def __init__(self, *_: Any, **__: Any) -> None:
            raise smtplib.SMTPAuthenticationError(535, b"wrong password")

    monkeypatch.setattr(smtplib, "SMTP", Refusing)
    [found] = doctor._mail()
    assert (found.grave, "wrong password" in found.what) == (True, True)


def test_that_no_mail_leaves_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ENTREPAIRS_MAIL_HOST", raising=False)
    assert any("no notice is sent" in one.what for one in safety.unsafe_settings())
