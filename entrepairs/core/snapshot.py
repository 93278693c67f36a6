"""A snapshot of who may do what in the database: the schema, functions, triggers, policies and
grants, one a line.

Kept in the repository (core/sql/snapshot.txt), so that a diff shows what a change does to rights;
`doctor` compares it with the database. Written by `python -m entrepairs snapshot`. It says the same
on PostgreSQL 15 to 18.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Protocol

FILE = Path(__file__).parent / "sql" / "snapshot.txt"


class Link(Protocol):
    """A connection of psycopg."""

    def execute(self, query: Any) -> Iterable[tuple[Any, ...]]: ...


OURS = "c.relnamespace = 'public'::regnamespace and c.relname not like 'procrastinate%'"
# Each gives lines of text. Names of roles other than the hats are those of an installation: the
# owner is left out, the others are named, for they have no business here.
QUERIES = {
    "column": f"""
        select c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
          || case when a.attnotnull then ' not null' else '' end
        from pg_attribute a join pg_class c on c.oid = a.attrelid
        where {OURS} and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped""",
    "row security": f"""
        select c.relname || case when c.relrowsecurity then ' on' else ' off' end from pg_class c
        where {OURS} and c.relkind in ('r', 'p')""",
    "policy": """
        select tablename || '.' || policyname || ' ' || lower(permissive) || ' ' || lower(cmd)
          || ' to ' || array_to_string(roles, ',')
          || ' ' || md5(regexp_replace(
            coalesce(qual, '') || '|' || coalesce(with_check, ''), '\\s+', ' ', 'g'))
        from pg_policies where schemaname = 'public'""",
    "trigger": """
        select c.relname || '.' || t.tgname || ' ' || t.tgenabled::text || ' '
          || md5(regexp_replace(pg_get_triggerdef(t.oid), '\\s+', ' ', 'g'))
        from pg_trigger t join pg_class c on c.oid = t.tgrelid
        where c.relnamespace = 'public'::regnamespace and not t.tgisinternal""",
    "rule": """
        select c.relname || '.' || r.rulename
        from pg_rewrite r join pg_class c on c.oid = r.ev_class
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')""",
    "default privilege": """
        select coalesce(n.nspname::text, 'everywhere') || ' ' || d.defaclobjtype::text
          || ' ' || d.defaclacl::text
        from pg_default_acl d left join pg_namespace n on n.oid = d.defaclnamespace""",
    "schema": """
        select nspname from pg_namespace
        where nspname not like 'pg_%' and nspname not in ('information_schema', 'public')""",
    "function": """
        select n.nspname || '.' || p.proname
          || '(' || pg_get_function_identity_arguments(p.oid) || ') '
          || case when p.prosecdef then 'definer ' else '' end || p.provolatile::text
          || ' ' || md5(p.prosrc || coalesce(array_to_string(p.proconfig, ','), ''))
        from pg_proc p join pg_namespace n on n.oid = p.pronamespace
        where n.nspname not like 'pg_%' and n.nspname <> 'information_schema'
          and not exists (
            select from pg_depend d
            where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')""",
    "view": """
        select c.relname from pg_class c
        where c.relnamespace in ('public'::regnamespace, to_regnamespace('app'))
          and c.relkind in ('v', 'm')
          and c.relname not like 'procrastinate%'""",
    "grant": """
        with given as (
          select c.relname::text as what, c.relacl as acl, c.relowner as owner from pg_class c
            where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'S')
          union all select c.relname || '.' || a.attname, a.attacl, c.relowner
            from pg_attribute a join pg_class c on c.oid = a.attrelid
            where c.relnamespace = 'public'::regnamespace and a.attacl is not null
          union all select n.nspname || '.' || p.proname
              || '(' || pg_get_function_identity_arguments(p.oid) || ')',
            coalesce(p.proacl, acldefault('f', p.proowner)), p.proowner
            from pg_proc p join pg_namespace n on n.oid = p.pronamespace
            where n.nspname in ('app', 'public')
              and not exists (
                select from pg_depend d
                where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')
          union all select 'schema ' || nspname, nspacl, nspowner from pg_namespace
            where nspname in ('app', 'public')
        )
        select what || ' to '
          || case g.grantee when 0 then 'public' else pg_get_userbyid(g.grantee)::text end || ': '
          || string_agg(lower(g.privilege_type), ', ' order by lower(g.privilege_type))
        from given, aclexplode(acl) g
        where g.grantee <> owner and g.grantee <> 10 and g.privilege_type <> 'MAINTAIN'
          and pg_get_userbyid(g.grantee) not in (
            select pg_get_userbyid(nspowner) from pg_namespace where nspname = 'app')
          and not (what like 'procrastinate%' or what like 'public.procrastinate%')
        group by what, g.grantee""",
}


def lines_of(link: Link) -> Iterator[str]:
    """What the database holds, sorted."""
    found = [f"{kind}: {row[0]}" for kind, query in QUERIES.items() for row in link.execute(query)]
    return iter(sorted(found))


def kept_lines() -> list[str]:
    """What the repository says that it holds."""
    return FILE.read_text().splitlines() if FILE.is_file() else []


def differences(link: Link) -> tuple[list[str], list[str]]:
    """Lines that only the database has, and those that it lacks."""
    found, kept = set(lines_of(link)), set(kept_lines())
    return sorted(found - kept), sorted(kept - found)


def write(link: Link) -> None:
    """Keeps what the database holds now."""
    FILE.write_text("\n".join(lines_of(link)) + "\n")
