"""The whole instance: what starts together stops together, and nothing that was saved is lost."""

import os
import pty
import signal
import socket
import subprocess
import sys
from contextlib import closing, suppress

import psycopg
import pytest

from entrepairs import testing
from entrepairs.engine.address import LOGIN, database_url
from entrepairs.engine.folder import DataFolder
from entrepairs.engine.tests.conftest import CHECKOUT, Run, descendants, lives, until

pytestmark = pytest.mark.engine


def test_a_second_run_on_one_data_folder_says_so_and_stops(instance: Run) -> None:
    instance.answering()
    second = Run(instance.data, instance.static)
    process = second.start()
    said = second.said_until_its_end()
    assert process.returncode == 1
    assert f"already runs on the data folder {instance.data.resolve()}" in said
    assert str(instance.port) in said
    assert instance.answers()


@pytest.mark.nightly
@pytest.mark.parametrize("order", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_it_stops_web_jobs_and_database_when_asked(instance: Run, order: signal.Signals) -> None:
    process = instance.answering().process
    assert process is not None
    everything = instance.processes()
    assert len(everything) > 6
    process.send_signal(order)
    said = instance.said_until_its_end()
    assert process.returncode == 0, said
    assert [pid for pid in everything if lives(pid)] == []
    assert not (
        instance.data / "postgres" / "postmaster.pid"
    ).exists()  # PostgreSQL’s own sign of an orderly end


@pytest.mark.nightly
def test_it_stops_when_its_terminal_is_lost(instance: Run) -> None:
    ours, theirs = pty.openpty()
    arguments = ["serve", "--data", str(instance.data), "--port", str(instance.port)]
    # setsid --ctty: the terminal is the one of the process, as of any command typed in a window
    process = subprocess.Popen(
        ["setsid", "--ctty", "--wait", sys.executable, "-m", "entrepairs", *arguments],
        cwd=CHECKOUT,
        env=testing.environment(**instance.settings),
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    until(instance.answers, "a first page")
    postgres = instance.postgres.status()[0]
    everything = [postgres, *descendants(process.pid)]
    os.close(ours)
    until(lambda: not any(map(lives, everything)), "the end of every process")
    process.wait(60)


def save_a_row(instance: Run) -> None:
    with psycopg.connect(instance.owner) as link:
        link.execute("create table if not exists kept (what text)")
        link.execute("insert into kept values ('answered: saved')")


def rows(instance: Run) -> list[tuple[str]]:
    with psycopg.connect(instance.owner) as link:
        return link.execute("select what from kept").fetchall()


def test_after_kill_9_of_everything_it_starts_again_with_what_was_saved(instance: Run) -> None:
    instance.answering()
    save_a_row(instance)
    instance.kill_everything()
    instance.answering()
    assert rows(instance) == [("answered: saved",)]


@pytest.mark.nightly
def test_when_only_the_parent_is_killed_web_and_jobs_end_and_the_next_run_adopts_the_database(
    instance: Run,
) -> None:
    process = instance.answering().process
    assert process is not None
    save_a_row(instance)
    postgres = instance.postgres.status()[0]
    rest = [
        pid
        for pid in descendants(process.pid)
        if pid != postgres and pid not in descendants(postgres)
    ]
    assert len(rest) >= 3
    process.kill()
    process.wait()
    until(lambda: not any(map(lives, rest)), "the end of web and jobs")
    instance.process = None
    instance.answering()
    assert instance.postgres.status()[0] == postgres
    assert rows(instance) == [("answered: saved",)]


@pytest.mark.nightly
def test_what_dies_is_started_again(instance: Run) -> None:
    process = instance.answering().process
    assert process is not None
    postgres = instance.postgres.status()[0]
    database = {postgres, *descendants(postgres)}
    others = [pid for pid in descendants(process.pid) if pid not in database]
    for pid in others:
        with suppress(ProcessLookupError):  # one of them may end by itself when its parent is gone
            os.kill(pid, signal.SIGKILL)
    until(lambda: not any(map(lives, others)) and instance.answers(), "a page from new processes")
    os.kill(postgres, signal.SIGKILL)
    until(lambda: instance.postgres.status()[0] not in (0, postgres), "a new database server")
    until(instance.answers, "a page from the new database server")
    assert process.poll() is None


@pytest.mark.nightly
def test_a_port_that_is_taken_is_told(instance: Run) -> None:
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", instance.port))
        taken.listen()
        process = instance.start()
        said = instance.said_until_its_end()
    assert process.returncode == 1
    assert f"Port {instance.port}" in said
    assert f"PORT={instance.port + 1}" in said
    assert instance.postgres.status() == (0, "")


DEFER = """
import django; django.setup()
from entrepairs.core.jobs import forget_old_jobs
from entrepairs.core import hats
with hats.system("a test queues a job"):
    forget_old_jobs.defer(timestamp=0)
"""


def test_a_job_is_done_soon_after_it_is_queued(instance: Run) -> None:
    instance.answering()
    folder = DataFolder(instance.data.resolve())
    settings = testing.environment(
        DJANGO_SETTINGS_MODULE="entrepairs.settings",
        ENTREPAIRS_DATA=str(folder.root),
        DATABASE_URL=database_url(folder, LOGIN),
    )
    subprocess.run([sys.executable, "-c", DEFER], cwd=CHECKOUT, env=settings, check=True)

    def done() -> bool:
        with psycopg.connect(instance.owner) as link:
            found = link.execute(
                "select 1 from procrastinate_jobs where status = 'succeeded'"
            ).fetchone()
            return found is not None

    until(done, "a job that succeeded")
