"""A name and four words: given, kept, typed."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from entrepairs.accounts.models import Account, Session
from entrepairs.accounts.passphrases import list_words
from entrepairs.accounts.tests.ways_in import account_of, give_words, send, who
from entrepairs.core import hats
from entrepairs.ledger.models import Deed
from entrepairs.people.models import Person

URL = "/account/words/"


def shown(page: Any) -> tuple[str, str, str]:
    """The name, the words and their signature, as on the page."""
    name, words = re.findall(r'<p class="h2 flush">([^<]+)</p>', page.text)
    return name, words, re.search(r'name="drawn" value="([^"]+)"', page.text)[1]  # type: ignore[index]


@pytest.fixture
def inside(client: Client, nadia: Person, paper: Callable[..., str]) -> Client:
    send(client, "/enter/code/", code=paper(nadia), yes="1")
    return client


def test_nothing_is_kept_before_the_person_says_they_wrote_them_down(
    inside: Client, nadia: Person
) -> None:
    name, words, _ = shown(inside.get(URL))
    assert name == "nadia"
    assert set(words.split()) <= set(list_words("en"))
    assert len(words.split()) == 4
    assert not account_of(nadia).has_usable_password()


def test_the_words_shown_are_those_that_open(inside: Client, nadia: Person) -> None:
    _, words, drawn = shown(inside.get(URL))
    assert send(inside, URL, drawn=drawn)["Location"] == "/account/codes/"
    elsewhere = Client(headers={"accept-language": "en"})
    answer = send(elsewhere, "/enter/name/", login="Nadia", secret=words.upper().replace(" ", ", "))
    assert answer.status_code == 302
    assert who(elsewhere) == nadia.pk


def test_one_can_ask_for_other_words(inside: Client) -> None:
    assert len({shown(inside.get(URL))[1] for _ in range(4)}) == 4


def test_words_of_one_s_own_are_not_taken(inside: Client, nadia: Person) -> None:
    for forged in (
        "abricot abricot abricot abricot",
        '["x"]',
        shown(inside.get(URL))[2][:-2] + "zz",
    ):
        page = send(inside, URL, drawn=forged)
        assert page.status_code == 422
        assert "Here are new ones" in page.text
    assert not account_of(nadia).has_usable_password()


def test_words_drawn_for_somebody_else_are_not_taken(
    inside: Client, as_person: Any, bruno: Person, nadia: Person
) -> None:
    drawn = shown(as_person(bruno).get(URL))[2]
    assert send(inside, URL, drawn=drawn).status_code == 422


def test_a_second_nadia_gets_a_name_with_figures(
    as_person: Any, nadia: Person, network: Any
) -> None:
    with hats.system("test"):
        Account.objects.filter(person=network.people["Eve"]).update(username="nadia")
        account = Account(person=nadia)
        account.set_unusable_password()
        account.save()
    name = shown(as_person(nadia).get(URL))[0]
    assert re.fullmatch(r"nadia\d+", name)


def test_a_name_of_another_alphabet_or_of_signs_only_gets_one_too(
    as_person: Any, amel: Person
) -> None:
    with hats.system("test"):
        Person.objects.filter(pk=amel.pk).update(name="☂ ☂")
        Account.objects.filter(person=amel).update(username=None)
    assert shown(as_person(amel).get(URL))[0] == "pair"


def test_a_name_taken_meanwhile_draws_again(inside: Client, bruno: Person, nadia: Person) -> None:
    drawn = shown(inside.get(URL))[2]
    with hats.gate():
        Account.objects.filter(person=bruno.pk).update(username="nadia")
    page = send(inside, URL, drawn=drawn)
    assert page.status_code == 422
    assert shown(page)[0] != "nadia"


def test_new_words_end_the_other_sessions_and_not_this_one(as_person: Any, amel: Person) -> None:
    phone, computer = as_person(amel), as_person(amel)
    assert send(phone, URL, drawn=shown(phone.get(URL))[2]).status_code == 302
    assert phone.get("/account/").status_code == 200
    assert computer.get("/account/")["Location"].startswith("/enter/")
    assert computer.get("/", follow=False).status_code == 200
    with hats.gate():
        assert Session.objects.filter(account__person=amel.pk).count() == 1


def test_a_double_press_keeps_the_same_words_once(inside: Client, nadia: Person) -> None:
    _, words, drawn = shown(inside.get(URL))
    once = "5f0c2a34-0000-4000-8000-000000000011"
    first = send(inside, URL, once=once, drawn=drawn)
    second = send(inside, URL, once=once, drawn=drawn)
    assert first["Location"] == second["Location"]
    with hats.system("test"):
        assert Deed.objects.filter(verb="choose_words", by_person=nadia.pk).count() == 1
    assert account_of(nadia).check_password(words)


def test_wrong_words_and_an_unknown_name_get_the_same_page(client: Client, amel: Person) -> None:
    give_words(amel)
    pages = [
        send(client, "/enter/name/", login=name, secret="one two three four")
        for name in ("amel", "ophelia")
    ]
    assert [page.status_code for page in pages] == [422, 422]
    bare = [re.sub(r'value="[^"]*"', "", page.text) for page in pages]
    assert bare[0] == bare[1]
    assert "do not go together" in bare[0]
    assert who(client) is None


def test_an_unknown_name_takes_the_same_work(
    client: Client, amel: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.contrib.auth.hashers import MD5PasswordHasher

    give_words(amel)
    done: list[str] = []
    encode = MD5PasswordHasher.encode

    def counted(*args: Any, **kwargs: Any) -> Any:
        done.append("hash")
        return encode(*args, **kwargs)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    for name in ("amel", "ophelia", "bruno"):  # known, unknown, known without words
        done.clear()
        send(client, "/enter/name/", login=name, secret="one two three four")
        assert len(done) == 1, name


def test_the_session_has_a_new_key_at_sign_in(client: Client, amel: Person) -> None:
    words = give_words(amel)
    client.get("/enter/")
    assert "session" not in client.cookies
    client.cookies["session"] = planted = "a" * 32
    send(client, "/enter/name/", login="amel", secret=words)
    assert client.cookies["session"].value != planted
    assert who(client) == amel.pk


def test_going_on_after_sign_in_leads_where_one_was_going(client: Client, amel: Person) -> None:
    words = give_words(amel)
    assert (
        send(client, "/enter/name/", login="amel", secret=words, next="/me/?x=1")["Location"]
        == "/me/?x=1"
    )


def test_the_person_who_has_not_been_welcomed_is_welcomed_first(
    client: Client, amel: Person
) -> None:
    words = give_words(amel)
    with hats.system("test"):
        Person.objects.filter(pk=amel.pk).update(welcomed_at=None)
    assert send(client, "/enter/name/", login="amel", secret=words)["Location"] == "/welcome/"
    other = Client()
    with hats.system("test"):
        from django.utils import timezone

        Person.objects.filter(pk=amel.pk).update(welcomed_at=timezone.now())
    assert send(other, "/enter/name/", login="amel", secret=words)["Location"] == "/"


def test_what_one_types_can_be_shown_without_javascript(client: Client, db: None) -> None:
    assert 'type="password"' in client.get("/enter/name/").text
    assert 'type="password"' not in client.get("/enter/name/?visible=1").text
