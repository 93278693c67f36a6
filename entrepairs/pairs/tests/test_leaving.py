"""Pause, resume, end, block: by either, at once."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from entrepairs.conversations import actions as conversations
from entrepairs.conversations.models import Message
from entrepairs.core import hats
from entrepairs.ledger.models import Deed
from entrepairs.ledger.transactions import NotPossible
from entrepairs.meetings.models import Meeting
from entrepairs.notices.models import Notice
from entrepairs.pairs.actions import agreements, pausing_and_ending
from entrepairs.pairs.models import Invitation, Pause, Refusal, Wish
from entrepairs.people.actions import blocks as people
from entrepairs.people.models import Circle, Membership, Person


def now(circle: Circle) -> Circle:
    with hats.system("test"):
        return Circle.objects.get(pk=circle.pk)


@pytest.fixture
def planned(network: Any, amel: Person, bruno: Person) -> Meeting:
    with hats.system("test"):
        return Meeting.objects.create(
            circle=network.pair,
            starts_at=timezone.now() + timedelta(days=2),
            means="phone",
            asked_by=amel,
            proposed_by=amel,
            agreed_by=bruno,
            agreed_at=timezone.now(),
        )


@pytest.mark.parametrize("who", ["Amel", "Bruno"])
def test_either_pauses_and_nobody_writes_meanwhile(
    network: Any, planned: Meeting, who: str
) -> None:
    me = network.people[who]
    with hats.person(me.pk):
        pausing_and_ending.pause_pair(circle=network.pair, once=uuid4(), by=me)
    assert now(network.pair).paused_at
    with hats.system("test"):
        planned.refresh_from_db()
    assert planned.cancelled_at
    for person in (network.people["Amel"], network.people["Bruno"]):
        with hats.person(person.pk), pytest.raises(NotPossible):
            conversations.send_message(circle=network.pair, body="hello", once=uuid4(), by=person)


def test_the_person_who_asked_for_the_pause_ends_it_and_nobody_else(
    network: Any, amel: Person, bruno: Person
) -> None:
    with hats.person(amel.pk):
        pausing_and_ending.pause_pair(circle=network.pair, once=uuid4(), by=amel)
    with hats.person(bruno.pk):
        assert pausing_and_ending.resume_pair(circle=network.pair, once=uuid4(), by=bruno) is False
    assert now(network.pair).paused_at
    with hats.person(amel.pk):
        assert pausing_and_ending.resume_pair(circle=network.pair, once=uuid4(), by=amel) is True
    assert now(network.pair).paused_at is None


def test_when_both_want_a_pause_it_lasts_until_both_have_resumed(
    network: Any, amel: Person, bruno: Person
) -> None:
    for person in (amel, bruno):
        with hats.person(person.pk):
            pausing_and_ending.pause_pair(circle=network.pair, once=uuid4(), by=person)
    with hats.person(amel.pk):
        assert pausing_and_ending.resume_pair(circle=network.pair, once=uuid4(), by=amel) is False
    with hats.person(bruno.pk):
        assert pausing_and_ending.resume_pair(circle=network.pair, once=uuid4(), by=bruno) is True


def test_nobody_ends_the_pause_of_the_other_in_the_database(
    network: Any, amel: Person, bruno: Person
) -> None:
    with hats.person(amel.pk):
        pausing_and_ending.pause_pair(circle=network.pair, once=uuid4(), by=amel)
    with hats.person(bruno.pk):
        assert Pause.objects.filter(person=amel).delete()[0] == 0


@pytest.mark.parametrize("who", ["Amel", "Bruno"])
def test_either_ends_it_for_both_and_both_still_read_what_was_said(
    network: Any, planned: Meeting, who: str
) -> None:
    me = network.people[who]
    with hats.system("test"):
        Message.objects.create(
            circle=network.pair,
            author=me,
            body="then",
            once=uuid4(),
            sent_at=timezone.now() - timedelta(days=3),
        )
    with hats.person(me.pk):
        pausing_and_ending.end_pair(circle=network.pair, once=uuid4(), by=me)
    assert now(network.pair).ended_at
    for person in (network.people["Amel"], network.people["Bruno"]):
        with hats.person(person.pk):
            assert [m.body for m in Message.objects.filter(circle=network.pair)] == ["then"]
            assert not Membership.objects.filter(circle=network.pair, until__isnull=True).exists()
            with pytest.raises(NotPossible):
                conversations.send_message(
                    circle=network.pair, body="hello", once=uuid4(), by=person
                )
            with pytest.raises(NotPossible):
                agreements.propose_agreement(
                    circle=network.pair, words="again", once=uuid4(), by=person
                )


def test_once_ended_it_is_neither_paused_resumed_nor_ended_again(
    network: Any, amel: Person, bruno: Person
) -> None:
    with hats.person(amel.pk):
        pausing_and_ending.end_pair(circle=network.pair, once=uuid4(), by=amel)
    for person in (amel, bruno):
        for action in (
            pausing_and_ending.pause_pair,
            pausing_and_ending.resume_pair,
            pausing_and_ending.end_pair,
        ):
            with hats.person(person.pk), pytest.raises(NotPossible):
                action(circle=network.pair, once=uuid4(), by=person)


def test_who_ended_it_is_told_to_nobody(network: Any, amel: Person, bruno: Person) -> None:
    with hats.person(amel.pk):
        pausing_and_ending.end_pair(circle=network.pair, once=uuid4(), by=amel)
    with hats.person(bruno.pk):
        assert Notice.objects.filter(person=bruno, path=network.pair.path).count() == 1
        assert not Deed.objects.filter(by_person=amel.pk).exists()


def test_nobody_else_pauses_or_ends_a_pair(network: Any, claire: Person, david: Person) -> None:
    for person in (claire, david):
        for action in (
            pausing_and_ending.pause_pair,
            pausing_and_ending.resume_pair,
            pausing_and_ending.end_pair,
        ):
            with hats.person(person.pk), pytest.raises(NotPossible):
                action(circle=network.pair, once=uuid4(), by=person)
    assert now(network.pair).ended_at is None


def test_a_group_is_not_ended_as_a_pair_is(network: Any, amel: Person) -> None:
    with hats.person(amel.pk), pytest.raises(NotPossible):
        pausing_and_ending.end_pair(circle=network.group, once=uuid4(), by=amel)


def test_a_block_ends_the_pair_at_once(network: Any, amel: Person, bruno: Person) -> None:
    with hats.person(amel.pk):
        people.block_person(by=amel, person=bruno, once=uuid4())
    assert now(network.pair).ended_at
    with hats.person(bruno.pk):  # as after any end
        (told,) = Notice.objects.filter(person=bruno).values_list("about", flat=True)
        assert told == f"{network.pair.key}:end"


def test_a_block_withdraws_my_invitations_and_leaves_those_to_me_unanswered(
    eve: Person, farid: Person, david: Person, wish: Any, invite: Any
) -> None:
    for person in (eve, farid, david):
        wish(person)
    mine, theirs = invite(eve, david), invite(farid, eve)
    with hats.person(eve.pk):
        people.block_person(by=eve, person=david, once=uuid4())
        people.block_person(by=eve, person=farid, once=uuid4())
    with hats.system("test"):
        mine.refresh_from_db()
        theirs.refresh_from_db()
        assert mine.withdrawn_at
        assert (theirs.withdrawn_at, theirs.accepted_at) == (None, None)
        assert Refusal.objects.get().invitation == theirs
        assert Wish.objects.filter(closed_at__isnull=True).count() == 3
    with hats.person(farid.pk):  # to whom nothing changed
        assert list(Invitation.objects.all()) == [theirs]
    with hats.person(david.pk):
        assert not Invitation.objects.exists()


def test_the_other_is_told_of_a_pause_and_of_its_end(
    network: Any, amel: Person, bruno: Person
) -> None:
    def told(person: Person) -> list[str]:
        with hats.person(person.pk):
            found = Notice.objects.filter(person=person, path=network.pair.path).order_by("pk")
            return [about.removeprefix(network.pair.key) for (about,) in found.values_list("about")]

    with hats.person(amel.pk):
        pausing_and_ending.pause_pair(circle=network.pair, once=uuid4(), by=amel)
    assert (told(amel), told(bruno)) == ([], [":pause"])
    with hats.person(amel.pk):
        pausing_and_ending.resume_pair(circle=network.pair, once=uuid4(), by=amel)
    assert (told(amel), told(bruno)) == ([], [":pause", ":resume"])
