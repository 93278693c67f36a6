"""A database for tests: one small PostgreSQL a checkout, one template a state of the code, one
clone a test process. ENTREPAIRS_TEST_CLUSTER, the address of a superuser, names another server.

Loaded as a pytest plugin before the settings are (see addopts in pyproject.toml), because these
read the environment.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest

from entrepairs.engine import roles
from entrepairs.engine.address import LOGIN, OWNER, database_url
from entrepairs.engine.folder import DataFolder
from entrepairs.engine.postgres import SUPERUSER, EmbeddedPostgres

PACKAGE = Path(__file__).resolve().parent
CHECKOUT = hashlib.sha256(os.fsencode(PACKAGE)).hexdigest()[:10]
FOLDER = Path(
    os.environ.get("ENTREPAIRS_TEST_DATA")
    or Path(tempfile.gettempdir()) / f"entrepairs-test-{CHECKOUT}"
)
DATABASE = f"test_{os.getpid()}"
NIGHT = bool(os.environ.get("ENTREPAIRS_NIGHT"))
CLUSTER = os.environ.get("ENTREPAIRS_TEST_CLUSTER", "")
LONG = {"fuzz", "twice"}
# How a page is looked at, of tests that drive a browser: one way for each change, all each night.
LOOKS = {"size", "scheme", "locale", "language", "look", "scripts", "say"}


def address(role: str, database: str = "postgres") -> str:
    """On the server of this checkout, else on the one that is named."""
    if not CLUSTER:
        return database_url(DataFolder.at(FOLDER), role, database)
    parts = urlsplit(CLUSTER)
    where = parts.netloc.rpartition("@")[2]
    return parts._replace(netloc=f"{role}@{where}", path=f"/{database}").geturl()


def tell_settings(folder: DataFolder, database: str) -> None:
    os.environ |= {
        "ENTREPAIRS_MODE": "test",
        "ENTREPAIRS_DATA": str(folder.root),
        "ENTREPAIRS_SECRET_KEY": "only-for-tests-" * 5,
        "ENTREPAIRS_WORD_KEYS": "dGVzdHMgb25seSwgdGVzdHMgb25seSwgdGVzdHMgMzI=",
        "DATABASE_URL": address(LOGIN, database),
        "DATABASE_OWNER_URL": address(OWNER, database),
        "DJANGO_SETTINGS_MODULE": "entrepairs.settings",
        "DJANGO_ALLOW_ASYNC_UNSAFE": "1",  # Playwright's loop runs in the tests' thread
        "ENTREPAIRS_COMPILED_TEMPLATES": str(compiled_templates(folder.root)),
    }


def compiled_templates(folder: Path) -> Path:
    """Each template is compiled once for all the test processes, as this version draws it."""
    drawn_by = hashlib.sha256((PACKAGE / "ui" / "jinja.py").read_bytes()).hexdigest()[:10]
    place = folder / f"templates_{drawn_by}"
    place.mkdir(exist_ok=True)
    return place


def environment(**more: str) -> dict[str, str]:
    """A shell's, without what the tests put in ours."""
    kept = {
        k: v
        for k, v in os.environ.items()
        if not k.startswith(("ENTREPAIRS_", "DATABASE_", "DJANGO_"))
    }
    return kept | more


def state_of_code() -> str:
    """Changes whenever a table, a policy, a word of the vocabulary, the engine or the six people
    change."""
    digest = hashlib.sha256()
    found = [path for pattern in SOURCES for path in PACKAGE.glob(pattern)]
    for path in sorted(
        [
            *found,
            PACKAGE / "vocabulary/actions.py",
            PACKAGE / "core/rls.py",
            Path(__file__),
            SIX,
        ]
    ):
        digest.update(path.read_bytes() if path.exists() else b"")
    return digest.hexdigest()[:10]


SOURCES = (
    "*/migrations/*.py",
    "*/sql/**/*.sql",
    "core/sql_files.py",
    "vocabulary/data/*",
    "engine/*.py",
)
SIX = PACKAGE / "tests" / "six.py"


@contextmanager
def locked(path: Path, how: int) -> Iterator[bool]:
    with open(path, "a") as file:
        try:
            fcntl.flock(file, how)
        except BlockingIOError:
            yield False
        else:
            yield True


