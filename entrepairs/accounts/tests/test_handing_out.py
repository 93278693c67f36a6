"""Codes that coordinators hand out: by whom, for whom, and read back by nobody."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import Error, connection, transaction
from django.test import Client

from entrepairs.accounts.actions.code_issuing import issue_codes
from entrepairs.accounts.models import EntryCode
from entrepairs.accounts.tests.ways_in import give_words, send
from entrepairs.core import hats
from entrepairs.ledger.models import Deed
from entrepairs.ledger.transactions import NotPossible
from entrepairs.people.models import Person

URL = "/enter/code/"


def test_only_a_coordinator_of_the_association_hands_out_codes(
    nadia: Person, bruno: Person, eve: Person
) -> None:
    for somebody in (bruno, eve, nadia):
        with pytest.raises(NotPossible):
            issue_codes(people=[nadia], by=somebody)
    with hats.gate():
        assert not EntryCode.objects.exists()


def test_the_guard_lets_no_coordinator_shorten_the_three_days(amel: Person, claire: Person) -> None:
    give_words(amel)
    for moment in ("null", "now()", "now() + interval '2 days'"):
        with (
            hats.person(claire.pk),
            pytest.raises(Error),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(
                "insert into accounts_entrycode (person_id, digest, purpose, issued_by_id, "
                "opens_at)"
                f" values (%s, 'x', 'entry', %s, {moment})",
                [amel.pk, claire.pk],
            )


def test_one_refusal_refuses_the_whole_list(nadia: Person, eve: Person, claire: Person) -> None:
    with pytest.raises(NotPossible):
        issue_codes(people=[nadia, eve], by=claire)
    with hats.gate():
        assert not EntryCode.objects.exists()


def test_a_coordinator_does_not_make_recovery_codes(nadia: Person, claire: Person) -> None:
    with pytest.raises(NotPossible):
        issue_codes(people=[nadia], by=claire, purpose="recovery")


def test_codes_come_in_the_order_of_the_people_and_each_sees_that_one_was_made(
    nadia: Person, bruno: Person, claire: Person, client: Client
) -> None:
    first, second = issue_codes(people=[nadia, bruno], by=claire)
    assert "Are you Nadia?" in send(client, URL, code=first).text
    assert "Are you Bruno?" in send(client, URL, code=second).text
    for person in (nadia, bruno):
        with hats.person(person.pk):
            assert Deed.objects.filter(verb="issue_code", about_person=person.pk).count() == 1


@pytest.mark.nightly
def test_ten_thousand_codes_are_made_at_once(db: None, claire: Person, network: Any) -> None:
    from entrepairs.people.models import Affiliation

    with hats.system("test"):
        people = Person.objects.bulk_create(Person(name=f"P{n}") for n in range(10_000))
        Affiliation.objects.bulk_create(
            Affiliation(person=p, organisation=network.escale) for p in people
        )
    made = issue_codes(people=people, by=claire)
    assert len(set(made)) == 10_000
    with hats.gate():
        assert EntryCode.objects.count() == 10_000


def test_a_coordinator_cannot_read_back_what_was_handed_out(
    nadia: Person, claire: Person, paper: Callable[..., str]
) -> None:
    paper(nadia)
    with (
        hats.person(claire.pk),
        pytest.raises(Error),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("select 1 from accounts_entrycode")
