"""A session: what it keeps, how long, and how its person ends it."""

from typing import Any

from django.test import Client

from entrepairs.accounts.models import Session
from entrepairs.accounts.tests.ways_in import give_words, send, who
from entrepairs.core import hats
from entrepairs.people.models import Person


def test_signing_out_is_a_press_and_not_a_link(signed_in: Client, amel: Person) -> None:
    assert signed_in.get("/account/logout/").status_code == 200
    assert who(signed_in) == amel.pk
    key = signed_in.cookies["session"].value
    assert send(signed_in, "/account/logout/")["Location"] == "/"
    with hats.gate():
        assert not Session.objects.filter(session_key=key).exists()
    assert send(signed_in, "/account/logout/")["Location"] == "/"


def test_signing_out_everywhere_ends_every_session_of_mine_and_no_other(
    signed_in: Client, as_person: Any, amel: Person, bruno: Person
) -> None:
    other, his = as_person(amel), as_person(bruno)
    assert send(signed_in, "/account/everywhere/")["Location"] == "/enter/"
    assert other.get("/account/").status_code == 302
    assert signed_in.get("/account/").status_code == 302
    assert his.get("/account/").status_code == 200
    assert signed_in.get("/account/everywhere/").status_code == 405


def test_a_session_keeps_the_kind_of_device_and_the_day_only(client: Client, amel: Person) -> None:
    words = give_words(amel)
    agent = "Mozilla/5.0 (Linux; Android 9; SM-J330F) AppleWebKit/537.36 Chrome/120 Mobile"
    client.post(
        "/enter/name/",
        {"once": "5f0c2a34-0000-4000-8000-000000000041", "login": "amel", "secret": words},
        headers={"user-agent": agent},
        REMOTE_ADDR="192.0.2.77",
    )
    with hats.gate():
        session = Session.objects.get(account__person=amel.pk)
        assert session.device == "Android"
        assert session.signed_in_at is not None
        known = str(session.get_decoded())
    assert "SM-J330F" not in known
    assert "192.0.2.77" not in known


def test_erasing_a_person_ends_their_sessions(signed_in: Client, amel: Person) -> None:
    key = signed_in.cookies["session"].value
    with hats.system("test"):
        Person.objects.filter(pk=amel.pk).delete()
        assert not Session.objects.filter(session_key=key).exists()
    assert signed_in.get("/account/").status_code == 302


def test_a_visit_renews_the_thirty_days_but_not_at_each_page(
    signed_in: Client, amel: Person
) -> None:
    from datetime import timedelta

    from django.utils import timezone

    assert "session" not in signed_in.get("/").cookies
    soon = timezone.now() + timedelta(days=10)
    with hats.gate():
        Session.objects.filter(account__person=amel.pk).update(expire_date=soon)
    assert "session" in signed_in.get("/").cookies
    with hats.gate():
        assert Session.objects.get(account__person=amel.pk).expire_date > soon + timedelta(days=15)