def migrated() -> Path:
    """A data folder as `entrepairs migrate` leaves it, stopped; for copies. Made once for all the
    test processes."""
    place = FOLDER / f"migrated_{state_of_code()}"
    with locked(FOLDER / "migrated.lock", fcntl.LOCK_EX):
        if not place.exists():
            for outdated in (*FOLDER.glob("migrated_*"), FOLDER / "migrating"):
                shutil.rmtree(outdated, ignore_errors=True)
            command = [
                sys.executable,
                "-m",
                "entrepairs",
                "migrate",
                "--data",
                str(FOLDER / "migrating"),
            ]
            run(command, environment(), "`entrepairs migrate` did not end well")
            (FOLDER / "migrating").rename(place)
    return place


def run(command: list[str], settings: dict[str, str], failure: str) -> None:
    done = subprocess.run(command, env=settings, capture_output=True, text=True, cwd=PACKAGE.parent)
    if done.returncode:
        raise RuntimeError(f"{failure}:\n{done.stdout}{done.stderr}")


def copy(folder: Path, to: Path) -> None:
    """Owners and all."""
    subprocess.run(["cp", "-a", str(folder), str(to)], check=True)


def prepare(database: str = DATABASE, of: str = "") -> None:
    """Server running, template built, clone made: of the template, or of another database."""
    with locked(FOLDER / "prepare.lock", fcntl.LOCK_EX):
        fresh = not CLUSTER and start()
        cluster = address(SUPERUSER)
        template = f"template_{state_of_code()}"
        with psycopg.connect(cluster, autocommit=True) as link:
            for careful in (
                "fsync",
                "full_page_writes",
                "synchronous_commit",
            ):  # nothing here outlives the tests
                link.execute(f"alter system set {careful} = off".encode())
            link.execute("select pg_reload_conf()")
            known = {row[0] for row in link.execute("select datname from pg_database")}
            if fresh:  # nobody had a database here yet: what was migrated only lacks the six people
                link.execute("alter database entrepairs rename to building")
            elif template not in known:
                for outdated in {name for name in known if name.startswith("template_")} | {
                    "building"
                }:
                    link.execute(f'drop database if exists "{outdated}" with (force)'.encode())
            if template not in known:
                build(cluster)
                link.execute(f"alter database building rename to {template}".encode())
            link.execute(
                f"create database {database} template {of or template}"
                f" strategy file_copy owner {OWNER}"
            )
            link.execute(f"grant connect on database {database} to {LOGIN}")


def start() -> bool:
    """The server of this checkout; whether it was made just now, of what is migrated."""
    folder = DataFolder.at(FOLDER)
    if fresh := not folder.postgres.exists():
        copy(migrated() / "postgres", FOLDER / "copying")
        (FOLDER / "copying").rename(folder.postgres)
    EmbeddedPostgres(folder).start()
    return fresh


def build(cluster: str) -> None:
    """The reference tables and the six people, in a database called building."""
    owner, login = address(OWNER, "building"), address(LOGIN, "building")
    roles.ensure(owner, login, cluster)
    settings = {**os.environ, "DATABASE_URL": login, "DATABASE_OWNER_URL": owner}
    command = [sys.executable, "-c", "from entrepairs.tests.six import build; build()"]
    run(command, settings, "The template of the test database could not be built")


def remove(database: str = DATABASE) -> None:
    with psycopg.connect(address(SUPERUSER), autocommit=True) as link:
        link.execute(f"drop database if exists {database} with (force)".encode())


def stop() -> None:
    """Stop the server and forget its data: the end of `make test`."""
    folder = DataFolder.at(FOLDER)
    EmbeddedPostgres(folder).stop()
    shutil.rmtree(FOLDER, ignore_errors=True)


@pytest.hookimpl(tryfirst=True)  # before what `-m` leaves out is left out
def pytest_collection_modifyitems(items: list[Any]) -> None:
    """The long ones first, so that no process ends alone with them; before these, what needs
    nothing that is made first."""
    waiting = {one.path for one in items if {"prepared", "django_db_setup"} & set(one.fixturenames)}
    long = {
        one.path
        for one in items
        if any(one.iter_markers("engine"))
        or any(one.iter_markers("browser"))
        or one.path.parent.name in LONG
    }
    items.sort(key=lambda one: (one.path not in long, one.path in waiting))
    for one in further_looks(items):
        one.add_marker("nightly")


def further_looks(items: list[Any]) -> Iterator[Any]:
    """Tests in a browser that another one is like, but for the look: size, language, scripts."""
    seen = set()
    for one in items:
        if any(one.iter_markers("browser")) and (call := getattr(one, "callspec", None)):
            others = [(k, repr(v)) for k, v in call.params.items() if k not in LOOKS]
            test = (one.path, one.originalname, tuple(sorted(others)))
            if test in seen:
                yield one
            seen.add(test)


if __name__ == "__main__":
    stop()
else:
    tell_settings(DataFolder.at(FOLDER), DATABASE)
