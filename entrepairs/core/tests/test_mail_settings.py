"""The sender and the way to the mail server, as administrators write them."""

import os
import subprocess
import sys

import pytest

from entrepairs import testing
from entrepairs.core.mail_settings import mail_security, mail_sender, read_mail_settings

READ = """
from entrepairs import settings as s
o = s.MAILERS["default"].get("OPTIONS", {})
print(s.MAIL_ADDRESS, o.get("use_tls"), o.get("use_ssl"), s.MAILERS["default"]["BACKEND"])
"""


@pytest.mark.parametrize(
    ("written", "read", "address"),
    [
        ("a@b.example", "a@b.example", "a@b.example"),
        ("Name <a@b.example>", "Name <a@b.example>", "a@b.example"),
        ('"L’Escale, GEM" <a@b.example>', '"L’Escale, GEM" <a@b.example>', "a@b.example"),
        ("", "entrepairs@localhost", "entrepairs@localhost"),
        ("nobody", "entrepairs@localhost", "entrepairs@localhost"),
    ],
)
def test_a_sender_is_a_name_and_an_address(written: str, read: str, address: str) -> None:
    assert mail_sender(written) == (read, address)


@pytest.mark.parametrize(
    ("host", "port", "security"),
    [
        ("mail.example", 465, "tls"),
        ("mail.example", 587, "starttls"),
        ("mail.example", 25, "starttls"),
        ("localhost", 25, "none"),
        ("localhost", 465, "tls"),
    ],
)
def test_the_way_to_the_server_is_closed_unless_it_stays_here(
    host: str, port: int, security: str
) -> None:
    assert mail_security(host, port) == security


@pytest.mark.parametrize(
    ("told", "read"),
    [
        ({"HOST": "m.example", "PORT": "465"}, "False True"),
        ({"HOST": "m.example"}, "True False"),
        ({"HOST": "m.example", "PORT": "2525", "SECURITY": "none"}, "False False"),
        ({}, "None None django.core.mail.backends.dummy.EmailBackend"),
    ],
)
def test_the_settings_follow_and_without_a_server_nothing_is_written_anywhere(
    told: dict[str, str], read: str
) -> None:
    more = {f"ENTREPAIRS_MAIL_{name}": value for name, value in told.items()}
    more |= {"ENTREPAIRS_MAIL_FROM": "L’Escale <a@b.example>", "ENTREPAIRS_MODE": "serve"}
    done = subprocess.run(
        [sys.executable, "-c", READ],
        env=testing.environment(**more),
        cwd=testing.PACKAGE.parent,
        capture_output=True,
        text=True,
    )
    assert done.stdout.startswith(f"a@b.example {read}"), done.stderr
    assert os.environ["ENTREPAIRS_MODE"] == "test"


def test_without_a_host_no_mail_leaves_and_an_empty_setting_is_none_at_all() -> None:
    assert "dummy" in read_mail_settings({}).mailers["default"]["BACKEND"]
    told = {"ENTREPAIRS_MAIL_HOST": "mail.example", "ENTREPAIRS_MAIL_PORT": ""}
    options = read_mail_settings(told).mailers["default"]["OPTIONS"]
    assert (options["port"], options["use_tls"], options["use_ssl"]) == (587, True, False)
