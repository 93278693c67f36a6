"""A real calendar client, in a process of its own, reads the private feed over HTTP."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any
from uuid import uuid4
from wsgiref.simple_server import make_server

import pytest
from django.core.wsgi import get_wsgi_application
from django.utils import timezone
from icalendar import Calendar

from entrepairs.calendar import actions, queries
from entrepairs.conftest import Network
from entrepairs.core import hats
from entrepairs.meetings.actions import planning
from entrepairs.meetings.tests.making import DAY, a_meeting
from entrepairs.tests.browser import Silent, Threads
from entrepairs.tests.calendar_client import CONFIG
from entrepairs.tests.committed import committed

__all__ = ["committed"]
pytestmark = pytest.mark.engine

Sync = Callable[[], Any]


@pytest.fixture
def origin(committed: Network) -> Iterator[str]:
    server = make_server(
        "127.0.0.1", 0, get_wsgi_application(), server_class=Threads, handler_class=Silent
    )
    thread = threading.Thread(
        target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
    )
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def sync(origin: str, committed: Network, tmp_path: Path) -> Sync:
    """Brings Amel's phone up to date, and gives what is on it."""
    amel = committed.people["Amel"]
    with hats.person(amel.pk):
        actions.make_calendar(once=uuid4(), by=amel)
        url = f"{origin}/calendar/feed/{queries.my_feed_token()}.ics"
    (tmp_path / "phone").mkdir()
    (tmp_path / "config").write_text(CONFIG.format(folder=tmp_path, url=url))
    command = [sys.executable, "-m", "vdirsyncer", "-c", str(tmp_path / "config")]
    run = partial(
        subprocess.run,
        check=True,
        capture_output=True,
        timeout=60,
        env={**os.environ, "NO_PROXY": "127.0.0.1"},
    )
    run([*command, "discover"], input=b"y\n")

    def bring() -> list[Any]:
        run([*command, "sync"])
        files = (tmp_path / "phone").glob("*.ics")
        return [Calendar.from_ical(path.read_bytes()).walk("VEVENT")[0] for path in files]

    return bring


def test_a_calendar_client_follows_a_meeting_until_its_address_is_removed(
    sync: Sync, committed: Network
) -> None:
    amel, bruno = committed.people["Amel"], committed.people["Bruno"]
    meeting = a_meeting(committed.pair, amel, 3 * DAY, title="Balade")
    with hats.person(bruno.pk):
        planning.accept_meeting(meeting=meeting, once=uuid4(), by=bruno)
    [event] = sync()
    assert (str(event["STATUS"]), str(event["SUMMARY"])) == ("CONFIRMED", "Balade, avec Bruno")
    assert event["DTSTART"].dt == meeting.starts_at.replace(microsecond=0)

    later = timezone.now().replace(microsecond=0) + 5 * DAY
    with hats.person(bruno.pk):
        planning.propose_other_time(
            meeting=meeting,
            title="Balade",
            starts_at=later,
            minutes=45,
            time_zone="Europe/Paris",
            means="phone",
            where="06 12 34 56 78",
            once=uuid4(),
            by=bruno,
        )
    [event] = sync()
    assert (str(event["STATUS"]), event["SEQUENCE"], event["DTSTART"].dt) == ("TENTATIVE", 1, later)

    with hats.person(amel.pk):
        planning.cancel_meeting(meeting=meeting, once=uuid4(), by=amel)
    [event] = sync()
    assert str(event["STATUS"]) == "CANCELLED"

    with hats.person(amel.pk):
        actions.remove_calendar(once=uuid4(), by=amel)
    with pytest.raises(subprocess.CalledProcessError) as refused:
        sync()
    assert b"Not Found" in refused.value.stderr
