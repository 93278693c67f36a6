"""Real processes: a prepared data folder is made once for all test processes, each test works on a
copy of it."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from entrepairs import testing
from entrepairs.engine.address import LOGIN, OWNER, database_url
from entrepairs.engine.folder import DataFolder
from entrepairs.engine.postgres import EmbeddedPostgres, command_of

CHECKOUT = Path(__file__).resolve().parents[3]
DEADLINE = 120.0


def until(condition: Callable[[], object], what: str) -> None:
    """Look again and again until it is so; fail when it never is."""
    deadline = time.monotonic() + DEADLINE
    while not condition():
        assert time.monotonic() < deadline, f"waited in vain: {what}"
        time.sleep(0.02)


def entrepairs(*arguments: str, **more: str) -> "subprocess.CompletedProcess[str]":
    """Run a command to its end."""
    command = [sys.executable, "-m", "entrepairs", *arguments]
    return subprocess.run(
        command,
        cwd=CHECKOUT,
        env=testing.environment(**more),
        capture_output=True,
        text=True,
        timeout=DEADLINE,
    )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def descendants(root: int) -> list[int]:
    """The processes a process started, and those they started; PostgreSQL's are not: it is in a
    session of its own."""
    listed = subprocess.run(
        ["ps", "-eo", "pid=,ppid="], capture_output=True, text=True
    ).stdout.split()
    parents = dict(zip(map(int, listed[::2]), map(int, listed[1::2]), strict=True))
    found, ring = [], [root]
    while ring:
        ring = [pid for pid, parent in parents.items() if parent in ring]
        found += ring
    return found


def lives(pid: int) -> bool:
    """Dead and not yet buried counts as dead."""
    return bool(command_of(pid))


@dataclass
class Run:
    """`entrepairs serve` on a data folder."""

    data: Path
    static: Path
    port: int = field(default_factory=free_port)
    process: "subprocess.Popen[str] | None" = None

    @property
    def settings(self) -> dict[str, str]:
        return {
            "ENTREPAIRS_HOSTS": "localhost,127.0.0.1",
            "ENTREPAIRS_ORIGIN": f"http://localhost:{self.port}",
            "ENTREPAIRS_STATIC": str(self.static),
            "ENTREPAIRS_WEB_WORKERS": "1",
        }

    def start(self) -> "subprocess.Popen[str]":
        command = [
            sys.executable,
            "-m",
            "entrepairs",
            "serve",
            "--data",
            str(self.data),
            "--port",
            str(self.port),
        ]
        with self.log.open("w") as log:  # a pipe that nobody reads fills, and all stands still
            self.process = subprocess.Popen(
                command,
                cwd=CHECKOUT,
                env=testing.environment(**self.settings),
                stdout=log,
                stderr=subprocess.STDOUT,
                text=True,
                start_new_session=True,
            )
        return self.process

    @property
    def log(self) -> Path:
        return self.data.parent / f"{self.port}.log"

    def said_until_its_end(self) -> str:
        assert self.process is not None
        self.process.wait(60)
        return self.log.read_text()

    def answering(self) -> "Run":
        """Started, and it answers."""
        process = self.process or self.start()
        until(lambda: self.answers() or process.poll() is not None, "a first page")
        assert process.poll() is None, self.log.read_text()
        return self

    def answers(self) -> bool:
        with suppress(OSError):
            return bool(
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=5).status
                == 200
            )
        return False

    @property
    def postgres(self) -> EmbeddedPostgres:
        return EmbeddedPostgres(DataFolder(self.data.resolve()))

    @property
    def owner(self) -> str:
        return database_url(DataFolder(self.data.resolve()), OWNER)

    def processes(self) -> list[int]:
        """All of it: ourselves, web, jobs, PostgreSQL."""
        assert self.process is not None
        pid, _ = self.postgres.status()
        own = {
            self.process.pid,
            *descendants(self.process.pid),
            *([pid, *descendants(pid)] if pid else []),
        }
        return sorted(own)

    def kill_everything(self) -> None:
        """As a power cut does."""
        for pid in self.processes():
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        assert self.process is not None
        self.process.wait()
        self.process = None

    def end(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(DEADLINE)
        self.postgres.stop()


@pytest.fixture(scope="session")
def prepared() -> Path:
    """A data folder as `migrate` leaves it, stopped."""
    return testing.migrated()


@pytest.fixture(scope="session")
def static(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("static")


@pytest.fixture
def copy(prepared: Path, tmp_path: Path) -> Path:
    testing.copy(prepared, tmp_path / "data")
    return tmp_path / "data"


@pytest.fixture
def instance(copy: Path, static: Path) -> Iterator[Run]:
    run = Run(copy, static)
    yield run
    run.end()


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[DataFolder]:
    """A data folder with nothing in it; whatever server runs there afterwards is stopped."""
    folder = DataFolder.at(tmp_path / "fresh")
    yield folder
    EmbeddedPostgres(folder).stop()
    shutil.rmtree(folder.root)


# Backups

WORDS = "SET transaction_timeout = 0;"  # the line that is left out of a script, said by somebody

SCENE = f"""
import django; django.setup()
from uuid import uuid4
from entrepairs.conftest import six_people
from entrepairs.conversations.models import Message
from entrepairs.core import hats
from entrepairs.files import storage
from entrepairs.tests import six
from django.core.files.base import ContentFile
with hats.system("test"):
    six.people()
network = six_people()
with hats.system("test"):
    said = {{"circle": network.pair, "author": network.people["Amel"], "body": "{WORDS}"}}
    Message.objects.create(once=uuid4(), **said)
    network.people["Eve"].__class__.objects.filter(name="Eve").update(name="{WORDS}")
storage.storage().save("ab/kept", ContentFile(b"kept " * 100))
"""


@pytest.fixture(scope="session")
def source(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder in which the six people wrote to each other."""
    data = tmp_path_factory.mktemp("source") / "data"
    testing.copy(prepared, data)
    folder = DataFolder(data.resolve())
    server = EmbeddedPostgres(folder)
    server.start()
    told = {
        "DJANGO_SETTINGS_MODULE": "entrepairs.settings",
        "ENTREPAIRS_DATA": str(folder.root),
        "DATABASE_URL": database_url(folder, LOGIN),
    }
    command = [sys.executable, "-c", SCENE]
    done = subprocess.run(
        command, cwd=CHECKOUT, env=testing.environment(**told), capture_output=True, text=True
    )
    server.stop()
    assert done.returncode == 0, done.stderr
    return data


@pytest.fixture(scope="session")
def backup(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("backup") / "entrepairs.backup"
    done = entrepairs("backup", "--data", str(source), str(file))
    assert done.returncode == 0, done.stderr
    return file


def elsewhere(source: Path, place: Path) -> Path:
    """A new data folder with the copy of the keys."""
    shutil.copytree(source / "keys", place / "keys")
    return place
