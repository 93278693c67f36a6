"""The secrets of addresses are in no log."""

import logging
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from entrepairs.core.log_secrets import hide_secrets
from entrepairs.core.private_paths import secret_paths
from entrepairs.core.sql_files import PACKAGE

SECRET = "abcdefghijkmnpqrstuv"
ADDRESSES = {
    "/calendar/feed/": f"/calendar/feed/{SECRET}.ics",
    "/data/": f"/data/{SECRET}/",
    "/enter/code/?code=": f"/enter/code/?code={SECRET}",
    "/erased/": f"/erased/{SECRET}/",
    "/events/contribution/": f"/events/contribution/key.{SECRET}/change/",
    "/events/registration/": f"/events/registration/{SECRET}/cancel/",
    "/learning/kept/": f"/learning/kept/{SECRET}/",
    "/learning/verify/": f"/learning/verify/{SECRET}/",
    "/library/voice/": f"/library/voice/{SECRET}/listen/x",
    "/meetings/calendar/": f"/meetings/calendar/{SECRET}.ics",
    "/reports/door/": f"/reports/door/{SECRET}/",
    "/notices/stop/": f"/notices/stop/key:{SECRET}/",
}


def formatted(record: logging.LogRecord) -> str:
    """As the service writes it."""
    console = logging.getHandlerByName("console")
    assert console is not None
    return console.format(record)


def written(message: str, *values: Any, error: bool = False) -> str:
    """A line of the log, with a traceback that names the address when asked."""
    trouble = None
    if error:
        try:
            raise LookupError(*values)
        except LookupError as one:
            trouble = (type(one), one, one.__traceback__)
    record = logging.LogRecord("django.request", logging.ERROR, "", 1, message, values, trouble)
    return formatted(record)


@pytest.mark.parametrize("prefix", ADDRESSES)
@pytest.mark.parametrize("error", [False, True])
def test_a_line_tells_which_page_failed_and_not_its_secret(prefix: str, error: bool) -> None:
    line = written("Internal Server Error: %s", ADDRESSES[prefix], error=error)
    assert "Internal Server Error" in line
    assert f"{prefix}…" in line
    assert SECRET not in line


def test_other_addresses_are_written_whole() -> None:
    assert "/library/k3y/files/a.pdf" in written("Not Found: %s", "/library/k3y/files/a.pdf")


def test_an_error_on_such_a_page_is_written_without_its_secret(
    client: Client, db: None, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from entrepairs.registrations import views

    def broken(*args: Any, **kwargs: Any) -> None:
        raise LookupError

    monkeypatch.setattr(views, "find_held", broken)
    client.raise_request_exception = False
    assert client.get(ADDRESSES["/events/registration/"].removesuffix("cancel/")).status_code == 500
    assert any(SECRET in record.getMessage() for record in caplog.records)  # there is one to hide
    assert not any(SECRET in formatted(record) for record in caplog.records)


def routes(of: Any, before: str = "") -> Any:
    for one in of.url_patterns:
        whole = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from routes(one, whole)
        elif isinstance(one, URLPattern):
            yield whole, one


def test_every_address_that_is_a_secret_is_among_those_hidden() -> None:
    """Their parameter is called token or door; a registration and a contribution have keys."""
    secret = re.compile(r"<\w+:(token|door)>")
    found = {
        "/" + secret.split(route)[0]
        for route, _one in routes(get_resolver())
        if secret.search(route)
    }
    assert found == {
        "/calendar/feed/",
        "/library/voice/",
        "/meetings/calendar/",
        "/notices/stop/",
    }
    for prefix in found:
        assert hide_secrets(f"GET {prefix}s3cr3t.ics") == f"GET {prefix}…"


def test_the_advice_to_proxies_names_each_of_them() -> None:
    advice = (PACKAGE.parent / "README.md").read_text()
    assert set(secret_paths()) == set(ADDRESSES)
    assert [prefix for prefix in secret_paths() if prefix not in advice] == []
