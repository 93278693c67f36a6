"""Saying yes to an invitation: once, in time, by whom it is for."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from entrepairs.core import hats
from entrepairs.ledger.actions import AlreadyDone
from entrepairs.ledger.transactions import NotPossible
from entrepairs.pairs.actions import invitations
from entrepairs.pairs.models import Invitation, Wish
from entrepairs.pairs.tests.told import notices_of
from entrepairs.people.models import Block, Circle, Membership, Organisation, Person


def test_a_yes_makes_a_pair_of_both(
    both_wish: None,
    eve: Person,
    farid: Person,
    invite: Callable[..., Invitation],
    accept: Callable[..., Circle],
) -> None:
    circle = accept(eve, invite(farid, eve))
    with hats.person(farid.pk):
        here = Membership.objects.filter(circle=circle)
        assert set(here.values_list("person", "asked_by")) == {(farid.pk, "self"), (eve.pk, "peer")}
        assert len(set(here.values_list("until", flat=True))) == 1
        assert Circle.objects.get(pk=circle.pk).kind == "pair"
        assert Invitation.objects.get(by=farid).circle == circle
    assert ("yes", circle.path) in notices_of(farid)


def test_the_pair_is_of_the_organisation_they_share(
    david: Person,
    claire: Person,
    network: Any,
    wish: Callable[..., Wish],
    invite: Callable[..., Invitation],
    accept: Callable[..., Circle],
) -> None:
    wish(david)
    wish(claire)
    assert accept(claire, invite(david, claire)).organisation == network.escale


def test_two_people_of_different_organisations_are_a_pair_of_none(
    both_wish: None,
    eve: Person,
    farid: Person,
    invite: Callable[..., Invitation],
    accept: Callable[..., Circle],
) -> None:
    assert accept(eve, invite(farid, eve)).organisation is None
    with hats.person(eve.pk):
        assert Organisation.objects.exists()


def test_a_yes_leaves_room_for_one_peer_fewer_and_the_last_closes_the_wish(
    eve: Person,
    farid: Person,
    wish: Callable[..., Wish],
    invite: Callable[..., Invitation],
    accept: Callable[..., Circle],
) -> None:
    two, one = wish(eve, room_for=2), wish(farid, room_for=1)
    accept(eve, invite(farid, eve))
    with hats.system("test"):
        two.refresh_from_db()
        one.refresh_from_db()
    assert (two.room_for, two.closed_at) == (1, None)
    assert one.room_for == 0
    assert one.closed_at


def test_saying_yes_twice_makes_one_pair(
    both_wish: None,
    eve: Person,
    farid: Person,
    invite: Callable[..., Invitation],
    accept: Callable[..., Circle],
) -> None:
    made = invite(farid, eve)
    once = uuid4()
    with hats.person(eve.pk):
        circle = invitations.accept_invitation(invitation=made, once=once, by=eve)
        with pytest.raises(AlreadyDone):
            invitations.accept_invitation(invitation=made, once=once, by=eve)
    assert accept(eve, made) == circle  # from another window
    with hats.person(eve.pk):
        assert Circle.objects.filter(kind="pair").count() == 1


def test_two_who_invite_each_other_are_a_pair_at_once_and_only_one(
    both_wish: None, eve: Person, farid: Person, invite: Callable[..., Invitation]
) -> None:
    first = invite(farid, eve, "Shall we?")
    second = invite(eve, farid, "Yes, and you?")
    with hats.person(farid.pk):
        first.refresh_from_db()
        assert first.circle_id == second.circle_id is not None
        assert first.accepted_at
        assert Circle.objects.filter(kind="pair").count() == 1
    assert notices_of(farid)[-1][0] == "yes"


def test_a_yes_after_the_time_is_over_is_refused_in_words(
    both_wish: None,
    eve: Person,
    farid: Person,
    invite: Callable[..., Invitation],
    accept: Callable[..., Circle],
) -> None:
    made = invite(farid, eve)
    with hats.system("test"):
        Invitation.objects.filter(pk=made.pk).update(
            made_at=timezone.now() - timedelta(days=22),
            expires_at=timezone.now() - timedelta(days=1),
        )
    with pytest.raises(NotPossible, match="no longer waiting"):
        accept(eve, made)
    with pytest.raises(NotPossible), hats.person(farid.pk):
        invitations.withdraw_invitation(invitation=made, once=uuid4(), by=farid)


@pytest.mark.parametrize("who", ["eve", "farid"])
def test_a_yes_across_a_block_is_refused(
    both_wish: None,
    eve: Person,
    farid: Person,
    invite: Callable[..., Invitation],
    accept: Callable[..., Circle],
    who: str,
) -> None:
    made = invite(farid, eve)
    with hats.system("test"):
        one, other = (eve, farid) if who == "eve" else (farid, eve)
        Block.objects.create(person=one, blocked=other)
    with pytest.raises(NotPossible):
        accept(eve, made)
    with hats.person(eve.pk):
        assert not Circle.objects.filter(kind="pair").exists()


def test_a_yes_is_only_for_the_one_who_was_invited(
    both_wish: None,
    eve: Person,
    farid: Person,
    amel: Person,
    invite: Callable[..., Invitation],
    accept: Callable[..., Circle],
) -> None:
    made = invite(farid, eve)
    for someone in (farid, amel):
        with pytest.raises(NotPossible):
            accept(someone, made)


def test_withdrawing_after_the_yes_is_refused(
    both_wish: None,
    eve: Person,
    farid: Person,
    invite: Callable[..., Invitation],
    accept: Callable[..., Circle],
) -> None:
    made = invite(farid, eve)
    accept(eve, made)
    with hats.person(farid.pk), pytest.raises(NotPossible):
        invitations.withdraw_invitation(invitation=made, once=uuid4(), by=farid)


def test_inviting_across_a_block_makes_no_pair_though_they_had_invited_me(
    both_wish: None, eve: Person, farid: Person, invite: Callable[..., Invitation]
) -> None:
    invite(eve, farid)
    with hats.system("test"):  # the row alone: their invitation still waits
        Block.objects.create(person=eve, blocked=farid)
    with pytest.raises(NotPossible, match="not looking"):
        invite(farid, eve)
    with hats.system("test"):
        assert not Circle.objects.filter(kind="pair", memberships__person=farid).exists()
