"""Looks at everything and says what is well, what is not, and how to mend it."""

import datetime as dt
import os
import shutil
import time
from collections.abc import Iterator
from typing import Any

import psycopg

from entrepairs.core import dead_letters, snapshot
from entrepairs.core.mail_settings import read_mail_settings
from entrepairs.engine import doctor_files, doctor_ways, doctor_words, prepare, safety
from entrepairs.engine.backup import LAST_MADE
from entrepairs.engine.folder import DataFolder
from entrepairs.engine.roles import OLDEST
from entrepairs.engine.safety import Finding

A_DAY_AND_A_BIT = 26  # hours
LITTLE_SPACE = 1_000_000_000


def examine(folder: DataFolder) -> Iterator[tuple[str, list[Finding]]]:
    """Each thing looked at, with what is wrong with it."""
    login_url = os.environ["DATABASE_URL"]
    owner_url = os.environ.get("DATABASE_OWNER_URL", login_url)
    demo = bool(
        prepare.read_state(owner_url).sample
    )  # the sample network is at home without a name or a certificate
    yield (
        f"disk: {shutil.disk_usage(folder.root).free // 1_000_000_000} GB free",
        list(_disk(folder)),
    )
    yield "keys", list(safety.unsafe_keys(folder))
    if not demo:
        yield "settings", list(safety.unsafe_settings())
    yield "database and its login role", list(safety.unsafe_database(login_url, demo=demo))
    try:
        with psycopg.connect(owner_url, connect_timeout=10, autocommit=True) as link:
            yield "PostgreSQL’s version", list(_version(link))
            yield "tables, policies and vocabulary", list(_prepared(link))
            yield "row security on every table", list(_row_security(link))
            yield "functions, policies, triggers, grants and columns", list(_rights(link))
            yield "jobs", list(_jobs(link))
            current = prepare.state_of(link).fingerprint == prepare.fingerprint()
            if current:  # else its tables may not be as we know them
                yield "words at rest, deciphered", list(doctor_words.unreadable(link))
                yield "notifications that left", list(doctor_ways.what_left(link))
                yield "numbers of Help now", list(_help_numbers(link))
        if current:
            yield doctor_files.examined()
    except psycopg.OperationalError as error:
        mend = "Check DATABASE_OWNER_URL, and that the server runs."
        yield "database as its owner", [Finding(str(error).strip(), mend)]
    if not demo:
        yield "backups", list(_backups(folder))
        yield "legal pages", list(_legal())
    yield "mail", list(_mail())
    yield "notifications", list(doctor_ways.settings_of_ways(folder))
    yield "where visitors come from", list(_visitors(owner_url))


def _disk(folder: DataFolder) -> Iterator[Finding]:
    free = shutil.disk_usage(folder.root).free
    left = int(os.environ.get("ENTREPAIRS_FILES_LEAVE_FREE_MB", "2000")) * 1_000_000
    if free < LITTLE_SPACE:
        yield Finding(
            f"{free // 1_000_000} MB are free under {folder.root}.", "Make room: at least 1 GB."
        )
    elif free < left * 2:
        what = f"{free // 1_000_000} MB are free under {folder.root}: large files are refused."
        yield Finding(what, "Make room, or lower ENTREPAIRS_FILES_LEAVE_FREE_MB.", grave=False)


def _version(link: psycopg.Connection[Any]) -> Iterator[Finding]:
    if link.info.server_version < OLDEST:
        yield Finding(
            f"PostgreSQL {link.info.server_version // 10000} is too old.",
            "Use PostgreSQL 15 or newer.",
        )
    row = link.execute(
        "select 2 from pg_extension where extname in ('pg_trgm', 'unaccent', 'btree_gist')"
    ).fetchall()
    if len(row) < 3:
        yield Finding(
            "The extensions pg_trgm, unaccent and btree_gist are not all there.",
            "Run `entrepairs migrate`.",
        )


def _prepared(link: psycopg.Connection[Any]) -> Iterator[Finding]:
    if prepare.state_of(link).fingerprint != prepare.fingerprint():
        yield Finding(
            "The database is not as this version wants it.",
            "Run `entrepairs migrate`, or start again.",
        )


def _row_security(link: psycopg.Connection[Any]) -> Iterator[Finding]:
    from entrepairs.core.rls import (
        WITHOUT_ROW_SECURITY,  # nobody but the system hat has any right on these
    )

    query = """
        select relname from pg_class where relnamespace = 'public'::regnamespace
          and relkind in ('r', 'p') and not relrowsecurity order by 1"""
    open_tables = [str(row[0]) for row in link.execute(query) if row[0] not in WITHOUT_ROW_SECURITY]
    if open_tables:
        yield Finding(
            f"These tables have no row security: {', '.join(open_tables)}.",
            "Run `entrepairs migrate`.",
        )


SHOWN = 12  # differences; the rest is counted


