"""A database that is away: every page says that the site comes back, in the reader's language,
and does not break."""

import json
import subprocess
import sys
from typing import Any

import pytest
from django.conf import settings
from django.db import OperationalError
from django.test import Client, RequestFactory

from entrepairs import testing
from entrepairs.core.database_away import is_away
from entrepairs.ui import errors

# In a process of its own: nothing answers at the address of its database, and it does not wait for
# long.
WALK = """
import json, logging, os
import django
from django.conf import settings
settings.DATABASES["default"]["OPTIONS"]["pool"]["timeout"] = 0.01
django.setup()
logging.disable()
from django.test import Client
from django.urls import get_resolver
from entrepairs.tests.addresses import addresses
found = {}
for language in ("en", "fr"):
    cookies = {settings.SESSION_COOKIE_NAME: "0123456789abcdef" * 2} if language == "fr" else {}
    client = Client(raise_request_exception=False, headers={"accept-language": language})
    client.cookies.load(cookies)
    known = [a for a, _ in addresses(get_resolver()) if not a.startswith("^")]
    for address in ["nowhere/", *known]:
        for method in (client.get, client.post):
            answer = method("/" + address)
            found[f"{method.__name__} {language} /{address}"] = [
                answer.status_code, answer.headers.get("Retry-After", ""),
                answer.content.decode(errors="replace")]
print(json.dumps(found))
"""
SENTENCES = ("Back in a moment", "De retour dans un instant")


@pytest.fixture(scope="module")
def walked() -> dict[str, Any]:
    nowhere = "postgresql://entrepairs_login@127.0.0.1:9/entrepairs"
    told = {
        "ENTREPAIRS_MODE": "test",
        "ENTREPAIRS_HOSTS": "testserver",
        "ENTREPAIRS_SECRET_KEY": "only-for-tests-" * 5,
        "DATABASE_URL": nowhere,
        "DJANGO_SETTINGS_MODULE": "entrepairs.settings",
    }
    done = subprocess.run(
        [sys.executable, "-c", WALK],
        env=testing.environment(**told),
        cwd=testing.PACKAGE.parent,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.nightly
def test_every_page_and_every_form_says_that_the_site_comes_back(walked: dict[str, Any]) -> None:
    assert len(walked) > 400
    other = {
        road: (status, text[:200])
        for road, (status, retry, text) in walked.items()
        if status != 503 or not retry or not any(sentence in text for sentence in SENTENCES)
    }
    assert other == {}


@pytest.mark.nightly
def test_it_is_said_in_the_language_of_the_reader(walked: dict[str, Any]) -> None:
    for language, sentence in zip(("en", "fr"), SENTENCES, strict=True):
        assert sentence in walked[f"get {language} /healthz"][2]
        assert sentence in walked[f"get {language} /today/"][2]


def test_nobody_waits_longer_than_two_seconds_for_it() -> None:
    options = settings.DATABASES["default"]["OPTIONS"]
    assert options["pool"]["timeout"] < 2
    assert options["pool"]["reconnect_timeout"] <= 2  # and it is asked again at once
    assert int(settings.DATABASES["tries"]["OPTIONS"]["connect_timeout"]) <= 2
    # No page waits for the owner: a migration on a busy machine is patient.
    assert int(settings.DATABASES["owner"]["OPTIONS"]["connect_timeout"]) >= 20


@pytest.mark.parametrize(
    ("sqlstate", "away"),
    [
        (None, True),
        ("08006", True),
        ("53100", True),
        ("57P01", True),
        ("40P01", False),
        ("57014", False),
    ],
)
def test_a_statement_that_was_wrong_or_too_long_is_not_a_database_that_is_away(
    sqlstate: str | None, away: bool
) -> None:
    error = OperationalError("no")
    error.__cause__ = type("Cause", (Exception,), {"sqlstate": sqlstate})()
    assert is_away(error) is away
    try:
        raise error
    except OperationalError:
        answer = errors.server_error(RequestFactory().get("/"))
    assert answer.status_code == (503 if away else 500)
    assert answer.headers.get("Retry-After") == ("30" if away else None)


def test_a_mistake_of_ours_is_still_told_as_one() -> None:
    try:
        raise ValueError("no")
    except ValueError:
        assert errors.server_error(RequestFactory().get("/")).status_code == 500


def test_healthz_answers_when_all_is_well(client: Client) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok\n")


def test_healthz_tells_a_full_disk(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    full = type("Usage", (), {"free": 5_000_000})
    monkeypatch.setattr("entrepairs.engine.health.shutil.disk_usage", lambda folder: full)
    answer = client.get("/healthz")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    assert "disk full: data" in answer.content.decode()
