"""Writes into the database what the rooms' SQL files say: functions, policies, triggers and grants,
and nothing else.

In one transaction, everything that is not data is dropped and written again: the schema `app` with
all functions, every policy, trigger and grant. So nothing survives that is not in a file. Functions
on which a generated column or an index stands belong to migrations and stay in `public`:
core/sql/frozen.yaml lists them.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.db import connections, transaction

from entrepairs.core.sql_files import PACKAGE, QUERY_FUNCTIONS, function_of, read_sql

HATS = ("entrepairs_person", "entrepairs_gate", "entrepairs_system")
# In this order within a room. The functions of lower rooms are there when a room's policies are
# made.
FILES = ("functions.sql", "policies.sql", "derived.sql", "triggers.sql", "on_*.sql")
# Only the system hat is given anything of this table. With row security on, PostgreSQL does not say
# which value was there twice, and the worker of Procrastinate stops when it cannot read that.
WITHOUT_ROW_SECURITY = {"procrastinate_jobs"}

# Functions of `public` that are neither an extension's nor Procrastinate's.
OUR_PUBLIC_FUNCTIONS = """
select p.oid::regprocedure::text, p.proname from pg_proc p
where p.pronamespace = 'public'::regnamespace and p.proname not like 'procrastinate%'
  and not exists (
    select from pg_depend d
    where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')
"""
# Triggers of our tables, but those that constraints made and Procrastinate's.
OUR_TRIGGERS = """
select t.tgname, c.relname from pg_trigger t join pg_class c on c.oid = t.tgrelid
where c.relnamespace = 'public'::regnamespace and not t.tgisinternal
  and c.relname not like 'procrastinate%'
"""
# We have no view and no rule.
OUR_VIEWS = """
select relname, case relkind when 'm' then 'materialized' else '' end from pg_class
where relnamespace = 'public'::regnamespace and relkind in ('v', 'm')
  and relname not like 'procrastinate%'
  and not exists (
    select from pg_depend d
    where d.classid = 'pg_class'::regclass and d.objid = oid and d.deptype = 'e')
"""
OUR_RULES = """
select r.rulename, c.relname from pg_rewrite r join pg_class c on c.oid = r.ev_class
where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
  and c.relname not like 'procrastinate%'
"""
# Roles that were granted something on a table, a column, a sequence, a function or the schema,
# other than its owner.
GRANTED = """
with given as (
  select relacl as acl, relowner as owner, relnamespace as space from pg_class
  union all
  select a.attacl, c.relowner, c.relnamespace
  from pg_attribute a join pg_class c on c.oid = a.attrelid
  union all select proacl, proowner, pronamespace from pg_proc
)
select distinct case g.grantee when 0 then 'public' else quote_ident(pg_get_userbyid(g.grantee)) end
from given, aclexplode(given.acl) g where space = 'public'::regnamespace and g.grantee <> owner
"""


def frozen_functions() -> dict[str, str]:
    """The functions of migrations, by signature or name, each with what stands on it."""
    found: dict[str, str] = yaml.safe_load(read_sql("core", "frozen.yaml"))
    return found


def sql_files() -> Iterator[Path]:
    """All files that are applied, lowest room first."""
    for room in settings.ROOMS:
        for name in FILES:
            yield from sorted((PACKAGE / room / "sql").glob(name))


def query_functions() -> Iterator[str]:
    """Functions made of the queries that rooms contribute to one page.

    In one statement, the plans of thirty rooms are begun whatever there is to find. PL/pgSQL plans
    each by itself, once a connection, and runs it from there.
    """
    for name, kind in QUERY_FUNCTIONS.items():
        for room in settings.ROOMS:
            if (PACKAGE / room / "sql" / name).exists():
                function, query = function_of(room, name), read_sql(room, name)
                given = f"query\n{query}" if kind.startswith("setof ") else f"(\n{query}\n)"
                yield (
                    f"create function {function} returns {kind} language plpgsql stable as"
                    f" $query$ begin return {given};\nend $query$"
                )
                yield f"revoke all on function {function} from public"
                yield f"grant execute on function {function} to entrepairs_person"


def list_tables(using: str) -> list[str]:
    """Every table of the schema, ours and the libraries'."""
    return [
        row[0]
        for row in fetch(
            using, "select tablename from pg_tables where schemaname = 'public' order by 1"
        )
    ]


def fetch(using: str, query: str) -> list[tuple[Any, ...]]:
    with connections[using].cursor() as cursor:
        cursor.execute(query)
        return list(cursor.fetchall())


def apply(using: str = "owner") -> None:
    """Drops everything but the tables, then writes what the rooms say."""
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        # Bodies name functions and tables of files that come later.
        cursor.execute("set local check_function_bodies = off")
        cursor.execute("set local client_min_messages = warning")
        for statement in (*dropping(using), *closing(using), *opening_for_system(using)):
            cursor.execute(statement)
        for path in sql_files():
            cursor.execute(path.read_text())
        for statement in query_functions():
            cursor.execute(statement)
        # What a file does not grant, nobody may execute: PostgreSQL lets everyone, unless told
        # otherwise.
        cursor.execute("revoke all on all functions in schema app from public")
        cursor.execute("grant execute on all functions in schema app to entrepairs_system")


def dropping(using: str) -> Iterator[str]:
    """Functions, triggers and policies, those made by hand included."""
    for policy, table in fetch(
        using, "select policyname, tablename from pg_policies where schemaname = 'public'"
    ):
        yield f'drop policy "{policy}" on "{table}"'
    yield "drop schema if exists app cascade"
    for trigger, table in fetch(using, OUR_TRIGGERS):
        yield f'drop trigger if exists "{trigger}" on "{table}"'
    frozen = {signature.partition("(")[0] for signature in frozen_functions()}
    for signature, name in fetch(using, OUR_PUBLIC_FUNCTIONS):
        if name not in frozen:
            yield f"drop function if exists public.{signature.removeprefix('public.')} cascade"
    for view, kind in fetch(using, OUR_VIEWS):
        yield f'drop {kind} view if exists "{view}" cascade'
    for rule, table in fetch(using, OUR_RULES):
        yield f'drop rule "{rule}" on "{table}"'
    yield "create schema app"
    yield "set local search_path = app, public"


def closing(using: str) -> Iterator[str]:
    """Nobody has anything."""
    others = {"public", *HATS, *(row[0] for row in fetch(using, GRANTED))}
    for kind in ("tables", "sequences"):
        yield f"revoke all on all {kind} in schema public from {', '.join(sorted(others))}"
    yield f"revoke create on schema public from {', '.join(sorted(others))}"
    for schema in ("public", "app"):
        yield f"grant usage on schema {schema} to {', '.join(HATS)}"
    for signature, name in fetch(using, OUR_PUBLIC_FUNCTIONS):
        if name in {frozen.partition("(")[0] for frozen in frozen_functions()}:
            yield f"revoke all on function {signature} from {', '.join(sorted(others))}"
            yield f"grant execute on function {signature} to {', '.join(HATS)}"
    yield f"grant usage on all sequences in schema public to {', '.join(HATS)}"


def opening_for_system(using: str) -> Iterator[str]:
    """The system hat sees all; row security is on for the others."""
    for table in list_tables(using):
        switch = "disable" if table in WITHOUT_ROW_SECURITY else "enable"
        yield f'alter table "{table}" {switch} row level security, no force row level security'
        yield (
            f'create policy system on "{table}" to entrepairs_system using (true) with check (true)'
        )
    yield "grant select, insert, update, delete on all tables in schema public to entrepairs_system"
