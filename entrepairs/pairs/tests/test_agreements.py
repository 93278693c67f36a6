"""A few lines that both accept."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.db import Error, connection, transaction

from entrepairs.core import hats
from entrepairs.ledger.transactions import NotPossible
from entrepairs.notices.models import Notice
from entrepairs.pairs.actions import agreements
from entrepairs.pairs.models import Agreement
from entrepairs.pairs.queries.pairs import Pair, as_pair, pairs_of
from entrepairs.people.models import Person


@pytest.fixture
def say(network: Any) -> Callable[..., Agreement]:
    def make(by: Person, words: str) -> Agreement:
        with hats.person(by.pk):
            return agreements.propose_agreement(
                circle=network.pair, words=words, once=uuid4(), by=by
            )

    return make


def seen_by(person: Person) -> Pair:
    with hats.person(person.pk):
        (row,) = pairs_of(person.pk)
        return as_pair(row, person.pk)


def test_words_hold_once_the_other_accepts_them(
    amel: Person, bruno: Person, say: Callable[..., Agreement]
) -> None:
    made = say(amel, "We meet weekly\nOutdoors first")
    assert seen_by(amel).agreed == ""
    assert not seen_by(amel).waits_for_me
    assert seen_by(bruno).waits_for_me
    with hats.person(bruno.pk):
        agreements.accept_agreement(agreement=made, once=uuid4(), by=bruno)
    for person in (amel, bruno):
        assert seen_by(person).agreed == "We meet weekly\nOutdoors first"
        assert seen_by(person).headline == "We meet weekly"
        assert seen_by(person).open_words is None


def test_nobody_accepts_their_own_words(amel: Person, say: Callable[..., Agreement]) -> None:
    made = say(amel, "We meet weekly")
    with hats.person(amel.pk), pytest.raises(NotPossible):
        agreements.accept_agreement(agreement=made, once=uuid4(), by=amel)


def test_other_words_take_the_place_of_those_that_waited(
    amel: Person, bruno: Person, say: Callable[..., Agreement]
) -> None:
    first = say(amel, "Every day")
    second = say(bruno, "Every week")
    with hats.person(bruno.pk), pytest.raises(NotPossible):
        agreements.accept_agreement(agreement=first, once=uuid4(), by=bruno)
    with hats.person(amel.pk):
        agreements.accept_agreement(agreement=second, once=uuid4(), by=amel)
    assert seen_by(amel).agreed == "Every week"


def test_newer_words_replace_those_that_held_and_the_former_stay_readable(
    amel: Person, bruno: Person, network: Any, say: Callable[..., Agreement]
) -> None:
    for by, other, words in ((amel, bruno, "Every week"), (bruno, amel, "Every month")):
        made = say(by, words)
        with hats.person(other.pk):
            agreements.accept_agreement(agreement=made, once=uuid4(), by=other)
    assert seen_by(amel).agreed == "Every month"
    with hats.person(amel.pk):
        accepted = Agreement.objects.filter(circle=network.pair, accepted_at__isnull=False)
        assert [row.words for row in accepted.order_by("accepted_at")] == [
            "Every week",
            "Every month",
        ]


@pytest.mark.parametrize("who", ["amel", "bruno"])
def test_either_sets_aside_words_that_nobody_accepted_and_what_held_holds_still(
    amel: Person, bruno: Person, say: Callable[..., Agreement], who: str
) -> None:
    held = say(amel, "Every week")
    with hats.person(bruno.pk):
        agreements.accept_agreement(agreement=held, once=uuid4(), by=bruno)
    made, person = say(amel, "Every month"), {"amel": amel, "bruno": bruno}[who]
    with hats.person(person.pk):
        agreements.set_agreement_aside(agreement=made, once=uuid4(), by=person)
        with pytest.raises(NotPossible):
            agreements.set_agreement_aside(agreement=made, once=uuid4(), by=person)
    assert seen_by(bruno).agreed == "Every week"
    assert seen_by(bruno).open_words is None


def test_what_both_accepted_cannot_be_set_aside_by_one(
    amel: Person, bruno: Person, say: Callable[..., Agreement]
) -> None:
    made = say(amel, "Every week")
    with hats.person(bruno.pk):
        agreements.accept_agreement(agreement=made, once=uuid4(), by=bruno)
        with pytest.raises(NotPossible):
            agreements.set_agreement_aside(agreement=made, once=uuid4(), by=bruno)
        assert Agreement.objects.filter(pk=made.pk).update(closed_at="2026-11-22T00:00Z") == 0


def test_nobody_says_yes_in_the_name_of_the_other(
    amel: Person, bruno: Person, say: Callable[..., Agreement]
) -> None:
    made = say(amel, "Every week")
    with (
        hats.person(amel.pk),
        pytest.raises(Error),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "update pairs_agreement set accepted_by_id = %s, accepted_at = now() where id = %s",
            [bruno.pk, made.pk],
        )


def test_the_coordinator_and_the_others_see_no_word_of_it(
    amel: Person, claire: Person, david: Person, farid: Person, say: Callable[..., Agreement]
) -> None:
    say(amel, "Every week")
    for person in (claire, david, farid):
        with hats.person(person.pk):
            assert not Agreement.objects.exists()


def test_the_other_is_told_at_each_step(
    amel: Person, bruno: Person, say: Callable[..., Agreement]
) -> None:
    made = say(amel, "Every week")
    with hats.person(bruno.pk):
        assert (
            Notice.objects.filter(
                person=bruno, kind="agreement", path__endswith="/agreement/"
            ).count()
            == 1
        )
        agreements.accept_agreement(agreement=made, once=uuid4(), by=bruno)
    with hats.person(amel.pk):
        assert Notice.objects.filter(person=amel, kind="agreement").count() == 1


def test_nobody_proposes_words_to_a_pair_that_is_not_theirs(network: Any, claire: Person) -> None:
    with hats.person(claire.pk), pytest.raises(NotPossible):
        agreements.propose_agreement(
            circle=network.pair, words="We all meet", once=uuid4(), by=claire
        )
