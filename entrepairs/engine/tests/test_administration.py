"""The page of an administrator, at the address of the metrics: kinds of jobs, and nobody."""

import json
from typing import Any

import pytest
from django.db import OperationalError, connection

from entrepairs.conftest import Network
from entrepairs.core import hats
from entrepairs.engine import administration
from entrepairs.tests.committed import committed

__all__ = ["committed"]
GIVEN_UP = """
insert into procrastinate_jobs (queue_name, task_name, queueing_lock, args, status, scheduled_at)
values ('default', %s, %s, %s, 'failed', now())
"""


def ask(method: str, path: str = "/", **more: str) -> tuple[str, str]:
    """The status, and the page."""
    told: list[str] = []

    def start(status: str, _headers: list[tuple[str, str]]) -> None:
        told.append(status)

    def metrics(_environ: Any, start: Any) -> list[bytes]:
        start("200 OK", [])
        return [b"entrepairs_database_up 1"]

    environ = {"REQUEST_METHOD": method, "PATH_INFO": path, **more}
    page = b"".join(administration.beside(metrics)(environ, start)).decode()
    return told[0], page


def give_up(name: str, **args: Any) -> None:
    with hats.system("test"), connection.cursor() as cursor:
        cursor.execute(GIVEN_UP, [f"entrepairs.notices.jobs.{name}", name, json.dumps(args)])


def states() -> list[tuple[str, str]]:
    with hats.system("test"), connection.cursor() as cursor:
        cursor.execute("select task_name, status::text from procrastinate_jobs order by 1")
        return list(cursor.fetchall())


def test_what_was_given_up_is_told_by_kind_and_tried_again(committed: Network) -> None:
    assert "Every job was done, or will be" in ask("GET")[1]
    give_up("mail_person", person="tellnobody@mail.example")
    status, page = ask("GET")
    assert status == "200 OK"
    assert "<td>entrepairs.notices.jobs.mail_person<td>1<td>" in page
    assert "tellnobody" not in page
    assert states() == [("entrepairs.notices.jobs.mail_person", "failed")]
    status, page = ask("POST", HTTP_HOST="10.0.0.5:9188", HTTP_ORIGIN="http://10.0.0.5:9188")
    assert "Tried again: 1. Forgotten, for they come back by themselves: 0." in page
    assert "Every job was done, or will be" in page
    assert states() == [("entrepairs.notices.jobs.mail_person", "todo")]


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

    monkeypatch.setattr(administration, "ask_queue", away)
    assert ask("GET") == ("503 Service Unavailable", "The database is away.")


def test_other_addresses_there_are_of_the_metrics() -> None:
    assert ask("GET", "/metrics") == ("200 OK", "entrepairs_database_up 1")
