"""First tables: made at once they are what the migrations make one after the other."""

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.db import connections, migrations
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from entrepairs.engine import roles
from entrepairs.engine.address import LOGIN, OWNER
from entrepairs.engine.first_tables import CHANGE_ROWS_ONLY, does_more_than_tables
from entrepairs.engine.postgres import SUPERUSER
from entrepairs.testing import DATABASE, address

# Where a column stands in its table, and a check that says of a column that can be empty that it is
# not, tell nothing else.
HELD = """
select 'column ' || c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
    || a.attnotnull || coalesce(pg_get_expr(d.adbin, d.adrelid), '')
    || a.attidentity::text || a.attgenerated::text
  from pg_attribute a join pg_class c on c.oid = a.attrelid
  left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
  where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0
    and not a.attisdropped
union all
select 'rule ' || conrelid::regclass || ' ' || regexp_replace(pg_get_constraintdef(oid),
    ' AND \\(\\w+ IS NOT NULL\\)|[()]', '', 'g')
  from pg_constraint
  where connamespace = 'public'::regnamespace and conrelid <> 0 and contype <> 'n'
union all
select 'index ' || indexdef from pg_indexes where schemaname = 'public'
union all
select 'table ' || relname || coalesce(reloptions::text, '') || relpersistence::text from pg_class
  where relnamespace = 'public'::regnamespace and relkind = 'r'
union all
select 'function ' || oid::regprocedure || md5(prosrc) from pg_proc
  where pronamespace = 'public'::regnamespace
"""


@pytest.fixture
def empty(django_db_setup: None, django_db_blocker: Any) -> Iterator[psycopg.Connection]:
    """A database without a table, which is the owner's until the test ends."""
    name, cluster = f"empty_of_{DATABASE}", address(SUPERUSER)
    settings = connections["owner"].settings_dict
    former = settings["NAME"]
    with psycopg.connect(cluster, autocommit=True) as link:
        link.execute(f"create database {name} owner {OWNER}".encode())
    try:
        roles.ensure(address(OWNER, name), address(LOGIN, name), cluster)
        with (
            django_db_blocker.unblock(),
            psycopg.connect(address(OWNER, name), autocommit=True) as link,
        ):
            connections["owner"].close()
            settings["NAME"] = name
            yield link
    finally:
        with django_db_blocker.unblock():
            connections["owner"].close()
        settings["NAME"] = former
        with psycopg.connect(cluster, autocommit=True) as link:
            link.execute(f"drop database {name} with (force)".encode())


def held_in(link: psycopg.Connection[Any]) -> set[str]:
    return {line for (line,) in link.execute(HELD.encode())}


@pytest.mark.nightly
def test_tables_made_at_once_are_those_of_each_migration_after_the_other(
    empty: psycopg.Connection,
) -> None:
    executor = MigrationExecutor(connections["owner"])
    executor.migrate(executor.loader.graph.leaf_nodes())
    with psycopg.connect(address(OWNER, DATABASE)) as link:
        at_once = held_in(link)
    assert len(at_once) > 1000
    assert held_in(empty) ^ at_once == set()


def test_what_is_passed_over_in_an_empty_database_only_changes_rows() -> None:
    known = MigrationLoader(None).disk_migrations
    for key in CHANGE_ROWS_ONLY:
        sent = [one for one in known[key].operations if isinstance(one, migrations.RunSQL)]
        assert sent
        assert not any(does_more_than_tables(known[key], one) for one in sent)
        for one in sent:
            text = one.sql if isinstance(one.sql, str) else " ".join(map(str, one.sql))
            assert not {"create", "alter", "drop"} & set(text.lower().split())
