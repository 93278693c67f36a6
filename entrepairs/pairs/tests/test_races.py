"""Two people, or two presses, at the same moment: two real connections."""

import threading
from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

from entrepairs.core import hats
from entrepairs.ledger.actions import AlreadyDone
from entrepairs.ledger.transactions import NotPossible
from entrepairs.pairs.actions import agreements, invitations
from entrepairs.pairs.actions import pausing_and_ending as circles
from entrepairs.pairs.models import Agreement, Invitation, Wish
from entrepairs.people.actions import blocks as people
from entrepairs.people.models import Circle, Membership, Person


@pytest.fixture
def two(django_db_setup: Any, django_db_blocker: Any) -> Iterator[tuple[Person, Person]]:
    """Eve and Farid, who both wish; rows are really saved, and removed afterwards."""
    with django_db_blocker.unblock():
        with hats.system("test"):
            eve, farid = (
                Person.objects.create(name=name) for name in ("Eve at once", "Farid at once")
            )
            for person in (eve, farid):
                Wish.objects.create(person=person, room_for=3)
        try:
            yield eve, farid
        finally:
            with hats.system("test"):
                circles = Membership.objects.filter(person__in=[eve, farid]).values_list(
                    "circle", flat=True
                )
                Circle.objects.filter(pk__in=list(circles)).delete()
                Person.objects.filter(pk__in=[eve.pk, farid.pk]).delete()


def at_once(*tries: tuple[Person, Callable[[], Any]]) -> list[Any]:
    """Each under its person's hat, in a transaction and a connection of its own, all started
    together."""
    gate = threading.Barrier(len(tries))
    results: list[Any] = [None] * len(tries)

    def run(place: int, person: Person, what: Callable[[], Any]) -> None:
        try:
            gate.wait()
            with hats.person(person.pk):
                results[place] = what()
        except (NotPossible, AlreadyDone) as error:
            results[place] = error
        finally:
            connection.close()

    threads = [
        threading.Thread(target=run, args=(place, *each)) for place, each in enumerate(tries)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return results


def pairs_of(person: Person) -> int:
    with hats.person(person.pk):
        return Circle.objects.filter(kind="pair", memberships__person=person).count()


def make_invitation(by: Person, to: Person) -> Invitation:
    with hats.person(by.pk):
        return invitations.invite(to=to, words="", once=uuid4(), by=by)


def test_both_invite_each_other_at_once_and_there_is_one_pair(two: tuple[Person, Person]) -> None:
    eve, farid = two
    results = at_once(
        (eve, lambda: invitations.invite(to=farid, words="", once=uuid4(), by=eve)),
        (farid, lambda: invitations.invite(to=eve, words="", once=uuid4(), by=farid)),
    )
    assert all(isinstance(result, Invitation) for result in results)
    assert pairs_of(eve) == pairs_of(farid) == 1


def test_a_double_press_on_yes_makes_one_pair(two: tuple[Person, Person]) -> None:
    eve, farid = two
    made, once = make_invitation(farid, eve), uuid4()

    def yes() -> Circle:
        return invitations.accept_invitation(invitation=made, once=once, by=eve)

    results = at_once((eve, yes), (eve, yes))
    assert pairs_of(eve) == 1
    assert sum(isinstance(result, AlreadyDone) for result in results) == 1


def test_two_windows_saying_yes_make_one_pair_and_take_one_place(
    two: tuple[Person, Person],
) -> None:
    eve, farid = two
    made = make_invitation(farid, eve)
    results = at_once(
        (eve, lambda: invitations.accept_invitation(invitation=made, once=uuid4(), by=eve)),
        (eve, lambda: invitations.accept_invitation(invitation=made, once=uuid4(), by=eve)),
    )
    assert results[0] == results[1]
    assert pairs_of(eve) == 1
    with hats.person(eve.pk):
        assert Wish.objects.get(person=eve).room_for == 2


def test_a_yes_and_a_withdrawal_at_once_leave_a_pair_or_none_never_half(
    two: tuple[Person, Person],
) -> None:
    eve, farid = two
    made = make_invitation(farid, eve)
    results = at_once(
        (eve, lambda: invitations.accept_invitation(invitation=made, once=uuid4(), by=eve)),
        (farid, lambda: invitations.withdraw_invitation(invitation=made, once=uuid4(), by=farid)),
    )
    assert sum(isinstance(result, NotPossible) for result in results) == 1
    with hats.person(farid.pk):
        made.refresh_from_db()
    assert (made.accepted_at is None) is (made.withdrawn_at is not None)
    assert pairs_of(eve) == (1 if made.accepted_at else 0)


def test_a_yes_and_a_block_at_once_leave_no_pair_that_runs(two: tuple[Person, Person]) -> None:
    eve, farid = two
    made = make_invitation(farid, eve)
    at_once(
        (eve, lambda: invitations.accept_invitation(invitation=made, once=uuid4(), by=eve)),
        (farid, lambda: people.block_person(by=farid, person=eve, once=uuid4())),
    )
    with hats.system("test"):
        assert not Circle.objects.filter(memberships__person=eve, ended_at__isnull=True).exists()


def test_two_yeses_at_once_to_someone_with_room_for_one_make_one_pair(
    two: tuple[Person, Person],
) -> None:
    eve, farid = two
    with hats.system("test"):
        third = Person.objects.create(name="Third at once")
        Wish.objects.create(person=third)
        Wish.objects.filter(person=eve).update(room_for=1)
    try:
        made = {person: make_invitation(eve, person) for person in (farid, third)}

        def yes(person: Person) -> Circle:
            return invitations.accept_invitation(invitation=made[person], once=uuid4(), by=person)

        results = at_once((farid, lambda: yes(farid)), (third, lambda: yes(third)))
        assert sum(isinstance(result, Circle) for result in results) == 1
        assert sum(isinstance(result, invitations.NoRoom) for result in results) == 1
        assert pairs_of(eve) == 1
    finally:
        with hats.system("test"):
            third.delete()


def test_both_end_it_at_once_and_it_ends_once(two: tuple[Person, Person]) -> None:
    eve, farid = two
    with hats.person(eve.pk):
        pair = invitations.accept_invitation(
            invitation=make_invitation(farid, eve), once=uuid4(), by=eve
        )
    results = at_once(
        (eve, lambda: circles.end_pair(circle=pair, once=uuid4(), by=eve)),
        (farid, lambda: circles.end_pair(circle=pair, once=uuid4(), by=farid)),
    )
    assert sum(isinstance(result, NotPossible) for result in results) == 1


def test_both_propose_words_at_once_and_one_set_waits(two: tuple[Person, Person]) -> None:
    eve, farid = two
    with hats.person(eve.pk):
        pair = invitations.accept_invitation(
            invitation=make_invitation(farid, eve), once=uuid4(), by=eve
        )
    at_once(
        (eve, lambda: agreements.propose_agreement(circle=pair, words="one", once=uuid4(), by=eve)),
        (
            farid,
            lambda: agreements.propose_agreement(circle=pair, words="two", once=uuid4(), by=farid),
        ),
    )
    with hats.person(eve.pk):
        assert Agreement.objects.filter(circle=pair, accepted_at=None, closed_at=None).count() == 1
