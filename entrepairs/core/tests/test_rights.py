"""What the database holds is what the files say, and nothing made by hand survives."""

import re
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
import yaml
from django.conf import settings
from django.db import connections, transaction

from entrepairs.core import rls, snapshot
from entrepairs.core.sql_files import PACKAGE, read_sql
from entrepairs.engine.address import OWNER
from entrepairs.engine.postgres import SUPERUSER
from entrepairs.testing import DATABASE, address

STRAY = {
    "a function": (
        "create function app.stray() returns text language sql security definer as "
        "$$ select 1::text $$"
    ),
    "a function in public": (
        "create function public.stray() returns text language sql as $$ select 1::text $$"
    ),
    "a trigger": (
        "create trigger stray before update on people_person for each row execute "
        "function suppress_redundant_updates_trigger()"
    ),
    "a policy": "create policy stray on people_person to entrepairs_person using (true)",
    "a grant on a table": "grant select on accounts_account to entrepairs_person",
    "a grant on a column": "grant select (password) on accounts_account to entrepairs_person",
    "a grant on a function": "grant execute on function app.count_words(text[], int[]) to public",
    "a grant on a sequence": "grant select on sequence people_person_id_seq to public",
    "a policy taken away": "drop policy seen on people_facet",
    "a function changed": (
        "create or replace function app.me() returns bigint language sql "
        "stable as $$ select 1::bigint $$"
    ),
    "a view of people": "create view public.stray as select * from people_person",
    "a rule": "create rule stray as on delete to people_person do instead nothing",
    "a trigger that sleeps": "alter table people_membership disable trigger moments_are_now",
    "a policy of the system opened": (
        "alter policy system on people_person to entrepairs_system, entrepairs_person"
    ),
    "leave to make things": "grant create on schema public to entrepairs_person",
    "a table that is open": "alter table people_person disable row level security",
}


@pytest.fixture
def own(django_db_setup: None, django_db_blocker: Any) -> Iterator[psycopg.Connection]:
    """The owner of the tables, in a database of its own that is thrown away."""
    cluster = address(SUPERUSER)
    name = f"rights_of_{DATABASE}"
    connections.close_all()
    with psycopg.connect(cluster, autocommit=True) as link:
        template = link.execute(
            "select datname from pg_database where datname like 'template\\_%'"
        ).fetchone()
        assert template is not None
        link.execute(
            f"create database {name} template {template[0]} strategy file_copy owner {OWNER}"
        )
    former = connections.databases["owner"]["NAME"]
    try:
        connections.databases["owner"]["NAME"] = connections["owner"].settings_dict["NAME"] = name
        with (
            django_db_blocker.unblock(),
            psycopg.connect(address(OWNER, name), autocommit=True) as link,
        ):
            yield link
    finally:
        with django_db_blocker.unblock():
            connections["owner"].close()
        connections.databases["owner"]["NAME"] = connections["owner"].settings_dict["NAME"] = former
        with psycopg.connect(cluster, autocommit=True) as link:
            link.execute(f"drop database {name} with (force)")


@pytest.mark.parametrize("what", STRAY)
def test_what_is_made_by_hand_is_told_by_doctor_and_gone_after_migrating(
    own: psycopg.Connection, what: str
) -> None:
    assert snapshot.differences(own) == ([], [])
    own.execute(STRAY[what])
    assert snapshot.differences(own) != ([], [])
    rls.apply()
    assert snapshot.differences(own) == ([], [])


def definer_functions(link: psycopg.Connection) -> list[tuple[str, str, str, bool]]:
    query = """
        select n.nspname || '.' || p.proname, coalesce(array_to_string(p.proconfig, ','), ''),
          coalesce(p.proacl::text, 'nothing said'), p.prorettype = 'trigger'::regtype
        from pg_proc p join pg_namespace n on n.oid = p.pronamespace
        where p.prosecdef and n.nspname in ('app', 'public')
          and p.proname not like 'procrastinate%'"""
    return [tuple(row) for row in link.execute(query)]


def test_a_function_with_the_rights_of_the_owner_has_a_fixed_path_and_is_granted_to_named_hats(
    own: psycopg.Connection,
) -> None:
    found = definer_functions(own)
    assert len(found) > 50
    assert [name for name, path, *_ in found if path != "search_path=app, public, pg_temp"] == []
    assert [
        name
        for name, _path, acl, _trigger in found
        if acl == "nothing said" or re.search(r"[{,]=", acl)
    ] == []


def test_what_a_room_adds_to_a_table_of_another_is_in_a_file_named_for_that_room() -> None:
    added = re.compile(r"create (?:policy|trigger) (\w+)[^;]*?\son\s+(\w+?)_\w+", re.DOTALL)
    libraries = {"account", "mfa"}  # tables of a library: the room that uses it says who may
    wrong = []
    for path in rls.sql_files():
        room = path.parts[-3]
        allowed = path.stem.removeprefix("on_") if path.stem.startswith("on_") else room
        for name, of in added.findall(path.read_text()):
            if of not in {allowed} | libraries:
                wrong.append(f"{path.parts[-3]}/{path.name}: {name} on a table of {of}")
    assert wrong == []


def test_functions_that_migrations_made_are_listed_and_something_stands_on_each() -> None:
    made = set()
    for path in PACKAGE.glob("*/sql/frozen.sql"):
        made |= set(re.findall(r"create function (\w+)", path.read_text()))
    listed = {
        name.partition("(")[0]: why
        for name, why in yaml.safe_load(read_sql("core", "frozen.yaml")).items()
    }
    assert set(listed) == made
    assert all(listed.values())


def test_every_sql_file_of_a_room_is_one_that_is_applied_sent_or_of_a_migration() -> None:
    applied = set(rls.sql_files())
    others = {
        path
        for path in PACKAGE.glob("*/sql/**/*.sql")
        if path not in applied and path.parent.name != "queries" and path.name != "frozen.sql"
    }
    assert others == set()
    assert {path.parts[-3] for path in applied} <= set(settings.ROOMS)


@pytest.mark.django_db(databases=["owner"])
def test_a_table_that_a_migration_makes_is_not_where_everything_is_written_again() -> None:
    """In the schema app it would be dropped with the functions, at the end of the upgrade."""
    link = connections["owner"]
    with transaction.atomic(using="owner"), link.cursor() as cursor:
        cursor.execute("create table made_by_a_migration (id bigint)")
        cursor.execute("select schemaname from pg_tables where tablename = 'made_by_a_migration'")
        assert cursor.fetchone() == ("public",)
        transaction.set_rollback(True, using="owner")
