"""Applies each room's policies.sql: the only place that says who may see.

Idempotent: everything granted and every policy is dropped, then written anew, in one transaction.
"""

from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connections, transaction

HATS = ("entrepairs_person", "entrepairs_gate", "entrepairs_system")
# Only the system hat is given anything of this table. With row security on, PostgreSQL does not say which value was there
# twice, and the worker of Procrastinate stops when it cannot read that.
WITHOUT_ROW_SECURITY = {"procrastinate_jobs"}


def tables(using: str) -> list[str]:
    """Every table of the schema, ours and the libraries'."""
    with connections[using].cursor() as cursor:
        cursor.execute("select tablename from pg_tables where schemaname = 'public' order by 1")
        return [row[0] for row in cursor.fetchall()]


def files() -> list[Path]:
    """The rooms' policies, each with the functions of that room, lowest room first."""
    rooms = [Path(apps.get_app_config(room).path) for room in settings.ROOMS]
    return [
        path
        for room in rooms
        for path in [room / "policies.sql", *sorted((room / "sql").glob("*.sql"))]
        if path.is_file()
    ]


def apply(using: str = "owner") -> None:
    """Closes everything, then opens what the rooms say."""
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        cursor.execute("select policyname, tablename from pg_policies where schemaname = 'public'")
        for policy, table in cursor.fetchall():
            cursor.execute(f'drop policy "{policy}" on "{table}"')
        cursor.execute(f"revoke all on all tables in schema public from public, {', '.join(HATS)}")
        cursor.execute(f"grant usage on schema public to {', '.join(HATS)}")
        cursor.execute(f"grant usage on all sequences in schema public to {', '.join(HATS)}")
        names = tables(using)
        for table in names:
            switch = "disable" if table in WITHOUT_ROW_SECURITY else "enable"
            cursor.execute(f'alter table "{table}" {switch} row level security')
            cursor.execute(
                f'create policy system on "{table}" to entrepairs_system using (true) with check (true)'
            )
        cursor.execute(
            "grant select, insert, update, delete on all tables in schema public to entrepairs_system"
        )
        for path in files():
            cursor.execute(path.read_text())
