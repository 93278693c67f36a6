"""Coming in with a code on paper."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from entrepairs.accounts.models import Account, EntryCode
from entrepairs.accounts.tests.ways_in import account_of, days_pass, give_words, send, who
from entrepairs.core import hats
from entrepairs.ledger.models import Deed
from entrepairs.people.models import Person

URL = "/enter/code/"


def test_a_code_says_whose_it_is_before_it_is_used(
    client: Client, nadia: Person, paper: Callable[..., str]
) -> None:
    page = send(client, URL, code=paper(nadia).lower().replace("-", " "))
    assert page.status_code == 200
    assert "Are you Nadia?" in page.text
    assert who(client) is None
    with hats.gate():
        assert EntryCode.objects.filter(person=nadia, used_at=None).count() == 1


def test_saying_yes_opens_an_account_for_that_person(
    client: Client, nadia: Person, paper: Callable[..., str]
) -> None:
    answer = send(client, URL, code=paper(nadia), yes="1")
    assert answer.status_code == 302
    assert answer["Location"] == "/account/return/"
    assert who(client) == nadia.pk
    assert not account_of(nadia).has_usable_password()
    page = client.get("/account/return/")
    assert "Welcome, Nadia" in page.text
    assert "you will need a new code from your association" in page.text


def test_a_link_fills_the_form_and_uses_nothing(
    client: Client, nadia: Person, paper: Callable[..., str]
) -> None:
    code = paper(nadia)
    for _ in range(3):
        page = client.get(URL, {"code": code})
        assert f'value="{code}"' in page.text
        assert "session" not in page.cookies
    assert send(client, URL, code=code, yes="1").status_code == 302


def test_where_one_was_going_is_kept_all_along(
    client: Client, nadia: Person, paper: Callable[..., str]
) -> None:
    code = paper(nadia)
    page = send(client, URL, code=code, next="/pairs/abc/")
    assert 'name="next" value="/pairs/abc/"' in page.text
    assert (
        send(client, URL, code=code, yes="1", next="/pairs/abc/")["Location"]
        == "/account/return/?next=%2Fpairs%2Fabc%2F"
    )
    assert 'href="/pairs/abc/"' in client.get("/account/return/?next=/pairs/abc/").text


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"],
)
def test_nobody_is_sent_to_another_site(
    client: Client, nadia: Person, paper: Callable[..., str], elsewhere: str
) -> None:
    assert (
        send(client, URL, code=paper(nadia), yes="1", next=elsewhere)["Location"]
        == "/account/return/"
    )
    main = client.get("/account/return/", {"next": elsewhere}).text.partition("<main")[2]
    assert "evil" not in main
    assert "alert" not in main.replace('role="alert"', "")


def test_a_used_code_opens_nothing_and_says_it_as_for_an_unknown_one(
    client: Client, nadia: Person, paper: Callable[..., str]
) -> None:
    code = paper(nadia)
    send(client, URL, code=code, yes="1")
    stranger = Client(headers={"accept-language": "en"})
    used = send(stranger, URL, code=code, yes="1")
    unknown = send(stranger, URL, code="K7QM-3T9X-WP4D", yes="1")
    looked = send(stranger, URL, code=code)
    assert used.status_code == unknown.status_code == looked.status_code == 422
    assert "This code does not work" in used.text
    assert used.text.replace(code, "").count("error") == unknown.text.replace(
        "K7QM-3T9X-WP4D", ""
    ).count("error")
    assert who(stranger) is None


def test_a_code_past_its_day_opens_nothing(
    client: Client, nadia: Person, paper: Callable[..., str]
) -> None:
    code = paper(nadia, valid_days=30)
    with hats.system("test"):
        EntryCode.objects.update(
            issued_at=timezone.now() - timedelta(days=40),
            expires_at=timezone.now() - timedelta(days=10),
        )
    assert send(client, URL, code=code, yes="1").status_code == 422
    assert who(client) is None


def test_a_double_press_gets_in_once_and_stays_in(
    client: Client, nadia: Person, paper: Callable[..., str]
) -> None:
    code, once = paper(nadia), "5f0c2a34-0000-4000-8000-000000000001"
    other_press = Client(headers={"accept-language": "en"})
    first = send(client, URL, once=once, code=code, yes="1")
    second = send(other_press, URL, once=once, code=code, yes="1")
    assert second["Location"] == first["Location"]
    assert other_press.cookies["session"].value == client.cookies["session"].value
    assert who(other_press) == nadia.pk
    with hats.system("test"):
        assert Deed.objects.filter(verb="use_entry_code", by_person=nadia.pk).count() == 1


def test_the_second_press_of_a_form_is_worth_nothing_without_its_code(
    client: Client, nadia: Person, bruno: Person, paper: Callable[..., str]
) -> None:
    once = "5f0c2a34-0000-4000-8000-000000000002"
    send(client, URL, once=once, code=paper(nadia), yes="1")
    guess = Client()
    assert send(guess, URL, once=once, code="K7QM-3T9X-WP4D", yes="1").status_code == 422
    assert who(guess) is None


def test_after_signing_out_the_same_form_opens_nothing(
    client: Client, nadia: Person, paper: Callable[..., str]
) -> None:
    code, once = paper(nadia), "5f0c2a34-0000-4000-8000-000000000003"
    send(client, URL, once=once, code=code, yes="1")
    send(client, "/account/logout/")
    assert send(client, URL, once=once, code=code, yes="1").status_code == 422


def test_with_somebody_else_s_code_one_becomes_that_person_and_leaves_one_s_own_session(
    as_person: Any, bruno: Person, nadia: Person, paper: Callable[..., str]
) -> None:
    browser = as_person(bruno)
    before = browser.cookies["session"].value
    send(browser, URL, code=paper(nadia), yes="1")
    assert who(browser) == nadia.pk
    assert browser.cookies["session"].value != before
    with hats.gate():
        from entrepairs.accounts.models import Session

        assert not Session.objects.filter(session_key=before).exists()


def test_using_one_code_makes_the_others_handed_out_useless(
    client: Client, nadia: Person, paper: Callable[..., str]
) -> None:
    first, second = paper(nadia), paper(nadia)
    send(client, URL, code=second, yes="1")
    assert send(Client(), URL, code=first, yes="1").status_code == 422


def test_a_code_that_cannot_be_one_comes_back_in_the_form(client: Client, db: None) -> None:
    page = send(client, URL, code="bonjour")
    assert page.status_code == 422
    assert 'value="bonjour"' in page.text
    assert "12 letters and digits" in page.text


def test_a_closed_account_is_not_opened_by_paper(
    client: Client, amel: Person, paper: Callable[..., str]
) -> None:
    code = paper(amel)
    with hats.gate():
        Account.objects.filter(person=amel.pk).update(is_active=False)
    assert send(client, URL, code=code, yes="1").status_code == 422
    with hats.gate():
        assert EntryCode.objects.get().used_at is None


def test_a_table_read_by_a_thief_opens_nothing(
    nadia: Person, paper: Callable[..., str], client: Client
) -> None:
    code = paper(nadia)
    with hats.gate():
        kept = EntryCode.objects.get().digest
    assert code.replace("-", "") not in kept
    assert send(client, URL, code=kept[:12], yes="1").status_code == 422


def test_a_code_for_somebody_who_has_their_own_way_waits_three_days(
    amel: Person, client: Client, paper: Callable[..., str]
) -> None:
    give_words(amel)
    code = paper(amel)
    assert send(client, URL, code=code).status_code == 422
    assert send(client, URL, code=code, yes="1").status_code == 422
    days_pass(amel, 2)
    assert send(client, URL, code=code, yes="1").status_code == 422
    days_pass(amel, 2)
    assert send(client, URL, code=code, yes="1").status_code == 302
    assert who(client) == amel.pk


def test_meanwhile_that_person_sees_it_and_can_cancel_it(
    amel: Person, as_person: Any, client: Client, paper: Callable[..., str]
) -> None:
    give_words(amel)
    browser = as_person(amel)
    code = paper(amel)
    page = browser.get("/account/").text
    assert "A paper code to sign in as you was created" in page
    assert "Created by Claire on this day:" in page
    assert send(browser, "/account/codes/cancel/")["Location"] == "/account/"
    assert "A paper code" not in browser.get("/account/").text
    assert not codes_of(amel)
    assert send(client, URL, code=code, yes="1").status_code == 422


def codes_of(person: Person) -> int:
    with hats.gate():
        return EntryCode.objects.filter(person=person).count()


def test_coming_in_by_one_s_own_way_cancels_it_too(
    amel: Person, client: Client, paper: Callable[..., str]
) -> None:
    words = give_words(amel)
    paper(amel)
    send(client, "/enter/name/", login="amel", secret=words)
    assert not codes_of(amel)
