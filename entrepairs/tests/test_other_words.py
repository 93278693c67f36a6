"""The same form sent twice is one deed; the same key with other words is another deed, kept too."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from entrepairs.core import hats
from entrepairs.ledger.actions import AlreadyDone, note_deed
from entrepairs.ledger.idempotency import saying
from entrepairs.ledger.models import Deed
from entrepairs.ledger.transactions import action
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.people.models import Person

TRY = Verb("ledger", "try", "You tried", NOT_TOLD)


@action
def try_words(*, words: Any, by: int, once: Any = None, keep: str = "") -> Deed:
    return note_deed(TRY, by=by, once=once)


@pytest.mark.parametrize(
    ("first", "other"),
    [
        ("yes", "no"),
        (["a", "b"], ["b", "a"]),
        ({"a": 1}, {"a": 2}),
        (b"x", b"y"),
        (None, ""),
        (1, "1"),
        (True, False),
    ],
)
def test_other_words_are_another_deed_and_each_is_one(amel: Person, first: Any, other: Any) -> None:
    once = uuid4()
    with hats.person(amel.pk):
        made = [try_words(words=words, by=amel.pk, once=once) for words in (first, other)]
        for words, deed in zip((first, other), made, strict=True):
            with pytest.raises(AlreadyDone) as before:
                try_words(words=words, by=amel.pk, once=once)
            assert before.value.deed == deed
        assert Deed.objects.filter(verb="try").count() == 2


def test_the_session_in_which_a_form_comes_back_is_no_word_of_it(amel: Person) -> None:
    once = uuid4()
    with hats.person(amel.pk):
        try_words(words="x", by=amel.pk, once=once, keep="one session")
        with pytest.raises(AlreadyDone):
            try_words(words="x", by=amel.pk, once=once, keep="another")


def test_a_row_is_told_by_its_number_and_sets_by_what_they_hold(
    amel: Person, bruno: Person
) -> None:
    def digest(words: Any) -> str:
        with saying({"words": words}) as found:
            return found

    assert digest(amel) == digest(Person(pk=amel.pk, name="x")) != digest(bruno)
    assert digest({"b", "a"}) == digest({"a", "b"})
    assert digest({"a": 1, "b": 2}) == digest({"b": 2, "a": 1})


def test_who_guesses_the_words_cannot_tell_by_the_digest_without_the_key(
    amel: Person, settings: Any
) -> None:
    once = uuid4()
    with hats.person(amel.pk):
        deed = try_words(words="oui", by=amel.pk, once=once)
    assert len(deed.digest) == 64
    settings.SECRET_KEY = "of somebody who has a copy of the tables"
    with saying({"words": "oui", "by": amel.pk}) as guessed:
        assert len(guessed) == 64
        assert guessed != deed.digest


def test_a_second_message_with_the_key_of_the_first_is_sent_as_well(
    network: Any, amel: Person, as_person: Any
) -> None:
    client: Client = as_person(amel)
    once = str(uuid4())
    answers = [
        client.post(network.pair.path, {"body": body, "once": once})
        for body in ("Bonjour", "Autre chose", "Bonjour", "Autre chose")
    ]
    assert {answer.status_code for answer in answers} == {303}
    assert answers[0]["Location"] == answers[2]["Location"]
    assert answers[1]["Location"] == answers[3]["Location"] != answers[0]["Location"]
    page = client.get(network.pair.path).content.decode()
    assert page.count("<p>Bonjour</p>") <= 1
    assert page.count("Autre chose") == 1
