"""What Prometheus reads: numbers of the machine, from every process, and nothing of anybody."""

import re
import time
import urllib.request
from contextlib import suppress
from pathlib import Path
from urllib.error import HTTPError

import pytest
from django.db import OperationalError
from prometheus_client.parser import text_string_to_metric_families

from entrepairs.engine import metrics
from entrepairs.engine.backup import LAST_MADE
from entrepairs.engine.errors import Trouble
from entrepairs.engine.tests.conftest import Run, free_port, until

SECRET = "tellnobody0123456789abcdef"
Samples = dict[tuple[str, str, str], float]


def page(port: int, path: str) -> int:
    try:
        return int(urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=30).status)
    except HTTPError as error:
        return error.code


def read(port: int) -> tuple[str, Samples]:
    """As it is said, and by name, route and status."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=30) as answer:
        text = answer.read().decode()
    found = {
        (one.name, one.labels.get("route", ""), one.labels.get("status", "")): one.value
        for family in text_string_to_metric_families(text)
        for one in family.samples
        if not one.name.endswith("_bucket")
    }
    return text, found


@pytest.mark.nightly
@pytest.mark.engine
def test_requests_of_all_processes_are_counted_by_route_and_no_path_is_told(
    instance: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = free_port()
    (instance.data / LAST_MADE).touch()
    asked = {"ENTREPAIRS_METRICS": f"127.0.0.1:{port}", "ENTREPAIRS_WEB_WORKERS": "2"}
    settings = instance.settings | asked
    monkeypatch.setattr(Run, "settings", property(lambda _: settings))
    instance.answering()

    def answers() -> bool:
        with suppress(OSError):
            return bool(read(port)[0])
        return False

    until(answers, "the address of metrics")
    paths = (f"/calendar/feed/{SECRET}.ics", f"/?q={SECRET}", f"/{SECRET}/", "/metrics")
    answered = [page(instance.port, path) for path in paths * 5]
    assert answered[:4] == [404, 200, 404, 404]  # the public address has no metrics
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/?hl=en", timeout=30) as answer:
        assert "Every job was done, or will be" in answer.read().decode()
    text, found = read(port)
    counts = {key[1:]: n for key, n in found.items() if key[0].endswith("seconds_count")}
    assert counts["calendar:feed", "404"] == 5
    assert counts["none", "404"] == 10
    assert counts["home", "200"] == 5
    assert SECRET not in text
    assert all(re.fullmatch(r"[a-z_:]+", route) for route, _ in counts), counts
    labels = set(re.findall(r"(\w+)=\"", text))
    assert labels == {"route", "status", "le"}
    state = {key[0].removeprefix("entrepairs_"): n for key, n in found.items() if not key[1]}
    assert state["database_up"] == 1
    assert state["database_bytes"] > 1_000_000
    assert state["disk_free_bytes"] > 0
    assert 0 <= state["backup_age_seconds"] < 3600
    assert (state["jobs_failed"], "jobs_waiting" in state, "jobs_running" in state) == (0, 1, 1)


def test_a_database_that_is_away_is_told_and_the_rest_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away() -> dict[str, float]:
        raise OperationalError

    monkeypatch.setattr(metrics, "database", away)
    told = {family.name: family.samples[0].value for family in metrics.State(tmp_path).collect()}
    assert told["entrepairs_database_up"] == 0
    assert told["entrepairs_disk_free_bytes"] > 0
    assert "entrepairs_jobs_failed" not in told
    assert "entrepairs_backup_age_seconds" not in told  # none was made
    (tmp_path / LAST_MADE).touch()
    aged = {family.name: family.samples[0].value for family in metrics.State(tmp_path).collect()}
    assert 0 <= aged["entrepairs_backup_age_seconds"] < time.time()


@pytest.mark.parametrize("text", ["9188", "127.0.0.1", "http://127.0.0.1:9188", "a:b", "a:1/x"])
def test_an_address_that_is_none_is_said_to_be_none(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(metrics.ADDRESS, text)
    with pytest.raises(Trouble, match="is no address"):
        metrics.listening()


def test_an_address_may_be_of_ipv6(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(metrics.ADDRESS, "[::1]:9188")
    assert metrics.listening() == ("::1", 9188)
