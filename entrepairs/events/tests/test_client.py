"""A real calendar client, in a process of its own, reads a programme over HTTP."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from wsgiref.simple_server import make_server

import pytest
from django.core.wsgi import get_wsgi_application
from icalendar import Calendar

from entrepairs.conftest import Network
from entrepairs.core import hats
from entrepairs.events.models import Event, Session
from entrepairs.events.tests.making import a_study_day, at
from entrepairs.tests.browser import Silent, Threads
from entrepairs.tests.calendar_client import CONFIG
from entrepairs.tests.committed import committed

__all__ = ["committed"]
pytestmark = pytest.mark.engine


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


@pytest.mark.nightly
def test_a_calendar_client_follows_a_programme(
    origin: str, committed: Network, tmp_path: Path
) -> None:
    day = a_study_day(committed.escale)
    (tmp_path / "phone").mkdir()
    (tmp_path / "config").write_text(
        CONFIG.format(folder=tmp_path, url=f"{origin}{day.path}calendar.ics")
    )
    command = [sys.executable, "-m", "vdirsyncer", "-c", str(tmp_path / "config")]

    def run(*words: str, **more: Any) -> None:
        env = {**os.environ, "NO_PROXY": "127.0.0.1"}
        subprocess.run(
            [*command, *words], check=True, capture_output=True, timeout=60, env=env, **more
        )

    def on_the_phone() -> dict[str, Any]:
        run("sync")
        files = (tmp_path / "phone").glob("*.ics")
        found = [Calendar.from_ical(path.read_bytes()).walk("VEVENT")[0] for path in files]
        return {str(entry["SUMMARY"]): entry for entry in found}

    run("discover", input=b"y\n")
    assert len(on_the_phone()) == 4

    with hats.system("test"):
        Session.objects.filter(kind="workshop").update(starts_at=at(14), ends_at=at(15))
    assert on_the_phone()["Écrire ensemble"]["DTSTART"].dt == at(14)

    with hats.system("test"):
        Session.objects.filter(kind="break").delete()
        Event.objects.filter(pk=day.pk).update(state="cancelled")
    found = on_the_phone()
    assert len(found) == 3
    assert {str(entry["STATUS"]) for entry in found.values()} == {"CANCELLED"}
