"""Wishing to meet someone."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone

from entrepairs.core import hats
from entrepairs.ledger.actions import AlreadyDone
from entrepairs.ledger.models import Consent, Deed
from entrepairs.ledger.transactions import NotPossible
from entrepairs.pairs.actions import wishes
from entrepairs.pairs.models import RoundOptIn, Wish
from entrepairs.people.actions.organisations import end_affiliation
from entrepairs.people.consent_receipts import describe_receipt
from entrepairs.people.models import Affiliation, Person
from entrepairs.suggestions.models import FinderRow


def test_while_a_wish_stands_the_network_sees_the_name(
    eve: Person, farid: Person, wish: Callable[..., Wish]
) -> None:
    with hats.person(farid.pk):
        assert not Person.objects.filter(pk=eve.pk).exists()
    wish(eve)
    with hats.person(farid.pk):
        assert Person.objects.filter(pk=eve.pk).exists()
    with hats.person(eve.pk):
        wishes.close_wish(once=uuid4(), by=eve)
    with hats.person(farid.pk):
        assert not Person.objects.filter(pk=eve.pk).exists()


def test_a_wish_for_my_organisations_is_nobody_elses(
    amel: Person, david: Person, eve: Person, wish: Callable[..., Wish]
) -> None:
    wish(amel, audience=3)
    with hats.person(david.pk):
        assert Wish.objects.filter(person=amel).exists()
    with hats.person(eve.pk):
        assert not Wish.objects.filter(person=amel).exists()
        assert not FinderRow.objects.filter(person=amel).exists()


def test_the_words_of_a_wish_are_not_readable_in_the_database(
    eve: Person, wish: Callable[..., Wish]
) -> None:
    made = wish(eve, words="I would like to walk with someone")
    with hats.person(eve.pk), connection.cursor() as cursor:
        assert Wish.objects.get(pk=made.pk).words == "I would like to walk with someone"
        cursor.execute("select words from pairs_wish where id = %s", [made.pk])
        assert "walk" not in cursor.fetchone()[0]


def test_a_wish_gives_a_receipt_which_closing_ends(eve: Person, wish: Callable[..., Wish]) -> None:
    wish(eve)
    with hats.person(eve.pk):
        assert (
            Consent.objects.get(person=eve.pk, what="wish", withdrawn_at__isnull=True).audience == 4
        )
        wishes.close_wish(once=uuid4(), by=eve)
        assert not Consent.objects.filter(
            person=eve.pk, what="wish", withdrawn_at__isnull=True
        ).exists()


def test_the_receipt_is_told_in_words(eve: Person, wish: Callable[..., Wish]) -> None:
    wish(eve)
    assert describe_receipt("wish") == "that you are looking for a peer, with your name"


def test_changing_the_audience_gives_a_new_receipt(eve: Person, wish: Callable[..., Wish]) -> None:
    made = wish(eve)
    with hats.person(eve.pk):
        wishes.change_wish(wish=made, words="", audience=3, room_for=1, once=uuid4(), by=eve)
        assert (
            Consent.objects.get(person=eve.pk, what="wish", withdrawn_at__isnull=True).audience == 3
        )


def test_a_second_wish_is_refused_while_one_stands(eve: Person, wish: Callable[..., Wish]) -> None:
    wish(eve)
    with pytest.raises(NotPossible):
        wish(eve)
    with hats.person(eve.pk):
        assert Deed.objects.filter(by_person=eve.pk, verb="open_wish").count() == 1


def test_the_same_form_twice_opens_one_wish(eve: Person) -> None:
    once: Any = uuid4()
    with hats.person(eve.pk):
        wishes.open_wish(words="", audience=4, room_for=1, once=once, by=eve)
        with pytest.raises(AlreadyDone):
            wishes.open_wish(words="", audience=4, room_for=1, once=once, by=eve)


def test_a_closed_wish_is_neither_changed_nor_closed_again(
    eve: Person, wish: Callable[..., Wish]
) -> None:
    made = wish(eve)
    with hats.person(eve.pk):
        wishes.close_wish(once=uuid4(), by=eve)
        with pytest.raises(NotPossible):
            wishes.change_wish(wish=made, words="", audience=4, room_for=1, once=uuid4(), by=eve)
        with pytest.raises(NotPossible):
            wishes.close_wish(once=uuid4(), by=eve)


def test_nobody_changes_the_wish_of_another(
    eve: Person, farid: Person, wish: Callable[..., Wish]
) -> None:
    made = wish(eve)
    with hats.person(farid.pk):
        with pytest.raises(NotPossible):
            wishes.change_wish(
                wish=made, words="mine now", audience=4, room_for=1, once=uuid4(), by=farid
            )
        assert Wish.objects.get(pk=made.pk).words == ""


def test_a_pause_hides_the_wish_and_the_name(
    eve: Person, farid: Person, wish: Callable[..., Wish]
) -> None:
    wish(eve)
    with hats.person(eve.pk):
        Person.objects.filter(pk=eve.pk).update(paused_at="2026-11-01T00:00Z")
    with hats.person(farid.pk):
        assert not Wish.objects.filter(person=eve).exists()
        assert not Person.objects.filter(pk=eve.pk).exists()


def test_what_may_be_found_is_no_wider_than_the_facet_and_the_wish(
    amel: Person, network: Any, wish: Callable[..., Wish], tell: Callable[..., Any]
) -> None:
    tell(amel, "experience", "cancer", audience=4)
    tell(amel, "experience", "diabetes", audience=3)
    tell(amel, "experience", "kidneys", audience=2)
    wish(amel, audience=4)
    with hats.person(amel.pk):
        mine = {row.scope: row.lived.count("1") for row in FinderRow.objects.filter(person=amel)}
    assert mine == {0: 2, network.escale.pk: 3}  # a word or two, and their heading


def test_a_wish_for_my_organisations_makes_nothing_findable_by_the_network(
    amel: Person, network: Any, wish: Callable[..., Wish], tell: Callable[..., Any]
) -> None:
    tell(amel, "experience", "cancer", audience=5)
    wish(amel, audience=3)
    with hats.person(amel.pk):
        assert {scope for (scope,) in FinderRow.objects.values_list("scope")} == {network.escale.pk}
        Affiliation.objects.filter(person=amel).update(until=timezone.now())


def test_the_pair_that_takes_the_last_place_withdraws_the_receipt(
    eve: Person,
    farid: Person,
    wish: Callable[..., Wish],
    invite: Callable[..., Any],
    accept: Callable[..., Any],
) -> None:
    wish(eve, room_for=2)
    wish(farid, room_for=1)
    accept(eve, invite(farid, eve))
    for person, stands in ((eve, True), (farid, False)):
        with hats.person(person.pk):
            receipts = Consent.objects.filter(person=person.pk, what="wish")
            assert receipts.count() == 1
            assert receipts.filter(withdrawn_at__isnull=True).exists() is stands


@pytest.mark.parametrize("ended_by", ["Amel", "Claire"])
def test_leaving_an_organisation_ends_the_willingness_to_be_in_its_rounds(
    network: Any, amel: Person, ended_by: str
) -> None:
    def willing() -> tuple[int, int]:
        with hats.person(amel.pk):
            receipts = Consent.objects.filter(what=what, withdrawn_at__isnull=True)
            return RoundOptIn.objects.filter(person=amel).count(), receipts.count()

    what = f"rounds:{network.escale.key}"
    with hats.person(amel.pk):
        wishes.open_wish(
            words="", audience=3, room_for=1, rounds=[network.escale.pk], once=uuid4(), by=amel
        )
    assert willing() == (1, 1)
    by = network.people[ended_by]
    with hats.person(by.pk):
        time_there = Affiliation.objects.current().get(person=amel, organisation=network.escale)
        end_affiliation(affiliation=time_there, once=uuid4(), by=by)
    assert willing() == (0, 0)
    with hats.system("test"):
        Affiliation.objects.create(person=amel, organisation=network.escale)
        with connection.cursor() as cursor:
            cursor.execute("select person_id from in_rounds(%s)", [network.escale.pk])
            assert amel.pk not in [row[0] for row in cursor.fetchall()]
    assert willing() == (0, 0)
