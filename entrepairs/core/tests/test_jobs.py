"""Jobs are queued with the change that asks for them, and done by a worker that has no right of its
own."""

import asyncio
import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.core import mail
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.utils import connector_params
from procrastinate.psycopg_connector import PsycopgConnector

from entrepairs.conversations.notice_kinds import MESSAGE
from entrepairs.core import hats, jobs
from entrepairs.notices.actions import tell
from entrepairs.notices.jobs import send_notices
from entrepairs.notices.models import Notice
from entrepairs.notices.tests.addresses import give_address
from entrepairs.tests.committed import committed

__all__ = ["committed"]


def queued() -> list[tuple[str, str]]:
    with hats.system("test"), connection.cursor() as cursor:
        cursor.execute("select task_name, status::text from procrastinate_jobs order by id")
        return list(cursor.fetchall())


def work() -> None:
    """Do what is queued, as the worker does: its own connections wear the system hat for the
    queue's tables."""
    params = connector_params("default") | {"options": "-c role=entrepairs_system"}

    async def run() -> None:
        with app.replace_connector(PsycopgConnector(kwargs=params, min_size=1, max_size=2)):
            async with app.open_async():
                await app.run_worker_async(
                    wait=False, install_signal_handlers=False, listen_notify=False
                )

    with ThreadPoolExecutor(1) as thread:  # a browser's loop may run in this one
        thread.submit(asyncio.run, run()).result()


def test_a_job_is_queued_under_any_hat_with_the_change_and_not_without(amel: Any) -> None:
    with hats.person(amel.pk):
        assert jobs.defer(send_notices, timestamp=0)
        assert hats.worn() == hats.Hat("person", amel.pk)
    with hats.person(amel.pk):
        jobs.defer(send_notices, alone="other", timestamp=0)
        transaction.set_rollback(True)
    assert queued() == [("entrepairs.notices.jobs.send_notices", "todo")]


def test_a_job_that_waits_alone_is_not_queued_again(amel: Any) -> None:
    with hats.person(amel.pk):
        assert jobs.defer(send_notices, alone="mails", timestamp=0)
        assert not jobs.defer(send_notices, alone="mails", timestamp=0)
        assert hats.worn() == hats.Hat("person", amel.pk)
    assert len(queued()) == 1


def test_a_person_cannot_touch_the_queue(amel: Any) -> None:
    with pytest.raises(ProgrammingError), hats.person(amel.pk), connection.cursor() as cursor:
        cursor.execute("select * from procrastinate_jobs")


def test_a_worker_does_what_is_queued(committed: Any, settings: Any, monkeypatch: Any) -> None:
    settings.ORIGIN = "https://pairs.example"
    amel = committed.people["Amel"]
    give_address(amel)
    noon = timezone.now().replace(hour=12)
    with hats.system("test"):
        tell(person=amel, kind=MESSAGE, about="x", path="/")
        Notice.objects.update(
            told_at=noon - dt.timedelta(hours=1), due_at=noon - dt.timedelta(hours=1)
        )
        jobs.defer(send_notices, timestamp=0)
    monkeypatch.setattr("django.utils.timezone.now", lambda: noon)
    work()
    assert [sent.to for sent in mail.outbox] == [["amel@mail.example"]]
    assert queued()[0] == (
        "entrepairs.notices.jobs.send_notices",
        "succeeded",
    )  # then those of every few minutes


def test_the_sweeping_of_the_queue_can_be_done_by_a_worker(committed: Any) -> None:
    with hats.system("test"):
        jobs.defer(jobs.forget_old_jobs, timestamp=0)
        jobs.defer(jobs.take_up_lost_jobs, timestamp=0)
    work()
    assert [status for _name, status in queued()[:2]] == ["succeeded"] * 2


def test_what_a_killed_worker_had_begun_is_taken_up(committed: Any) -> None:
    with hats.system("test"), connection.cursor() as cursor:
        jobs.defer(send_notices, timestamp=0)
        cursor.execute(
            "insert into procrastinate_workers (last_heartbeat) values (now() - interval '1 "
            "hour') returning id"
        )
        (worker,) = cursor.fetchone()
        cursor.execute("update procrastinate_jobs set status = 'doing', worker_id = %s", [worker])
        jobs.defer(jobs.take_up_lost_jobs, timestamp=0)
    work()
    work()
    assert "doing" not in {status for _name, status in queued()}
    assert ("entrepairs.notices.jobs.send_notices", "succeeded") in queued()


def test_a_worker_goes_on_when_a_job_of_every_few_minutes_waits_still(committed: Any) -> None:
    """It asks the database which job was there twice; row security would keep the answer from it,
    and stop it."""
    with hats.system("test"):
        for task in app.periodic_registry.periodic_tasks.values():
            jobs.defer(task.task, timestamp=0)
    work()
    assert {status for _name, status in queued()[:3]} == {"succeeded"}


def test_what_is_done_every_few_minutes_or_every_night_is_known() -> None:
    known = {task.task.name: task.cron for task in app.periodic_registry.periodic_tasks.values()}
    assert known["entrepairs.notices.jobs.send_notices"] == "*/5 * * * *"
    assert {
        "entrepairs.core.jobs.forget_old_jobs",
        "entrepairs.core.jobs.take_up_lost_jobs",
    } <= set(known)
