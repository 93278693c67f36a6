"""A backup goes into a server of another version, and comes back, with every row.

Not in `make test`: `make test-postgres` runs it against each version (servers.py).
"""

from pathlib import Path

import psycopg

from entrepairs import testing
from entrepairs.engine import roles
from entrepairs.engine.address import DATABASE, LOGIN, OWNER, database_url
from entrepairs.engine.folder import DataFolder
from entrepairs.engine.postgres import SUPERUSER, EmbeddedPostgres
from entrepairs.engine.tests.conftest import elsewhere, entrepairs

SAFE = {"ENTREPAIRS_HOSTS": "localhost", "ENTREPAIRS_ORIGIN": "http://localhost"}


def rows(address: str) -> dict[str, tuple[int, str]]:
    """Of each table, how many rows and a sum of all that they say."""
    with psycopg.connect(address) as link:
        tables = [
            str(row[0])
            for row in link.execute(
                "select relname from pg_class where relnamespace = 'public'::regnamespace "
                "and relkind in ('r', 'p') order by 1"
            )
        ]
        found = {}
        for table in tables:
            row = link.execute(
                "select count(*), md5(coalesce(string_agg(t::text, '|' order by t::text "
                f'collate "C"), \'\')) from public."{table}" t'.encode()
            ).fetchone()
            assert row is not None
            found[table] = (int(row[0]), str(row[1]))
    return found


def addresses(database: str) -> dict[str, str]:
    """A new database on the server, as its administrator makes it."""
    told = {
        "DATABASE_URL": testing.address(LOGIN, database),
        "DATABASE_OWNER_URL": testing.address(OWNER, database),
    }
    roles.ensure(told["DATABASE_OWNER_URL"], told["DATABASE_URL"], testing.address(SUPERUSER))
    return told


def embedded_rows(data: Path) -> dict[str, tuple[int, str]]:
    server = EmbeddedPostgres(DataFolder(data.resolve()))
    server.start()
    try:
        return rows(database_url(server.folder, SUPERUSER, DATABASE))
    finally:
        server.stop()


def test_a_backup_goes_into_this_server_again_into_this_server_and_home(
    source: Path, backup: Path, tmp_path: Path
) -> None:
    before = embedded_rows(source)
    assert before["people_person"][0] == 6
    last = backup
    for turn in ("first", "second"):
        place, told = elsewhere(source, tmp_path / turn), addresses(f"drill_{turn}")
        done = entrepairs("restore", "--data", str(place), str(last), **told)
        assert done.returncode == 0, done.stderr
        assert rows(testing.address(SUPERUSER, f"drill_{turn}")) == before
        looked = entrepairs("doctor", "--data", str(place), **told, **SAFE).stdout
        for well in ("PostgreSQL’s version", "words at rest, deciphered", "functions, policies"):
            assert f"ok       {well}" in looked, looked
        last = tmp_path / f"{turn}.backup"
        done = entrepairs("backup", "--data", str(place), str(last), **told)
        assert done.returncode == 0, done.stderr
    home = elsewhere(source, tmp_path / "home")
    done = entrepairs("restore", "--data", str(home), str(last))
    assert done.returncode == 0, done.stderr
    assert embedded_rows(home) == before


def test_without_leave_to_make_roles_the_administrator_is_told_what_to_run(
    source: Path, backup: Path, tmp_path: Path
) -> None:
    with psycopg.connect(testing.address(SUPERUSER), autocommit=True) as link:
        link.execute("drop role if exists nobody_special")
        link.execute("create role nobody_special login")
    told = {
        "DATABASE_URL": testing.address("another_login", "nothing_here"),
        "DATABASE_OWNER_URL": testing.address("nobody_special", "postgres"),
    }
    place = elsewhere(source, tmp_path / "new")
    done = entrepairs("restore", "--data", str(place), str(backup), **told)
    assert done.returncode == 1
    assert "Ask the administrator of that server" in done.stderr
    assert "Traceback" not in done.stderr
