"""The same page through each web server: what docs/decisions/ tells of the choice."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPException
from typing import Any

from bench.instance import Instance, descendants, free_port
from bench.load import Load, load
from bench.networks import CHECKOUT, Network, cookies, environment

WORKERS = 2
OURS = "from entrepairs.engine import web; web.load_to_share(); web.work('127.0.0.1', {port})()"


def commands(port: int) -> dict[str, list[str]]:
    """Each as its manual advises for pages that wait for a database."""
    at = f"127.0.0.1:{port}"
    return {
        "Granian, as we run it": ["-c", OURS.format(port=port)],
        "gunicorn, threads": [
            "-m",
            "gunicorn",
            "--preload",
            "-k",
            "gthread",
            "--threads",
            "8",
            "-w",
            str(WORKERS),
            "-b",
            at,
            "entrepairs.wsgi",
        ],
        "gunicorn, one page at a time": [
            "-m",
            "gunicorn",
            "--preload",
            "-w",
            str(WORKERS * 2),
            "-b",
            at,
            "entrepairs.wsgi",
        ],
        "uvicorn, asynchronous": [
            "-m",
            "uvicorn",
            "--workers",
            str(WORKERS),
            "--port",
            str(port),
            "--log-level",
            "warning",
            "bench.asgi:application",
        ],
    }


def compared(
    network: Network, page: tuple[str, str], connections: int, seconds: float
) -> dict[str, tuple[Load, float]]:
    """Pages a second and memory in use, for each."""
    from entrepairs.engine.attach import connected

    found = {}
    with connected(str(network.data), alone=True):
        import os

        addresses = {name: os.environ[name] for name in ("DATABASE_URL", "ENTREPAIRS_DATA")}
        for name in commands(0):
            port = free_port()
            with _serving(commands(port)[name], port, network, addresses) as instance:
                url, cookie = instance.url(page[0]), cookies(page[1])
                load(url, cookie, connections, 2)
                found[name] = (
                    load(url, cookie, connections, seconds),
                    instance.megabytes()["program"],
                )
    return found


@contextmanager
def _serving(
    command: list[str], port: int, network: Network, addresses: dict[str, str]
) -> Iterator[Instance]:
    settings: dict[str, Any] = {
        **addresses,
        "ENTREPAIRS_MODE": "demo",
        "DJANGO_SETTINGS_MODULE": "entrepairs.settings",
        "ENTREPAIRS_WEB_WORKERS": str(WORKERS),
    }
    process = subprocess.Popen(
        [sys.executable, *command],
        cwd=CHECKOUT,
        env=environment(**settings),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    instance = Instance(network.data, port, process)
    try:
        _wait(instance)
        yield instance
    finally:
        family = [process.pid, *descendants(process.pid)]
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            for pid in family:
                subprocess.run(["kill", "-9", str(pid)], check=False, capture_output=True)
            process.wait()


def _wait(instance: Instance) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            if instance.get("/healthz").status == 200:
                return
        except (OSError, HTTPException):
            time.sleep(0.05)
    raise SystemExit(f"{instance.process.args!r} does not answer")
