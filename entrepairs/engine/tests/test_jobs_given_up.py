"""Jobs that were given up: told by the doctor and by `entrepairs jobs`, done again when asked."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest

from entrepairs.engine.address import OWNER, database_url
from entrepairs.engine.folder import DataFolder
from entrepairs.engine.postgres import EmbeddedPostgres
from entrepairs.engine.tests.conftest import entrepairs

pytestmark = pytest.mark.engine
SAFE = {"ENTREPAIRS_HOSTS": "localhost", "ENTREPAIRS_ORIGIN": "http://localhost"}
GIVEN_UP = """
insert into procrastinate_jobs (queue_name, task_name, queueing_lock, args, status, scheduled_at)
values ('default', %s, %s, %s, 'failed', now())
"""


@contextmanager
def as_owner(data: Path) -> Iterator[psycopg.Connection[Any]]:
    folder = DataFolder(data.resolve())
    server = EmbeddedPostgres(folder)
    server.start()
    try:
        with psycopg.connect(database_url(folder, OWNER)) as link:
            yield link
    finally:
        server.stop()


@pytest.mark.nightly
def test_what_was_given_up_is_told_and_done_again(copy: Path) -> None:
    with as_owner(copy) as link:
        for name, args in (("mail_person", {"person": 7}), ("mail_notices", {"timestamp": 1})):
            job = f"entrepairs.notices.jobs.{name}"
            link.execute(GIVEN_UP, [job, name, json.dumps(args)])
    told = entrepairs("doctor", "--data", str(copy), **SAFE).stdout
    assert "Given up 1 times since" in told
    assert "mail_person (about 7)" in told
    listed = entrepairs("jobs", "--data", str(copy)).stderr
    assert "1 × entrepairs.notices.jobs.mail_person (7)" in listed
    said = entrepairs("jobs", "--retry", "--data", str(copy)).stderr
    assert "Tried again: 1. Forgotten, for they come back by themselves: 1." in said
    with as_owner(copy) as link:
        rows = link.execute("select task_name, status::text, attempts from procrastinate_jobs")
        assert rows.fetchall() == [("entrepairs.notices.jobs.mail_person", "todo", 0)]
    assert "Given up" not in entrepairs("doctor", "--data", str(copy), **SAFE).stdout
