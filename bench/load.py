"""Load generator: one page again and again, over some connections; wrk if there is one.

Run as a program it is a small generator of its own: address, cookie, connections, seconds.
"""

import json
import re
import selectors
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from bench.networks import run_module
from bench.table import quantile

ENCODINGS = "gzip, br"


@dataclass(frozen=True, slots=True)
class Load:
    """What came of it."""

    per_second: float
    median_ms: float
    late_ms: float  # 99 of 100 answers came before
    failed: int


def load_page(url: str, cookie: str, connections: int, seconds: float) -> Load:
    if shutil.which("wrk"):
        return _load_with_wrk(url, cookie, connections, seconds)
    return Load(
        *json.loads(
            run_module("bench.load", url, cookie, str(connections), str(seconds), capture=True)
        )
    )


def _load_with_wrk(url: str, cookie: str, connections: int, seconds: float) -> Load:
    command = [
        "wrk",
        "-t1",
        f"-c{connections}",
        f"-d{max(round(seconds), 1)}s",
        "--latency",
        "--timeout",
        "30s",
    ]
    command += ["-H", f"Cookie: {cookie}", "-H", f"Accept-Encoding: {ENCODINGS}", url]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    errors = re.search(r"connect (\d+), read (\d+), write (\d+), timeout (\d+)", told)
    failed = sum(map(int, errors.groups())) if errors else 0
    failed += int(found[1]) if (found := re.search(r"Non-2xx or 3xx responses: (\d+)", told)) else 0
    return Load(
        _read_figure(r"Requests/sec:\s+([\d.]+)", told),
        _read_ms("50%", told),
        _read_ms("99%", told),
        failed,
    )


def _read_figure(pattern: str, told: str) -> float:
    found = re.search(pattern, told)
    if found is None:
        raise SystemExit(f"wrk said something else:\n{told}")
    return float(found[1])


def _read_ms(part: str, told: str) -> float:
    found = re.search(rf"{part}\s+([\d.]+)(us|ms|s)\b", told)
    return float(found[1]) * {"us": 0.001, "ms": 1.0, "s": 1000.0}[found[2]] if found else 0.0


# Our own


class Visitor:
    """One connection, kept open: asks, reads the whole answer, asks again."""

    def __init__(self, host: str, port: int, request: bytes) -> None:
        self.address, self.request = (host, port), request
        self.times: list[float] = []
        self.failed = 0
        self.connect()

    def connect(self) -> None:
        self.link = socket.create_connection(self.address)
        self.ask()

    def ask(self) -> None:
        self.asked, self.got = time.perf_counter(), bytearray()
        self.link.sendall(self.request)

    def hear(self) -> bool:
        """Read what is there; whether the answer is whole, and good."""
        some = self.link.recv(262144)
        self.got += some
        head, _, body = bytes(self.got).partition(b"\r\n\r\n")
        length = re.search(rb"\r\ncontent-length: (\d+)", head.lower())
        whole = len(body) >= int(length[1]) if length else self.got.endswith(b"\r\n0\r\n\r\n")
        if some and not whole:
            return False
        self.failed += not self.got.startswith((b"HTTP/1.1 2", b"HTTP/1.1 3"))
        self.times.append((time.perf_counter() - self.asked) * 1000)
        return True


def _answers_of(visitors: list[Visitor], until: float) -> Iterator[Visitor]:
    with selectors.DefaultSelector() as ready:
        for visitor in visitors:
            ready.register(visitor.link, selectors.EVENT_READ, visitor)
        while time.perf_counter() < until:
            for key, _ in ready.select(0.2):
                if key.data.hear():
                    yield key.data


def _load_with_ours(
    url: str, cookie: str, connections: int, seconds: float
) -> tuple[float, float, float, int]:
    parts = urlsplit(url)
    host, port = parts.hostname or "127.0.0.1", parts.port or 80
    lines = (
        f"GET {parts.path} HTTP/1.1",
        f"Host: {parts.netloc}",
        f"Cookie: {cookie}",
        f"Accept-Encoding: {ENCODINGS}",
    )
    request = "\r\n".join([*lines, "", ""])
    visitors = [Visitor(host, port, request.encode()) for _ in range(connections)]
    start = time.perf_counter()
    for visitor in _answers_of(visitors, start + seconds):
        visitor.ask()
    lasted = time.perf_counter() - start
    times = [ms for visitor in visitors for ms in visitor.times]
    return (
        len(times) / lasted,
        quantile(times, 0.5),
        quantile(times, 0.99),
        sum(v.failed for v in visitors),
    )


if __name__ == "__main__":
    print(
        json.dumps(_load_with_ours(sys.argv[1], sys.argv[2], int(sys.argv[3]), float(sys.argv[4])))
    )
