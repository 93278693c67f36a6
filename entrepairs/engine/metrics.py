"""What Prometheus reads of an instance: requests by the name of their route, jobs, room, backups.

Numbers of the machine and nothing of anybody: no path, no query, no row. On an address of its own,
for the machine that watches; off until somebody names that address.
"""

import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse

from entrepairs.engine.errors import Trouble
from entrepairs.engine.folder import DataFolder

ADDRESS = "ENTREPAIRS_METRICS"
KEPT_IN = "PROMETHEUS_MULTIPROC_DIR"  # where each process counts; read by prometheus_client
BUCKETS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
JOBS = """
select count(*) filter (where status = 'todo' and coalesce(scheduled_at, now()) <= now()),
  count(*) filter (where status = 'doing'), count(*) filter (where status = 'failed')
from procrastinate_jobs
"""


def listening() -> tuple[str, int]:
    """The address that is named, in two parts."""
    text = os.environ[ADDRESS]
    with suppress(ValueError):
        parts = urlsplit(f"//{text}")
        if parts.hostname and parts.port and not parts.path:
            return parts.hostname, parts.port
    raise Trouble(f"{ADDRESS} is no address: {text}.", "Write it as 127.0.0.1:9188.")


def begin(folder: DataFolder) -> None:
    """Counts begin at nothing. Before prometheus_client is imported, which looks once."""
    place = folder.root / "metrics"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(mode=0o700)
    os.environ[KEPT_IN] = str(place)


class MetricsMiddleware:
    """How long each answer took, by the name of its route and its status. First of all, so that it
    sees what the others answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        from prometheus_client import Histogram

        self.get_response = get_response
        self.seconds = Histogram(
            "entrepairs_request_seconds",
            "Until the answer begins",
            ["route", "status"],
            buckets=BUCKETS,
            registry=None,
        )

    def __call__(self, request: HttpRequest) -> HttpResponse:
        begun = time.perf_counter()
        response = self.get_response(request)
        match = request.resolver_match
        route = (match.view_name or "unnamed") if match else "none"
        self.seconds.labels(route, response.status_code).observe(time.perf_counter() - begun)
        return response


class State:
    """What is so at the moment of asking. What cannot be learnt is left out, and the database is
    said to be away."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def collect(self) -> Iterator[Any]:
        from django.db import DatabaseError

        figures = {"disk_free_bytes": float(shutil.disk_usage(self.root).free)}
        figures |= dict(self._backup())
        try:
            figures |= database()
            figures["database_up"] = 1
        except DatabaseError:
            figures["database_up"] = 0
        for name, value in figures.items():
            yield gauge(name, value)

    def _backup(self) -> Iterator[tuple[str, float]]:
        from entrepairs.engine.backup import LAST_MADE

        with suppress(FileNotFoundError):
            made = (self.root / LAST_MADE).stat().st_mtime
            yield "backup_age_seconds", max(0.0, time.time() - made)


def gauge(name: str, value: float) -> Any:
    from prometheus_client.core import GaugeMetricFamily

    return GaugeMetricFamily(f"entrepairs_{name}", name.replace("_", " "), value=value)


def database() -> dict[str, float]:
    """Its size as the role that logs in, then how many jobs there are."""
    from django.db import connection

    from entrepairs.core import hats

    try:
        with connection.cursor() as cursor:
            cursor.execute("select pg_database_size(current_database())")
            size = cursor.fetchone()
        with hats.system("how many jobs wait and failed"), connection.cursor() as cursor:
            cursor.execute(JOBS)
            jobs = cursor.fetchone()
    finally:
        connection.close()  # a thread of its own for each asking
    names = ("database_bytes", "jobs_waiting", "jobs_running", "jobs_failed")
    return dict(zip(names, map(float, (*(size or ()), *(jobs or ()))), strict=True))


def registry(root: Path) -> Any:
    """All processes together, and the state."""
    from prometheus_client import CollectorRegistry
    from prometheus_client.multiprocess import MultiProcessCollector

    made = CollectorRegistry()
    MultiProcessCollector(made)  # type: ignore[no-untyped-call]
    made.register(State(root))
    return made


def serve(host: str, port: int, root: Path) -> None:
    """Answer until told to stop."""
    import django
    from prometheus_client import make_wsgi_app

    django.setup()
    from entrepairs.engine import administration

    administration.serve(host, port, make_wsgi_app(registry(root)), root)


def work(root: Path) -> Callable[[], None]:
    return partial(serve, *listening(), root)
