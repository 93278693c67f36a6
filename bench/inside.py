"""Server time of the main pages, measured inside one process, pinned on one core with its database.

Run as a program on a data folder: writes what it found as JSON. Statements and rows read do not
depend on how busy the machine is; times do.
"""

import argparse
import io
import json
import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.networks import Network, cookies

Application = Callable[[dict[str, Any], Callable[..., Any]], Any]


@dataclass
class Measure:
    """What one page came to."""

    status: set[int] = field(default_factory=set)
    ms: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)  # of Python alone
    queries: int = 0  # at most, until the last byte
    rows: int = 0  # read from tables of people's lives, a view
    scanned: int = 0  # of these, by reading a whole table


def make_environ(path: str, session: str) -> dict[str, Any]:
    return {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path.partition("?")[0],
        "QUERY_STRING": path.partition("?")[2],
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": "127.0.0.1",
        "HTTP_COOKIE": cookies(session),
        "HTTP_ACCEPT_ENCODING": "gzip, br",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
    }


def visit_page(
    application: Application,
    path: str,
    session: str,
    measure: Measure,
    at_end: Callable[[], None] = lambda: None,
) -> None:
    """One view, until its last byte; what is done after the answer is not the visitor's wait."""
    given = make_environ(path, session)
    start, cpu = time.perf_counter(), time.process_time()
    answer = application(given, lambda status, headers: measure.status.add(int(status.split()[0])))
    b"".join(answer)
    measure.ms.append((time.perf_counter() - start) * 1000)
    measure.cpu.append((time.process_time() - cpu) * 1000)
    at_end()
    answer.close()


def count_queries(application: Application, path: str, session: str, measure: Measure) -> None:
    from django.db import connection

    counted: list[str] = []

    def see(execute: Any, sql: str, *rest: Any) -> Any:
        counted.append(sql)
        return execute(sql, *rest)

    def close() -> None:
        measure.queries = max(measure.queries, len(counted))

    with connection.execute_wrapper(see):
        visit_page(application, path, session, Measure(), at_end=close)


def rows_read(link: Any) -> tuple[int, int]:
    """Rows of our tables read so far: all, and by reading whole tables.

    The vocabulary is small and read anyhow.
    """
    read, scanned = link.execute(
        "select coalesce(sum(seq_tup_read + coalesce(idx_tup_fetch, 0)), 0)::bigint, "
        "coalesce(sum(seq_tup_read), 0)::bigint"
        " from pg_stat_user_tables where relname not like 'vocabulary%' and relname not like "
        "'people_organisation'"
    ).fetchone()
    return read, scanned


def hang_up() -> None:
    """Connections tell their figures when they end."""
    from django.db import connection

    pooled: Any = connection
    pooled.close_pool()
    time.sleep(0.2)


def measure_page(
    application: Application, views: list[list[str]], rounds: int, link: Any
) -> Measure:
    measure = Measure()
    for _ in range(2):  # plans are made, caches filled
        for path, session in views[:6]:
            visit_page(application, path, session, Measure())
    for path, session in views:
        count_queries(application, path, session, measure)
    hang_up()
    before = rows_read(link)
    for path, session in views:
        visit_page(application, path, session, Measure())
    hang_up()
    after = rows_read(link)
    measure.rows, measure.scanned = (
        (b - a) // len(views) for a, b in zip(before, after, strict=True)
    )
    for _ in range(rounds + 1):
        for path, session in views:
            visit_page(application, path, session, measure)
    measure.ms, measure.cpu = (
        measure.ms[len(views) :],
        measure.cpu[len(views) :],
    )  # the connection was new
    return measure


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("--views", type=int, default=300, help="of each page")
    options = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(
            0, {max(os.sched_getaffinity(0))}
        )  # the database, started below, stays there too
    os.environ |= {"ENTREPAIRS_MODE": "demo", "DJANGO_SETTINGS_MODULE": "entrepairs.settings"}
    from entrepairs.engine import assets
    from entrepairs.engine.attach import connected

    with connected(str(options.data), alone=True) as cluster:
        import django
        import psycopg

        django.setup()
        if not assets.are_current():
            assets.make()
        from entrepairs.engine.address import DATABASE
        from entrepairs.engine.roles import with_database
        from entrepairs.wsgi import application

        assert cluster is not None
        found = {}
        with psycopg.connect(with_database(cluster, DATABASE), autocommit=True) as link:
            for name, views in Network(0, options.data).read()["pages"].items():
                measure = measure_page(
                    application, views, max(options.views // max(len(views), 1), 2), link
                )
                found[name] = {**vars(measure), "status": sorted(measure.status)}
    print(json.dumps(found))


if __name__ == "__main__":
    main()
