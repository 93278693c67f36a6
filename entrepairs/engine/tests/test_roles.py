"""Roles: made once, without rights until a hat is on; or the SQL is handed to who may make them."""

from collections.abc import Iterator

import psycopg
import pytest

from entrepairs.engine import roles
from entrepairs.engine.address import LOGIN, OWNER, database_url
from entrepairs.engine.errors import Trouble
from entrepairs.engine.folder import DataFolder
from entrepairs.engine.postgres import SUPERUSER, EmbeddedPostgres

pytestmark = pytest.mark.engine


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DataFolder]:
    folder = DataFolder.at(tmp_path_factory.mktemp("cluster") / "data")
    server = EmbeddedPostgres(folder)
    server.start()
    try:
        roles.ensure(*addresses(folder), database_url(folder, SUPERUSER, "postgres"))
        yield folder
    finally:
        server.stop()


def addresses(folder: DataFolder) -> tuple[str, str]:
    return database_url(folder, OWNER), database_url(folder, LOGIN)


def test_the_second_time_nothing_is_missing(cluster: DataFolder) -> None:
    with psycopg.connect(database_url(cluster, SUPERUSER, "postgres")) as link:
        assert list(roles.missing_in_cluster(link, roles.Names.of(*addresses(cluster)))) == []
    roles.ensure(*addresses(cluster))  # the owner alone may see to the rest


@pytest.mark.parametrize("hat", roles.HATS)
def test_the_login_role_has_nothing_until_it_puts_a_hat_on(cluster: DataFolder, hat: str) -> None:
    with psycopg.connect(database_url(cluster, OWNER)) as link:
        link.execute("create table if not exists words (what text)")
        link.execute(f"grant select on words to {hat}".encode())
    with psycopg.connect(database_url(cluster, LOGIN), autocommit=True) as link:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            link.execute("select * from public.words")
        link.execute(f"set role {hat}".encode())
        assert link.execute("select * from public.words").fetchall() == []


def test_nobody_but_the_owner_makes_tables(cluster: DataFolder) -> None:
    for role in ("none", *roles.HATS):
        with psycopg.connect(database_url(cluster, LOGIN)) as link:
            link.execute(f"set role {role}".encode())
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                link.execute("create table public.mine (id int)")


def test_one_role_for_both_is_refused(cluster: DataFolder) -> None:
    with pytest.raises(Trouble, match="same role"):
        roles.ensure(database_url(cluster, OWNER), database_url(cluster, OWNER))


def test_who_may_not_make_roles_is_given_the_sql_that_does(cluster: DataFolder) -> None:
    owner, login = database_url(cluster, OWNER), database_url(cluster, "another_login")
    with pytest.raises(Trouble, match="Ask the administrator") as refusal:
        roles.ensure(owner, login)
    script = [line.strip() for line in refusal.value.mend.splitlines() if line.startswith("    ")]
    with psycopg.connect(database_url(cluster, SUPERUSER), autocommit=True) as link:
        for line in script:
            if not line.startswith("\\connect"):
                link.execute(line.encode())
        roles.ensure(owner, login)
        link.execute("drop owned by another_login")
        link.execute("drop role another_login")


def test_an_owner_that_may_create_roles_does_it(cluster: DataFolder) -> None:
    with psycopg.connect(database_url(cluster, SUPERUSER), autocommit=True) as link:
        link.execute("alter role entrepairs_owner createrole")
        for hat in roles.HATS:
            link.execute(f"grant {hat} to entrepairs_owner with admin option".encode())
        try:
            roles.ensure(database_url(cluster, OWNER), database_url(cluster, "made_by_owner"))
            found = link.execute(
                "select rolinherit, rolcanlogin from pg_roles where rolname = 'made_by_owner'"
            ).fetchone()
            assert found == (False, True)
        finally:
            link.execute("alter role entrepairs_owner nocreaterole")
            for hat in roles.HATS:
                link.execute(f"revoke {hat} from entrepairs_owner cascade".encode())
