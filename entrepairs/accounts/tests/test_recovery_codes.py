"""Ten codes on paper for oneself: shown once, each of use once, replaced by new ones."""

import re
from collections.abc import Callable
from typing import Any

from django.test import Client

from entrepairs.accounts.models import EntryCode
from entrepairs.accounts.tests.ways_in import days_pass, send, who
from entrepairs.core import hats
from entrepairs.ledger.models import Deed
from entrepairs.people.models import Person

SEED = "a-seed-that-is-long-enough-0001"


def printed(page: Any) -> list[str]:
    return re.findall(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b", page.text)


def test_ten_codes_are_shown_once_and_each_opens_once(signed_in: Client, amel: Person) -> None:
    assert printed(signed_in.get("/account/codes/")) == []
    codes = printed(send(signed_in, "/account/codes/", seed=SEED))
    assert len(set(codes)) == 10
    assert printed(signed_in.get("/account/codes/")) == []
    elsewhere = Client(headers={"accept-language": "en"})
    assert "Are you Amel?" in send(elsewhere, "/enter/code/", code=codes[3].lower()).text
    assert send(elsewhere, "/enter/code/", code=codes[3], yes="1")["Location"] == "/account/return/"
    assert who(elsewhere) == amel.pk
    assert send(Client(), "/enter/code/", code=codes[3], yes="1").status_code == 422
    assert "9 codes are still" in signed_in.get("/account/").text


def test_a_double_press_shows_the_same_ten(signed_in: Client, amel: Person) -> None:
    once = "5f0c2a34-0000-4000-8000-000000000031"
    first, second = (
        printed(send(signed_in, "/account/codes/", once=once, seed=SEED)) for _ in range(2)
    )
    assert first == second
    with hats.gate():
        assert EntryCode.objects.filter(person=amel.pk).count() == 10


def test_new_codes_replace_the_old_ones(signed_in: Client) -> None:
    old = printed(send(signed_in, "/account/codes/", seed=SEED))
    new = printed(send(signed_in, "/account/codes/", seed=SEED + "x"))
    assert not set(old) & set(new)
    assert send(Client(), "/enter/code/", code=old[0], yes="1").status_code == 422


def test_the_same_seed_gives_others_to_somebody_else(
    signed_in: Client, as_person: Any, bruno: Person
) -> None:
    mine = printed(send(signed_in, "/account/codes/", seed=SEED))
    theirs = printed(send(as_person(bruno), "/account/codes/", seed=SEED))
    assert not set(mine) & set(theirs)


def test_what_changes_is_a_deed_its_person_can_read(
    signed_in: Client, amel: Person, bruno: Person
) -> None:
    send(signed_in, "/account/codes/", seed=SEED)
    with hats.person(amel.pk):
        assert Deed.objects.filter(room="accounts", verb="print_recovery_codes").count() == 1
    with hats.person(bruno.pk):
        assert not Deed.objects.filter(room="accounts", by_person=amel.pk).exists()


def test_a_lost_way_back_is_found_again_with_paper(
    client: Client, nadia: Person, paper: Callable[..., str]
) -> None:
    """Who skipped the choice, then lost the phone: the association hands out another code."""
    send(client, "/enter/code/", code=paper(nadia), yes="1")
    other_phone = Client(headers={"accept-language": "en"})
    code = paper(nadia)
    days_pass(nadia, 4)
    assert send(other_phone, "/enter/code/", code=code, yes="1").status_code == 302
    assert who(other_phone) == nadia.pk
