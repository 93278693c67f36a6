"""The page of an administrator, at the address of the metrics: figures, and nobody."""

import json
import re
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Any
from wsgiref.util import setup_testing_defaults

import pytest
from allauth.account.models import EmailAddress
from django.db import OperationalError, connection
from django.utils import timezone

from entrepairs.accounts.models import Account
from entrepairs.conftest import Network
from entrepairs.core import hats
from entrepairs.engine import administration, assets
from entrepairs.engine.backup import LAST_MADE
from entrepairs.notices.models import Notice, WayOfDay
from entrepairs.people.models import Person
from entrepairs.tests.committed import committed

__all__ = ["committed"]
GIVEN_UP = """
insert into procrastinate_jobs (queue_name, task_name, queueing_lock, args, status, scheduled_at)
values ('default', %s, %s, %s, 'failed', now())
"""


HERE = Path(tempfile.gettempdir())


def ask(method: str, path: str = "/", *, root: Path = HERE, **more: str) -> tuple[str, str]:
    """The status, and the page."""
    told: list[str] = []

    def start(status: str, _headers: list[tuple[str, str]]) -> None:
        told.append(status)

    def metrics(_environ: Any, start: Any) -> list[bytes]:
        start("200 OK", [])
        return [b"entrepairs_database_up 1"]

    environ: dict[str, Any] = {"REQUEST_METHOD": method, "PATH_INFO": path}
    environ |= {"HTTP_ACCEPT_LANGUAGE": "en", **more}
    setup_testing_defaults(environ)
    there = administration.beside(metrics, root)
    page = b"".join(there(environ, start)).decode()
    return told[0], re.sub(r"\s+", " ", page)


def give_up(name: str, **args: Any) -> None:
    with hats.system("test"), connection.cursor() as cursor:
        cursor.execute(GIVEN_UP, [f"entrepairs.notices.jobs.{name}", name, json.dumps(args)])


def states() -> list[tuple[str, str]]:
    with hats.system("test"), connection.cursor() as cursor:
        cursor.execute("select task_name, status::text from procrastinate_jobs order by 1")
        return list(cursor.fetchall())


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A data folder whose backup is of this minute."""
    assets.compile_messages()
    (tmp_path / LAST_MADE).touch()
    return tmp_path


def test_what_was_given_up_is_told_by_kind_and_tried_again(committed: Network, root: Path) -> None:
    page = ask("GET", root=root)[1]
    assert "Every job was done, or will be" in page
    assert "Nothing to repair" in page
    give_up("mail_person", person="tellnobody@mail.example")
    status, page = ask("GET", root=root)
    assert status == "200 OK"
    assert '<th scope="row">entrepairs.notices.jobs.mail_person</th><td>1</td>' in page
    assert '<li><a href="#jobs">Jobs that were given up</a></li>' in page
    assert "tellnobody" not in page
    assert states() == [("entrepairs.notices.jobs.mail_person", "failed")]
    mine = {"HTTP_HOST": "10.0.0.5:9188", "HTTP_ORIGIN": "http://10.0.0.5:9188"}
    status, page = ask("POST", root=root, **mine)
    assert "Tried again: 1. Forgotten, because they come back by themselves: 0." in page
    assert "Every job was done, or will be" in page
    assert states() == [("entrepairs.notices.jobs.mail_person", "todo")]


@pytest.mark.parametrize(
    ("language", "ways", "waits", "backups"),
    [
        ("en", "Notifications that do not leave", "At least 11 people", "No backup was made yet"),
        ("fr", "Notifications qui ne partent pas", "Au moins 11 personnes", "Aucune sauvegarde"),
    ],
)
def test_what_does_not_leave_who_waits_and_no_backup_are_told_first(
    committed: Network, root: Path, language: str, ways: str, waits: str, backups: str
) -> None:
    let_wait(10)
    few = ask("GET", root=root, QUERY_STRING=f"hl={language}")[1]
    assert waits not in few
    let_wait(1)
    (root / LAST_MADE).unlink()
    with hats.system("test"):
        WayOfDay.objects.create(
            way="email", day=timezone.localdate(), sent=3, failed=2, cost=0, trouble="Refused"
        )
    page = ask("GET", root=root, HTTP_ACCEPT_LANGUAGE=language)[1]
    assert f'lang="{language}"' in page
    first, _, _rest = page.partition("<section")
    assert (ways in first, backups in page, waits in page) == (True, True, True)
    assert re.findall(r'href="#(\w+)"', first) == ["ways", "waits", "backups"]
    assert "<td>3</td><td>2</td><td>Refused</td>" in page
    assert "P1" not in page


def let_wait(number: int) -> None:
    """So many people more have had something to be told of for two days, and an address."""
    with hats.system("test"):
        for one in range(number):
            person = Person.objects.create(name=f"P1{one}")
            account = Account.objects.create(
                person=person, username=person.key, email=f"{person.key}@mail.example"
            )
            EmailAddress.objects.create(user=account, email=account.email, verified=True)
            Notice.objects.create(
                person=person, kind="message", about="a", due_at=timezone.now() - timedelta(days=2)
            )


def test_no_other_site_presses_its_button(committed: Network) -> None:
    give_up("mail_person", person=7)
    for origin in ("https://elsewhere.example", "null", ""):
        status, page = ask("POST", HTTP_HOST="10.0.0.5:9188", HTTP_ORIGIN=origin)
        assert status == "403 Forbidden"
        assert "Tried again" not in page
    assert states() == [("entrepairs.notices.jobs.mail_person", "failed")]


def test_a_database_that_is_away_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def away(_link: Any) -> Any:
        raise OperationalError

    monkeypatch.setattr(administration, "ask_database", away)
    assert ask("GET") == ("503 Service Unavailable", "The database is away.")


def test_other_addresses_there_are_of_the_metrics() -> None:
    assert ask("GET", "/metrics") == ("200 OK", "entrepairs_database_up 1")
