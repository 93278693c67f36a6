"""Brings the database and the built files to what the code wants; skips it all when nothing changed
since.

What was done is written in the database's comment: a fingerprint of the migrations, policies and
vocabulary, whether the sample network is in it, and in which words the search index is.
"""

import hashlib
import json
import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from entrepairs.engine import assets, roles
from entrepairs.engine.errors import Trouble, say

PACKAGE = Path(__file__).resolve().parent.parent
SOURCES = (
    "*/migrations/*.py",
    "*/sql/**/*.sql",
    "*/sql/*.yaml",
    "core/rls.py",
    "core/sql_files.py",
    "vocabulary/**/*.y*ml",
    "vocabulary/data/*.gz",
    "vocabulary/*.py",
    "engine/roles.py",
)
LIBRARIES = ("django", "django-allauth", "procrastinate")
ALONE = 0x456E7472  # advisory lock: one migration at a time, on however many machines


def fingerprint() -> str:
    """Changes when the database has to."""
    digest = hashlib.sha256()
    for pattern in SOURCES:
        for path in sorted(PACKAGE.glob(pattern)):
            digest.update(
                str(path.relative_to(PACKAGE)).encode() + b"\0" + path.read_bytes() + b"\0"
            )
    for library in LIBRARIES:
        try:
            digest.update(f"{library} {version(library)}".encode())
        except PackageNotFoundError:
            continue
    return digest.hexdigest()[:32]


@dataclass(frozen=True)
class Sample:
    """How large a sample network; the same seed gives the same one."""

    people: int = 300
    months: int = 12
    seed: int = 1


@dataclass
class State:
    """What the database's comment tells."""

    fingerprint: str = ""
    sample: str = ""  # "", "building", "built"
    words: str = ""  # of the catalogues, which the search index was written in


def read_state(owner_url: str) -> State:
    """What was done in this database; nothing when it does not answer."""
    try:
        with psycopg.connect(owner_url, connect_timeout=10) as link:
            return state_of(link)
    except psycopg.OperationalError:
        return State()


def state_of(link: psycopg.Connection[Any]) -> State:
    query = (
        "select shobj_description(oid, 'pg_database') from pg_database where datname = "
        "current_database()"
    )
    row = link.execute(query).fetchone()
    try:
        found = json.loads(row[0]) if row and row[0] else {}
    except ValueError:  # a comment of someone else
        found = {}
    return State(
        **{key: str(value) for key, value in found.items() if key in State.__annotations__}
    )


def write_state(link: psycopg.Connection[Any], state: State) -> None:
    """Remember what was done."""
    row = link.execute("select current_database()").fetchone()
    name = sql.Identifier(row[0] if row else "")
    link.execute(
        sql.SQL("comment on database {} is {}").format(name, sql.Literal(json.dumps(asdict(state))))
    )


def is_current(owner_url: str, sample: Sample | None) -> bool:
    """Whether there is nothing to do."""
    state = read_state(owner_url)
    return state.fingerprint == fingerprint() and (sample is None or state.sample == "built")


@contextmanager
def _alone(owner_url: str) -> Iterator[psycopg.Connection[Any]]:
    with psycopg.connect(owner_url, autocommit=True) as link:
        link.execute("select pg_advisory_lock(%s)", [ALONE])
        yield link


def prepare(
    cluster_url: str | None = None, sample: Sample | None = None, *, rewrite: bool = False
) -> None:
    """Roles, tables, policies, vocabulary, and the sample network when asked for and there is
    nobody yet.

    `rewrite`: policies, functions, triggers and grants are written again though nothing changed in
    the files, so that nothing made by hand is left.
    """
    assets.compile_messages()  # the search index keeps words of the catalogue, in both languages
    owner_url, login_url = os.environ["DATABASE_OWNER_URL"], os.environ["DATABASE_URL"]
    roles.ensure(owner_url, login_url, cluster_url)
    if is_current(owner_url, sample) and not rewrite:
        return
    import django

    django.setup()
    with _alone(owner_url) as link:
        state, wanted = state_of(link), fingerprint()
        if state.fingerprint != wanted:
            _migrate()
            _load_reference()
            state.fingerprint = wanted
            if link.execute("select 1 from ledger_deed where verb = 'simulate' limit 1").fetchone():
                state.sample = "built"  # a backup of a sample network was restored here
            write_state(link, state)
        elif rewrite:
            _migrate()
        _rewrite_index(link, state)
        if sample and state.sample != "built":
            _build_sample(link, state, sample)


def _migrate() -> None:
    from django.core.management import call_command
    from django.db import connections
    from django.db.migrations.executor import MigrationExecutor
    from django.db.migrations.recorder import MigrationRecorder

    from entrepairs.core import rls
    from entrepairs.engine.first_tables import make_first_tables

    if first := not MigrationRecorder(connections["owner"]).applied_migrations():
        make_first_tables(connections["owner"], bar)
    executor = MigrationExecutor(connections["owner"])
    targets = executor.loader.graph.leaf_nodes()
    plan = executor.migration_plan(targets)
    if plan:
        with bar("tables", len(plan)) as advance:

            def progress(action: str, *_: Any) -> None:
                advance(action == "apply_success")

            executor.progress_callback = progress
            executor.migrate(targets, plan)
    if first or plan:  # content types and the like
        call_command("migrate", database="owner", verbosity=0, interactive=False)
    rls.apply()


def _load_reference() -> None:
    from django.conf import settings

    from entrepairs.suggestions import refresh
    from entrepairs.vocabulary.actions import load_places, load_vocabulary

    say("Loading the vocabulary and the places …")
    logging.getLogger("entrepairs.vocabulary").setLevel(logging.WARNING)
    load_vocabulary(by=None, corrections=settings.VOCABULARY_CORRECTIONS)
    load_places(by=None)
    refresh.refresh_index()


def _rewrite_index(link: psycopg.Connection[Any], state: State) -> None:
    """The words that the search index has of the catalogues, when this version has others."""
    from entrepairs.search import rewriting

    former = json.loads(state.words or "{}")
    if former != rewriting.digest_words():
        say("Writing the search index in the words of this version …")
        state.words = json.dumps(rewriting.rewrite_changed(former))
        write_state(link, state)


def _build_sample(link: psycopg.Connection[Any], state: State, sample: Sample) -> None:
    from entrepairs import simulation

    begun, state.sample = bool(state.sample), "building"
    if not begun and link.execute("select 1 from people_person limit 1").fetchone():
        raise Trouble(
            "This data folder holds people who are not of the sample network.",
            "Use `entrepairs serve` for them, or another folder for the sample: DATA=/some/folder.",
        )
    write_state(link, state)
    with suppress(
        simulation.AlreadyBuilt
    ):  # whole, and then we were stopped before we could note it
        simulation.build(**asdict(sample), progress=bar)
    state.sample = "built"
    write_state(link, state)


@contextmanager
def bar(label: str, total: int) -> Iterator[Callable[[int], object]]:
    """A progress bar on a terminal, nothing elsewhere; gives what is called with how many more are
    done."""
    from tqdm import tqdm

    with tqdm(total=total, desc=label.capitalize(), disable=None) as shown:
        yield shown.update
