"""Each unsafe setting is refused, named, and comes with the way to mend it."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from entrepairs.engine import prepare, safety
from entrepairs.engine.address import LOGIN, OWNER, database_url
from entrepairs.engine.errors import Trouble
from entrepairs.engine.folder import DataFolder, new_word_key
from entrepairs.engine.postgres import SUPERUSER, EmbeddedPostgres
from entrepairs.engine.roles import ensure
from entrepairs.engine.tests.conftest import Run

SAFE = {
    "ENTREPAIRS_SECRET_KEY": "s" * 60,
    "ENTREPAIRS_WORD_KEYS": f"{new_word_key()},{new_word_key()}",
    "ENTREPAIRS_HOSTS": "entrepairs.example.org",
    "ENTREPAIRS_ORIGIN": "https://entrepairs.example.org",
    "ENTREPAIRS_MAIL_HOST": "mail.example.org",
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DataFolder:
    for name, value in SAFE.items():
        monkeypatch.setenv(name, value)
    return DataFolder.at(tmp_path / "data")


def test_safe_settings_pass(folder: DataFolder) -> None:
    safety.refuse_unsafe_settings(folder)


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("ENTREPAIRS_SECRET_KEY", "", "secret key is missing"),
        ("ENTREPAIRS_SECRET_KEY", "short", "secret key is too short"),
        ("ENTREPAIRS_WORD_KEYS", "", "keys for words at rest are missing"),
        ("ENTREPAIRS_WORD_KEYS", "not-a-key", "keys for words at rest are not valid"),
        ("ENTREPAIRS_HOSTS", "", "ENTREPAIRS_HOSTS is missing"),
        ("ENTREPAIRS_HOSTS", "*", "allows every name"),
        ("ENTREPAIRS_ORIGIN", "", "ENTREPAIRS_ORIGIN is missing"),
        ("ENTREPAIRS_ORIGIN", "entrepairs.example.org", "is not an origin"),
        ("ENTREPAIRS_ORIGIN", "http://entrepairs.example.org", "in clear"),
    ],
)
def test_an_unsafe_setting_is_refused(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch, name: str, value: str, told: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(Trouble, match=told) as refusal:
        safety.refuse_unsafe_settings(folder)
    assert "->" in refusal.value.what


def test_without_a_certificate_one_may_only_try_it_on_ones_own_machine(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ENTREPAIRS_ORIGIN", "http://localhost:8000")
    safety.refuse_unsafe_settings(folder)


def test_keys_that_others_can_read_are_refused(folder: DataFolder) -> None:
    folder.keys.mkdir(mode=0o700)
    (folder.keys / "word_keys").write_text(new_word_key())
    (folder.keys / "word_keys").chmod(0o644)
    with pytest.raises(Trouble, match="chmod go= "):
        safety.refuse_unsafe_settings(folder)


def test_no_mail_is_only_a_warning(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("ENTREPAIRS_MAIL_HOST")
    safety.refuse_unsafe_settings(folder)
    assert "Warning: No mail server" in capsys.readouterr().err


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DataFolder]:
    """A server with our roles and one table."""
    folder = DataFolder.at(tmp_path_factory.mktemp("cluster") / "data")
    server = EmbeddedPostgres(folder)
    server.start()
    try:
        ensure(
            database_url(folder, OWNER),
            database_url(folder, LOGIN),
            database_url(folder, SUPERUSER, "postgres"),
        )
        with psycopg.connect(database_url(folder, OWNER)) as link:
            link.execute("create table secrets (id int)")
        yield folder
    finally:
        server.stop()


def test_the_login_role_we_make_is_safe(cluster: DataFolder) -> None:
    assert list(safety.unsafe_database(database_url(cluster, LOGIN))) == []


@pytest.mark.parametrize(
    ("make", "unmake", "told"),
    [
        ("alter role {} superuser", "alter role {} nosuperuser", "is a superuser"),
        ("alter role {} bypassrls", "alter role {} nobypassrls", "passes row security"),
        ("alter role {} createrole", "alter role {} nocreaterole", "may create roles"),
        (
            "grant select on secrets to {}",
            "revoke select on secrets from {}",
            "without putting on a hat",
        ),
        (
            "grant delete on secrets to public",
            "revoke delete on secrets from public",
            "without putting on a hat",
        ),
        (
            "alter table secrets owner to {}",
            "alter table secrets owner to entrepairs_owner",
            "owns tables",
        ),
        (
            "revoke entrepairs_gate from {}",
            "grant entrepairs_gate to {} with inherit false",
            "every hat",
        ),
    ],
)
def test_a_login_role_with_rights_of_its_own_is_refused(
    cluster: DataFolder, make: str, unmake: str, told: str
) -> None:
    with psycopg.connect(database_url(cluster, SUPERUSER), autocommit=True) as link:
        link.execute(make.format(LOGIN).encode())
        try:
            findings = list(safety.unsafe_database(database_url(cluster, LOGIN)))
        finally:
            link.execute(unmake.format(LOGIN).encode())
    assert any(told in finding.what and finding.grave for finding in findings), findings
    assert list(safety.unsafe_database(database_url(cluster, LOGIN))) == []


def test_the_sample_network_is_not_served_to_real_people(cluster: DataFolder) -> None:
    with psycopg.connect(database_url(cluster, OWNER), autocommit=True) as link:
        prepare.write_state(link, prepare.State("something", "built"))
        try:
            findings = list(safety.unsafe_database(database_url(cluster, LOGIN)))
        finally:
            prepare.write_state(link, prepare.State())
    assert [finding.what for finding in findings] == [
        "This database holds the sample network, whose people anyone may sign in as."
    ]


def test_debug_is_refused(settings: object) -> None:
    settings.DEBUG = True  # type: ignore[attr-defined]
    with pytest.raises(Trouble, match="DEBUG"):
        safety.refuse_unsafe_django()


@pytest.mark.engine
def test_serve_names_everything_unsafe_at_once_and_leaves_nothing_running(instance: Run) -> None:
    (instance.data / "keys").chmod(0o755)
    instance.static = Path("/nowhere")
    process = instance.start()
    said = instance.said_until_its_end()
    assert process.returncode == 1
    assert "does not start with unsafe settings" in said
    assert "Other users of this machine can read" in said
    assert instance.postgres.status() == (0, "")
