"""A whole instance as an administrator runs it: started, asked, weighed, stopped."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from bench.networks import CHECKOUT, Network, cookies, environment

PATIENCE = 120.0


@dataclass
class Instance:
    """`entrepairs demo` on a data folder."""

    data: Path
    port: int
    process: "subprocess.Popen[bytes]"
    first_page_seconds: float = 0.0

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def get(self, path: str, session: str = "", encodings: str = "") -> "Answer":
        link = HTTPConnection("127.0.0.1", self.port, timeout=30)
        headers = {"Cookie": cookies(session)} | (
            {"Accept-Encoding": encodings} if encodings else {}
        )
        link.request("GET", path, headers=headers)
        got = link.getresponse()
        body = got.read()
        head = sum(len(name) + len(value) + 4 for name, value in got.getheaders())
        link.close()
        return Answer(got.status, len(body) + head + 17, body)

    def megabytes(self) -> dict[str, float]:
        """Memory of its processes, by program; what several share is divided among them."""
        found = {"program": 0.0, "PostgreSQL": 0.0}
        for pid in [self.process.pid, *descendants(self.process.pid)]:
            with suppress(OSError):
                words = Path(f"/proc/{pid}/cmdline").read_bytes()
                size = re.search(
                    r"^Pss:\s+(\d+) kB", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE
                )
                found["PostgreSQL" if b"postgres" in words.split(b"\0")[0] else "program"] += (
                    int(size[1]) / 1024 if size else 0.0
                )
        return found


@dataclass(frozen=True)
class Answer:
    status: int
    size: int  # on the wire, headers included
    body: bytes


def descendants(root: int) -> list[int]:
    parents: dict[int, int] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            parents[int(stat.parent.name)] = int(stat.read_text().rsplit(")", 1)[1].split()[1])
    found, ring = list[int](), [root]
    while ring:
        ring = [pid for pid, parent in parents.items() if parent in ring]
        found += ring
    return found


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def run_instance(network: Network, **settings: str) -> Iterator[Instance]:
    """Started, until its first page; stopped as an administrator would."""
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "entrepairs",
        "demo",
        "--data",
        str(network.data),
        "--port",
        str(port),
    ]
    start = time.monotonic()
    process = subprocess.Popen(
        command,
        cwd=CHECKOUT,
        env=environment(**settings),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    instance = Instance(network.data, port, process)
    try:
        while not _answers(instance):
            if process.poll() is not None or time.monotonic() - start > PATIENCE:
                raise SystemExit(
                    f"The instance does not start:\n{process.communicate()[1].decode()}"
                )
            time.sleep(0.005)
        instance.first_page_seconds = time.monotonic() - start
        yield instance
    finally:
        with suppress(ProcessLookupError):
            os.kill(process.pid, signal.SIGINT)
        process.communicate(timeout=PATIENCE)


def _answers(instance: Instance) -> bool:
    try:
        return instance.get("/").status == 200
    except (OSError, HTTPException):
        return False
