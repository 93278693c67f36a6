"""Networks that are measured: a data folder for each size, built once for a state of the code."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CHECKOUT = Path(__file__).resolve().parent.parent
PACKAGE = CHECKOUT / "entrepairs"
# What decides which rows a network has, and in which tables.
SOURCES = (
    "*/migrations/*.py",
    "simulation/*",
    "vocabulary/data/**/*",
    "suggestions/*.sql",
    "pairs/*.sql",
    "core/fields.py",
)
MONTHS = 12


def read_sql(name: str) -> str:
    return (CHECKOUT / "bench" / "sql" / f"{name}.sql").read_text()


def default_folder() -> Path:
    """One that outlives a restart, if there is one: a large network takes minutes to build."""
    lasting = Path("/var/tmp")
    base = lasting if os.access(lasting, os.W_OK) else Path(tempfile.gettempdir())
    return base / f"entrepairs-bench-{hashlib.sha256(os.fsencode(CHECKOUT)).hexdigest()[:8]}"


def cookies(session: str) -> str:
    """What a visitor sends who was here before."""
    known = {
        "language": "fr",
        "csrf": "visitor" * 4 + "1234",
        **({"session": session} if session else {}),
    }
    return "; ".join(f"{name}={value}" for name, value in known.items())


def state_of_code() -> str:
    digest = hashlib.sha256(str(MONTHS).encode())
    for pattern in SOURCES:
        for path in sorted(PACKAGE.glob(pattern)):
            digest.update(path.read_bytes() if path.is_file() else b"")
    return digest.hexdigest()[:8]


def environment(**more: str) -> dict[str, str]:
    """A shell's, whatever instance it was used for before."""
    kept = {
        k: v
        for k, v in os.environ.items()
        if not k.startswith(("ENTREPAIRS_", "DATABASE_", "DJANGO_"))
    }
    return kept | more


@dataclass(frozen=True)
class Network:
    """One size of network, in its data folder."""

    people: int
    data: Path

    @property
    def notes(self) -> Path:
        return self.data / "bench.json"

    def read(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.notes.read_text()) if self.notes.exists() else {}
        return found

    def note(self, **what: Any) -> None:
        self.notes.write_text(json.dumps(self.read() | what))


def run_module(name: str, *arguments: str, capture: bool = False, **more: str) -> str:
    """Runs a program of this repository in a process of its own, to its end."""
    done = subprocess.run(
        [sys.executable, "-m", name, *arguments],
        cwd=CHECKOUT,
        env=environment(**more),
        stdout=subprocess.PIPE if capture else None,
        text=True,
    )
    if done.returncode:
        raise SystemExit(f"python -m {name} {' '.join(arguments)} ended with {done.returncode}")
    return done.stdout or ""


def prepare_network(base: Path, people: int) -> Network:
    """The network of that size, built if it is not there; that of other code is removed."""
    base.mkdir(mode=0o700, parents=True, exist_ok=True)
    network = Network(people, base / f"{people}-{state_of_code()}")
    for old in base.glob(f"{people}-*"):
        if old != network.data:
            shutil.rmtree(old)
    start, fresh = time.monotonic(), "seconds" not in network.read()
    if fresh:
        print(f"Building a network of {people:,} people …", flush=True)
        shutil.rmtree(network.data, ignore_errors=True)
    # When it is there, only the policies are brought up to date.
    run_module(
        "entrepairs",
        "simulate",
        "--data",
        str(network.data),
        "--people",
        str(people),
        "--months",
        str(MONTHS),
    )
    if fresh:
        network.note(seconds=time.monotonic() - start)
    run_module("bench.cast", str(network.data))
    return network
