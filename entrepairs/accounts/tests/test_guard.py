"""What is behind the door is read at the door only."""

from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, Error, connection, transaction
from django.test import Client

from entrepairs.accounts.models import Account
from entrepairs.core import hats
from entrepairs.people.models import Person

TABLES = [
    "accounts_account",
    "accounts_session",
    "accounts_entrycode",
    "accounts_tries",
    "account_emailaddress",
    "account_emailconfirmation",
    "mfa_authenticator",
]
STATEMENTS = [
    "select count(*) from {0}",
    "select * from {0} limit 1",
    "update {0} set {1} = {1}",
    "delete from {0}",
    "select 1 from {0} for update",
    "copy {0} to stdout",
    "lock table {0}",
    "truncate {0}",
]


def columns(table: str) -> str:
    with hats.gate(), connection.cursor() as cursor:
        cursor.execute(
            "select attname from pg_attribute where attrelid = %s::regclass and attnum = 1", [table]
        )
        return str(cursor.fetchone()[0])


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("statement", STATEMENTS)
def test_no_person_and_no_stranger_reaches_a_table_of_the_gate(
    amel: Person, claire: Person, table: str, statement: str
) -> None:
    sql = statement.format(table, columns(table))
    for someone in (amel.pk, claire.pk, None):
        with (
            hats.person(someone),
            pytest.raises(Error),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(sql)


def test_the_list_above_has_every_table_of_sign_in(db: None) -> None:
    ours = {m._meta.db_table for m in apps.get_models() if m._meta.app_label in {"account", "mfa"}}
    ours |= {m._meta.db_table for m in apps.get_models() if m._meta.app_label == "accounts"} | {
        "accounts_tries"
    }
    of_coordinators = {"accounts_cardmark", "accounts_importlayout", "accounts_importedperson"}
    assert ours - set(TABLES) == of_coordinators


def test_the_accounts_are_not_reached_through_the_persons(amel: Person) -> None:
    with hats.person(amel.pk), pytest.raises(DatabaseError), transaction.atomic():
        list(Person.objects.filter(account__email__startswith="a"))


def test_the_gate_reads_nothing_of_anybody_s_life(amel: Person) -> None:
    lives = {
        m._meta.db_table
        for m in apps.get_models()
        if m._meta.app_label in {"people", "conversations", "meetings", "pairs", "notices"}
    } - {"people_person", "people_organisation"}
    for table in sorted(lives):
        with hats.gate(), pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f'select 1 from "{table}"')
    with hats.gate(), pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select audience from people_person")


def test_the_gate_knows_the_name_of_those_who_can_come_in_only(amel: Person, nadia: Person) -> None:
    with hats.gate():
        assert Person.objects.filter(pk=amel.pk).only("name").count() == 1
        assert Person.objects.filter(pk=nadia.pk).only("name").count() == 0


def test_the_gate_reads_the_deeds_of_the_gate_only(amel: Person) -> None:
    from entrepairs.ledger.models import Deed

    with hats.system("test"):
        Deed.objects.create(verb="invite", room="pairs", by_person=amel.pk)
        Deed.objects.create(verb="add_passkey", room="accounts", by_person=amel.pk)
    with hats.gate():
        assert set(Deed.objects.values_list("room", flat=True)) <= {"accounts"}
        with pytest.raises(Error), transaction.atomic():
            Deed.objects.create(verb="invite", room="pairs", by_person=amel.pk)


def test_the_gate_notes_nothing_that_one_person_did_to_another(amel: Person, bruno: Person) -> None:
    from entrepairs.ledger.models import Deed

    with hats.gate():
        Deed.objects.create(verb="use_code", room="accounts", by_person=amel.pk)
        Deed.objects.create(verb="make_code", room="accounts", about_person=amel.pk)
        with pytest.raises(Error), transaction.atomic():
            Deed.objects.create(
                verb="make_code", room="accounts", by_person=bruno.pk, about_person=amel.pk
            )


def test_a_session_that_nobody_made_is_nobody(client: Client, db: None) -> None:
    client.cookies["session"] = "x" * 32
    assert client.get("/account/")["Location"].startswith("/enter/")


def test_a_part_of_a_page_asked_for_after_the_session_ended_sends_the_whole_page_to_the_door(
    client: Client, db: None
) -> None:
    asked = {"hx-request": "true", "hx-current-url": "http://testserver/pairs/abc/?page=2"}
    answer = client.post("/me/pause/", headers=asked, follow=True)
    assert answer["HX-Redirect"] == "/enter/?next=%2Fpairs%2Fabc%2F%3Fpage%3D2"
    elsewhere = {"hx-request": "true", "hx-current-url": "https://evil.example//evil.example/"}
    assert client.get("/enter/", headers=elsewhere)["HX-Redirect"] == "/enter/"


