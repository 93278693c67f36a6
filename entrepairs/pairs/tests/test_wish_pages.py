"""The pages of my wish and of the peers it leads to: what they say, what a form answers."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from entrepairs.conversations.models import Message
from entrepairs.core import hats
from entrepairs.pairs.models import Wish
from entrepairs.people.models import Person
from entrepairs.tests.posting import As, once, text


def test_my_peers_are_listed_with_what_waits(
    network: Any, as_person: As, amel: Person, bruno: Person
) -> None:
    with hats.system("test"):
        Message.objects.create(
            circle=network.pair,
            author=bruno,
            body="hello",
            once=uuid4(),
            sent_at=timezone.now() - timedelta(hours=1),
        )
    page = text(as_person(amel).get("/pairs/"))
    assert "Bruno" in page
    assert '<span class="count">1<span class="visually-hidden"> waiting for you' in page
    assert '<span class="count">1' in page


def test_without_a_wish_nobody_is_shown_and_the_page_says_what_to_do(
    as_person: As, farid: Person, eve: Person, all_wish: None
) -> None:
    with hats.person(farid.pk):
        Wish.objects.filter(person=farid).update(closed_at=timezone.now())
    page = text(as_person(farid).get("/pairs/suggestions/"))
    assert eve.key not in page
    assert "/pairs/looking/" in page


def test_a_wish_is_said_changed_and_closed(as_person: As, farid: Person) -> None:
    client = as_person(farid)
    form = {"audience": 4, "words": "A walk", "room_for": 2} | once()
    assert client.post("/pairs/looking/", form)["Location"] == "/pairs/suggestions/"
    assert "A walk" in text(client.get("/pairs/looking/"))
    client.post("/pairs/looking/", {"audience": 3, "words": "A coffee", "room_for": 3} | once())
    with hats.person(farid.pk):
        assert Wish.objects.get(person=farid, closed_at=None).room_for == 3
    client.post("/pairs/looking/close/", once())
    with hats.person(farid.pk):
        assert not Wish.objects.filter(person=farid, closed_at=None).exists()


@pytest.mark.parametrize(
    "wrong",
    [{"room_for": 0}, {"room_for": 13}, {"audience": 5}, {"audience": ""}, {"words": "x" * 1001}],
)
def test_a_wrong_wish_comes_back_filled(
    as_person: As, farid: Person, wrong: dict[str, Any]
) -> None:
    form = {"audience": 4, "words": "A walk", "room_for": 2} | once() | wrong
    answer = as_person(farid).post("/pairs/looking/", form)
    assert answer.status_code == 422
    if "words" not in wrong:
        assert "A walk" in text(answer)


def test_possible_peers_are_shown_with_the_reasons(
    as_person: As, farid: Person, all_wish: None
) -> None:
    page = text(as_person(farid).get("/pairs/suggestions/"))
    assert "Eve" in page
    assert "You have both been through: cancer" in page


def test_with_nothing_told_the_page_says_what_to_do(
    as_person: As, david: Person, wish: Callable[..., Wish]
) -> None:
    wish(david)
    assert "/me/tell/experiences/" in text(as_person(david).get("/pairs/suggestions/"))


@pytest.mark.parametrize("page", ["0", "-1", "x", "99999", ""])
def test_any_page_number_gives_a_page(
    as_person: As, farid: Person, all_wish: None, page: str
) -> None:
    assert as_person(farid).get(f"/pairs/suggestions/?page={page}").status_code == 200