def _rights(link: psycopg.Connection[Any]) -> Iterator[Finding]:
    """What the database holds is what the files say."""
    extra, missing = snapshot.differences(link)
    mend = "Run `entrepairs migrate`: it writes them all again."
    for lines, what in ((extra, "Not of this version"), (missing, "Missing")):
        for line in lines[:SHOWN]:
            yield Finding(f"{what}: {line}.", mend)
        if len(lines) > SHOWN:
            yield Finding(f"{what}: {len(lines) - SHOWN} more.", mend)


def _help_numbers(link: psycopg.Connection[Any], days: int = 365) -> Iterator[Finding]:
    """A number that nobody looked at for a year may answer no more."""
    old = link.execute(
        "select country || ' ' || number, checked_on from vocabulary_helpnumber"
        ' where checked_on <= app.today() - %s::int order by "order", key',
        [days],
    ).fetchall()
    if old:
        names = ", ".join(number for number, _ in old[:SHOWN])
        yield Finding(
            f"{len(old)} were last checked over {days} days ago: {names}.",
            "Update Entrepairs, or check them and correct vocabulary/data/help_numbers.yaml.",
            grave=False,
        )


def _jobs(link: psycopg.Connection[Any]) -> Iterator[Finding]:
    try:
        seen = link.execute(
            "select extract(epoch from now() - max(last_heartbeat)) from procrastinate_workers"
        )
        given_up = dead_letters.read(link)
    except psycopg.errors.UndefinedTable:
        return
    except psycopg.errors.InsufficientPrivilege:
        yield Finding(
            "Jobs were not looked at: this role may not.",
            "Set DATABASE_OWNER_URL too.",
            grave=False,
        )
        return
    row = seen.fetchone()
    if row is None or row[0] is None:
        yield Finding(
            "No worker does the jobs now.",
            "That is right when Entrepairs is stopped; else start it.",
            grave=False,
        )
    elif row[0] > 60:
        yield Finding(
            f"The jobs’ worker was last seen {row[0]:.0f} seconds ago.", "Start Entrepairs again."
        )
    for letter in given_up:
        yield Finding(
            f"Given up {letter.times} times since {letter.first:%Y-%m-%d}, last on "
            f"{letter.last:%Y-%m-%d %H:%M}: {letter.job} (about {letter.about}).",
            f"Search the log for “{letter.job}”, mend its cause, then: entrepairs jobs --retry.",
            grave=letter.last > dt.datetime.now(dt.UTC) - dt.timedelta(days=1),
        )


def _backups(folder: DataFolder) -> Iterator[Finding]:
    mend = "Run `entrepairs backup FILE`, or enable entrepairs-backup.timer (deploy/systemd)."
    last = folder.root / LAST_MADE
    if not last.exists():
        yield Finding("No backup was made yet.", mend, grave=False)
    elif (hours := (time.time() - last.stat().st_mtime) / 3600) > A_DAY_AND_A_BIT:
        yield Finding(f"The last backup is {hours / 24:.0f} days old.", mend, grave=False)


def _legal() -> Iterator[Finding]:
    for name, what in (
        ("ENTREPAIRS_PUBLISHER", "who publishes the site"),
        ("ENTREPAIRS_CONTACT", "where people write about their rights"),
        ("ENTREPAIRS_HOSTED_BY", "who hosts the machine"),
    ):
        if not os.environ.get(name):
            mend = f"Set {name}: the law wants it on the legal page, which says it is missing."
            yield Finding(f"{name} is not set: {what}.", mend, grave=False)


def _mail() -> Iterator[Finding]:
    told = read_mail_settings(os.environ)
    if not told.host:
        return  # told with the settings
    import smtplib

    try:
        client = smtplib.SMTP_SSL if told.security == "tls" else smtplib.SMTP
        with client(told.host, told.port, timeout=10) as server:
            if told.security == "starttls":
                server.starttls()
            if told.user:
                server.login(told.user, told.password)
    except OSError as error:
        yield Finding(
            f"The mail server {told.host}:{told.port} does not take us: {error}",
            "Check ENTREPAIRS_MAIL_*.",
        )


def _visitors(owner_url: str) -> Iterator[Finding]:
    """Told by the web, when a request came without what the proxy should say of it."""
    try:
        with psycopg.connect(owner_url, connect_timeout=10, autocommit=True) as link:
            missing = link.execute(
                "select from accounts_tries where cache_key like %s and expires > now()",
                ["%:proxy-missing"],
            ).fetchone()
    except psycopg.Error:
        return  # told above
    if missing is not None:
        yield Finding(
            "Requests came without X-Forwarded-For: all visitors count as one address, and one who "
            "guesses shuts the door on all.",
            "Set X-Forwarded-For in the proxy (README), or ENTREPAIRS_PROXIES to how many stand in "
            "front.",
        )


def report(folder: DataFolder) -> bool:
    """Print what was found; whether all is well."""
    well = True
    for name, findings in examine(folder):
        grave = any(finding.grave for finding in findings)
        print(f"{'problem' if grave else 'warning' if findings else 'ok':8} {name}")
        for finding in findings:
            print(f"         {finding.what}\n           -> {finding.mend}")
            well = well and not finding.grave
    return well
