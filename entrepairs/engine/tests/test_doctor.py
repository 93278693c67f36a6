"""What the doctor tells of the machine before people notice: its disk, its database, its mails."""

import datetime as dt
import shutil
import smtplib
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from entrepairs.core import hats
from entrepairs.engine import doctor, doctor_ways, safety
from entrepairs.engine.folder import DataFolder, new_push_key, write_private
from entrepairs.engine.tests.conftest import free_port
from entrepairs.notices.models import WayOfDay
from entrepairs.vocabulary.models import HelpNumber


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
    assert any("and none is sent" in one.what for one in safety.unsafe_settings())


def test_a_key_of_notifications_that_is_missing_or_cut_is_told(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ENTREPAIRS_PUSH_KEY", raising=False)
    folder.keys.mkdir()
    for key, told in (("", 1), (new_push_key()[:20], 1), ("é", 1), (new_push_key(), 0)):
        write_private(folder.keys / "push_key", key)
        assert len(list(doctor_ways.settings_of_ways(folder))) == told
    monkeypatch.setenv("ENTREPAIRS_OFFLINE", "off")
    [found] = doctor_ways.settings_of_ways(folder)
    assert ("OFFLINE is off" in found.what, found.grave) == (True, False)


def test_a_gateway_that_is_set_wrong_keeps_the_site_from_starting(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ENTREPAIRS_SMS_URL", "https://gateway.example/{to}?key=SECRET")
    found = [one for one in safety.unsafe_settings() if "SMS" in one.what]
    assert [one.grave for one in found] == [True]
    assert "{text}" in found[0].what
    assert "SECRET" not in found[0].what + found[0].mend


class AsPsycopg:
    """A cursor of Django, asked as a connection of psycopg is."""

    def __init__(self, cursor: Any) -> None:
        self.cursor = cursor

    def execute(self, statement: str, values: Any = ()) -> Any:
        self.cursor.execute(statement, values)
        return self.cursor


def told_of(*rows: WayOfDay) -> list[tuple[str, bool]]:
    with hats.system("test"), connection.cursor() as cursor:
        WayOfDay.objects.all().delete()
        WayOfDay.objects.bulk_create(rows)
        link: Any = AsPsycopg(cursor)
        return [(one.what, one.grave) for one in doctor_ways.what_left(link)]


def test_what_did_not_leave_these_days_is_told_and_what_is_long_past_is_not(db: None) -> None:
    today = timezone.localdate()
    days = [today - dt.timedelta(days=number) for number in (0, 1, 20)]
    right = WayOfDay(way="push", day=days[0], sent=3)
    some = WayOfDay(way="email", day=days[0], sent=1, failed=2, trouble="TimeoutError")
    none = WayOfDay(way="sms", day=days[1], failed=4, trouble="gateway answered 401")
    past = WayOfDay(way="push", day=days[2], failed=9, trouble="x")
    assert told_of(right, past) == []
    found = told_of(right, some, none)
    assert found == [
        ("by email: 1 left and 2 did not in 7 days (last: TimeoutError).", False),
        ("by text message: 0 left and 4 did not in 7 days (last: gateway answered 401).", True),
    ]


def test_a_month_whose_money_is_spent_is_told(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    spent = WayOfDay(way="sms", day=timezone.localdate(), sent=1, cost=Decimal("19.95"))
    assert told_of(spent) == []  # no gateway any more
    monkeypatch.setenv("ENTREPAIRS_SMS_COMMAND", "true {to} {text}")
    [(what, grave)] = told_of(spent)
    assert "may cost this month (20) is spent: 19.95" in what
    assert not grave
    monkeypatch.setenv("ENTREPAIRS_SMS_MONTHLY_CAP", "50")
    assert told_of(WayOfDay(way="sms", day=timezone.localdate(), cost=Decimal("19.95"))) == []


def test_numbers_of_help_that_nobody_checked_for_a_year_are_told(db: None) -> None:
    with hats.system("test"), connection.cursor() as cursor:
        link: Any = AsPsycopg(cursor)
        every = HelpNumber.objects.count()
        fresh, old = list(doctor._help_numbers(link, 40_000)), list(doctor._help_numbers(link, 0))
        assert fresh == []
        assert [one.grave for one in old] == [False]
        assert old[0].what.startswith(f"{every} were last checked")
        assert "112" in old[0].what
        year_ago = timezone.localdate() - dt.timedelta(days=365)
        HelpNumber.objects.update(checked_on=year_ago + dt.timedelta(days=2))
        assert list(doctor._help_numbers(link)) == []
        HelpNumber.objects.filter(key="fr_112").update(checked_on=year_ago)
        [one] = doctor._help_numbers(link)
        assert one.what == "1 were last checked over 365 days ago: FR 112."
