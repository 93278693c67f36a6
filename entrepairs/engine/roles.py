"""The cluster's roles and the database: who owns the tables, who logs in, and the hats.

Works out what is missing and either does it or hands the administrator the exact SQL. Doing it
twice changes nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import LiteralString
from urllib.parse import parse_qsl, unquote, urlsplit

import psycopg
from psycopg import sql

from entrepairs.engine.errors import Trouble

HATS = ("entrepairs_person", "entrepairs_gate", "entrepairs_system")
OLDEST = 150000
Link = psycopg.Connection[tuple[object, ...]]


@dataclass(frozen=True)
class Names:
    """The two roles we connect as, and the database."""

    owner: str
    login: str
    database: str
    password: str = ""

    @classmethod
    def of(cls, owner_url: str, login_url: str) -> "Names":
        """As the two addresses say."""
        owner, login = user_of(owner_url), user_of(login_url)
        if owner == login:
            raise Trouble(
                f"DATABASE_URL and DATABASE_OWNER_URL name the same role “{owner}”: "
                "an owner passes row security.",
                (
                    "Give two roles: one that owns the tables and migrates, one that the web and "
                    "the jobs log in as."
                ),
            )
        parts = urlsplit(login_url)
        return cls(
            owner,
            login,
            unquote(parts.path.lstrip("/")) or "entrepairs",
            unquote(parts.password or ""),
        )


def user_of(url: str) -> str:
    """The role an address logs in as."""
    parts = urlsplit(url)
    return unquote(parts.username or "") or dict(parse_qsl(parts.query)).get("user", "")


def _with(text: LiteralString, *names: str) -> sql.Composed:
    return sql.SQL(text).format(*map(sql.Identifier, names))


def missing_in_cluster(link: Link, names: Names) -> Iterator[sql.Composed]:
    """What the cluster lacks: roles, the login's leave to put on the hats, the database."""
    version = link.info.server_version
    if version < OLDEST:
        raise Trouble(f"PostgreSQL {version // 10000} is too old.", "Use PostgreSQL 15 or newer.")
    inherits = {row[0]: row[1] for row in link.execute("select rolname, rolinherit from pg_roles")}
    if names.owner not in inherits:
        yield _with("create role {} login", names.owner)
    for hat in HATS:
        if hat not in inherits:
            yield _with("create role {} nologin", hat)
    if names.login not in inherits:
        password = (
            sql.SQL(" password {}").format(sql.Literal(names.password))
            if names.password
            else sql.SQL("")
        )
        yield _with("create role {} login noinherit", names.login) + password
    elif inherits[names.login] and version < 160000:
        yield _with("alter role {} noinherit", names.login)
    yield from _missing_hats(link, names)
    if not link.execute(
        "select 1 from pg_database where datname = %s", [names.database]
    ).fetchone():
        yield _with("create database {} owner {}", names.database, names.owner)


def _missing_hats(link: Link, names: Names) -> Iterator[sql.Composed]:
    """The login role may put on each hat, and has nothing of it before it does."""
    query: LiteralString = """
        select hat.rolname from pg_auth_members m join pg_roles hat on hat.oid = m.roleid
        join pg_roles login on login.oid = m.member where login.rolname = %s"""
    options: LiteralString = ""
    if link.info.server_version >= 160000:
        query, options = (
            query + " and set_option and not inherit_option",
            " with inherit false, set true",
        )
    held = {row[0] for row in link.execute(query, [names.login])}
    for hat in HATS:
        if hat not in held:
            yield _with("grant {} to {}" + options, hat, names.login)


def wanted_in_database(names: Names) -> Iterator[sql.Composed]:
    """What the database must have; saying it again changes nothing."""
    yield _with("create extension if not exists pg_trgm")
    yield _with("create extension if not exists unaccent")
    yield _with("create extension if not exists btree_gist")  # a room has one session at a time
    yield _with("revoke all on schema public from public")
    yield _with("grant usage, create on schema public to {}", names.owner)
    yield _with("revoke connect, temporary on database {} from public", names.database)
    yield _with("grant connect on database {} to {}", names.database, names.login)
    yield _with("grant temporary on database {} to {}", names.database, "entrepairs_system")
    for hat in HATS:
        yield _with("grant usage on schema public to {}", hat)


def ensure(owner_url: str, login_url: str, cluster_url: str | None = None) -> None:
    """Make what is missing, or say which SQL the administrator of the cluster must run.

    `cluster_url` logs in as a role that may create roles; without it the owner tries.
    """
    names = Names.of(owner_url, login_url)
    with _connect(cluster_url or owner_url, names) as link:
        missing = list(missing_in_cluster(link, names))
        try:
            for statement in missing:
                link.execute(statement)
        except psycopg.errors.InsufficientPrivilege as refusal:
            raise _ask_administrator(names, [s.as_string(link) for s in missing]) from refusal
    inside = owner_url if cluster_url is None else with_database(cluster_url, names.database)
    with _connect(inside, names) as link:
        try:
            for statement in wanted_in_database(names):
                link.execute(statement)
        except psycopg.errors.InsufficientPrivilege as refusal:
            raise _ask_administrator(names, []) from refusal


def with_database(url: str, database: str) -> str:
    """The same address, another database of that server."""
    return urlsplit(url)._replace(path=f"/{database}").geturl()


def _connect(url: str, names: Names) -> Link:
    try:
        return psycopg.connect(url, autocommit=True, connect_timeout=10)
    except psycopg.OperationalError as error:
        reason = str(error).strip()
        if "does not exist" in reason or "password authentication" in reason:
            raise _ask_administrator(names, None, reason) from error
        raise Trouble(
            f"The database does not answer: {reason}", "Check DATABASE_OWNER_URL and that it runs."
        ) from error


def _ask_administrator(names: Names, missing: list[str] | None, reason: str = "") -> Trouble:
    """The SQL to run as a superuser: what is missing, or all of it when we could not look."""
    if missing is None:
        missing = [f'create role "{hat}" nologin' for hat in HATS]
        missing += [f"create role \"{names.owner}\" login password '…'"]
        missing += [f"create role \"{names.login}\" login noinherit password '…'"]
        missing += [
            f'grant "{hat}" to "{names.login}" with inherit false, set true' for hat in HATS
        ]
        missing += [f'create database "{names.database}" owner "{names.owner}"']
    inside = [statement.as_string(None) for statement in wanted_in_database(names)]
    script = "\n".join(f"    {s};" for s in missing) + f'\n    \\connect "{names.database}"\n'
    script += "\n".join(f"    {s};" for s in inside)
    return Trouble(
        f"The role “{names.owner}” may not set up the database. {reason}".strip(),
        "Ask the administrator of that server to run as a superuser, with psql "
        f"(on PostgreSQL 15 without “with inherit false, set true”):\n\n{script}\n",
    )
