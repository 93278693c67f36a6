"""Without a mail server there is no door that sends a code, and no code in any log."""

import subprocess
import sys
from typing import Any

import pytest
from django.test import Client

from entrepairs import testing
from entrepairs.core import hats
from entrepairs.people.models import Person
from entrepairs.tests.posting import text

DOORS = ("/account/signup/", "/account/signup/passkey/", "/account/login/code/")


@pytest.fixture
def without_mail(settings: Any) -> None:
    settings.MAILS_LEAVE = False


def test_with_mail_the_doors_are_there(client: Client, db: None) -> None:
    assert "Create an account by email" in text(client.get("/enter/"))
    assert {client.get(door).status_code for door in DOORS} == {200}


def test_without_it_no_page_offers_them(without_mail: None, client: Client, db: None) -> None:
    page = text(client.get("/enter/"))
    assert "a paper code" in page
    assert "by email" not in page
    assert "Create an account by email" not in page


@pytest.mark.parametrize(
    "door", [*DOORS, "/account/confirm-email/", "/account/login/code/confirm/"]
)
def test_without_it_each_says_so_and_sends_nothing(
    without_mail: None, client: Client, db: None, door: str, mailoutbox: list[Any]
) -> None:
    sent = {"email": "zoe@mail.example", "called": "Zoé"}
    for answer in (client.get(door), client.post(door, sent)):
        assert answer.status_code == 404
        assert "This site does not send emails" in answer.content.decode()
        assert "We have sent" not in answer.content.decode()
    assert mailoutbox == []
    with hats.system("test"):
        assert not Person.objects.filter(name="Zoé").exists()


def test_without_it_nobody_adds_an_address(
    without_mail: None, as_person: Any, amel: Person
) -> None:
    client = as_person(amel)
    assert "Add an email address" not in text(client.get("/account/"))
    assert client.get("/account/email/").status_code in {302, 404}


@pytest.mark.parametrize("mode", ["serve", "demo"])
def test_without_a_mail_server_no_mail_is_written_into_a_log(mode: str) -> None:
    code = "from entrepairs import settings as s; print(s.MAILERS['default'], s.MAILS_LEAVE)"
    settings = testing.environment(ENTREPAIRS_MODE=mode, ENTREPAIRS_SECRET_KEY="x")
    command = [sys.executable, "-c", code]
    made = subprocess.run(command, env=settings, capture_output=True, text=True, check=True)
    assert "False" in made.stdout
    assert "console" not in made.stdout