def test_a_session_on_the_way_in_lasts_half_an_hour_and_then_thirty_days(
    client: Client, amel: Person
) -> None:
    from entrepairs.accounts.tests.ways_in import give_words, send

    send(client, "/account/login/code/", email="nobody@example.org")
    assert client.cookies["session"]["max-age"] == 1800
    send(client, "/enter/name/", login="amel", secret=give_words(amel))
    assert client.cookies["session"]["max-age"] == 60 * 60 * 24 * 30
    assert client.cookies["session"]["httponly"]
    assert client.cookies["session"]["samesite"] == "Lax"


def test_beginning_with_a_passkey_over_and_over_is_stopped(client: Client, db: None) -> None:
    ask = {"headers": {"accept": "application/json"}}
    answers = [client.get("/account/passkey/", **ask).status_code for _ in range(61)]  # type: ignore[arg-type]
    assert answers == [200] * 60 + [429]


@pytest.mark.parametrize(
    "credential", ["", "{}", "[]", '"x"', '{"response": {"userHandle": "MQ"}}', "not json"]
)
def test_a_passkey_answer_that_makes_no_sense_is_refused_calmly(
    client: Client, amel: Person, credential: str
) -> None:
    from entrepairs.accounts.tests.ways_in import send, who

    client.get("/account/passkey/", headers={"accept": "application/json"})
    assert send(client, "/account/passkey/", credential=credential).status_code == 422
    assert who(client) is None


@pytest.mark.parametrize(
    "credential", ["", "{}", "[]", '"x"', '{"response": {"attestationObject": "MQ"}}', "not json"]
)
def test_a_passkey_that_makes_no_sense_is_not_added(
    as_person: Any, amel: Person, credential: str
) -> None:
    from entrepairs.accounts.tests.ways_in import send

    browser = as_person(amel)
    assert (
        browser.get("/account/passkeys/add/", headers={"accept": "application/json"}).status_code
        == 200
    )
    assert send(browser, "/account/passkeys/add/", credential=credential).status_code == 422


def test_pages_of_the_gate_are_kept_by_no_browser(
    client: Client, as_person: Any, amel: Person
) -> None:
    for url in ("/enter/", "/enter/code/", "/account/login/", "/account/signup/"):
        assert "no-store" in client.get(url)["Cache-Control"], url
    assert "no-store" in as_person(amel).get("/account/")["Cache-Control"]


def test_a_form_from_elsewhere_is_refused(db: None) -> None:
    browser = Client(enforce_csrf_checks=True)
    for url in (
        "/enter/code/",
        "/enter/name/",
        "/account/login/code/",
        "/account/signup/",
        "/account/logout/",
    ):
        assert browser.post(url, {}).status_code == 403, url


def test_pages_stay_within_the_budget(
    as_person: Any, amel: Person, client: Client, queries: Any
) -> None:
    browser = as_person(amel)
    with hats.gate():
        account = Account.objects.get(person=amel.pk)
        account.set_password("abricot bateau cerise dragon")
        account.save(update_fields=["password"])
    browser = as_person(amel)
    with queries() as made:
        assert browser.get("/account/").status_code == 200
    assert len(made) <= 10, made
    for url in (
        "/enter/",
        "/enter/code/",
        "/enter/name/",
        "/account/signup/",
        "/account/login/code/",
    ):
        with queries() as made:
            assert client.get(url).status_code == 200
        assert len(made) <= 3, (url, made)


def test_a_form_sent_after_the_session_ended_comes_back_to_the_page_it_was_on(
    client: Client, db: None
) -> None:
    page = "http://testserver/pairs/abc/?page=2"
    answer = client.post("/me/pause/", headers={"referer": page})
    assert answer["Location"] == "/enter/?next=/pairs/abc/%3Fpage%3D2"
    for referer in ({}, {"referer": "https://evil.example/pairs/abc/"}):
        assert client.post("/me/pause/", headers=referer)["Location"] == "/enter/?next=/"


def test_what_only_a_button_does_says_so_when_opened_as_a_page(
    as_person: Any, amel: Person
) -> None:
    answer = as_person(amel).get("/me/pause/")
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "Nothing was done." in answer.text
    assert 'href="/"' in answer.text
    with hats.person(amel.pk):
        assert Person.objects.get(pk=amel.pk).paused_at is None
