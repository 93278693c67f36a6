"""Inviting, and saying yes."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone

from entrepairs.core import hats
from entrepairs.ledger.actions import AlreadyDone, note_deed
from entrepairs.ledger.transactions import NotPossible
from entrepairs.notices.models import Notice
from entrepairs.pairs.actions import invitations, wishes
from entrepairs.pairs.actions.invitations import INVITE, STANDS
from entrepairs.pairs.models import Invitation, Refusal, Wish
from entrepairs.people.models import Block, Circle, Membership, Organisation, Person
from entrepairs.suggestions.quiet_period import QUIET


@pytest.fixture
def both_wish(eve: Person, farid: Person, wish: Callable[..., Wish]) -> None:
    wish(eve)
    wish(farid)


def notices_of(person: Person) -> list[tuple[str, str]]:
    with hats.person(person.pk):
        mine = Notice.objects.filter(person=person, seen_at=None)
        return list(mine.order_by("pk").values_list("kind", "path"))


def test_an_invitation_is_told_to_the_other_with_its_words(
    both_wish: None, eve: Person, farid: Person, amel: Person, invite: Callable[..., Invitation]
) -> None:
    made = invite(farid, eve, "A coffee one of these days?")
    with hats.person(eve.pk):
        assert Invitation.objects.get(pk=made.pk).words == "A coffee one of these days?"
        assert Person.objects.filter(pk=farid.pk).exists()
    assert notices_of(eve) == [("invitation", "/pairs/invitations/")]
    with hats.person(amel.pk):
        assert not Invitation.objects.exists()


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


def test_nobody_invites_without_a_wish_of_their_own(
    eve: Person, farid: Person, wish: Callable[..., Wish], invite: Callable[..., Invitation]
) -> None:
    wish(eve)
    with pytest.raises(NotPossible, match="Only people who are looking"):
        invite(farid, eve)


def test_nobody_invites_someone_who_wishes_nothing_nor_to_oneself(
    eve: Person, farid: Person, wish: Callable[..., Wish], invite: Callable[..., Invitation]
) -> None:
    wish(farid)
    for to in (eve, farid):
        with pytest.raises(NotPossible, match="not looking"):
            invite(farid, to)
    with hats.person(farid.pk):
        assert not Invitation.objects.exists()


def test_nobody_invites_their_peer(
    amel: Person, bruno: Person, wish: Callable[..., Wish], invite: Callable[..., Invitation]
) -> None:
    wish(amel)
    wish(bruno)
    with pytest.raises(NotPossible, match="already in contact"):
        invite(amel, bruno)


@pytest.mark.parametrize("withdrawn", [False, True])
def test_the_same_person_is_asked_once_in_six_months(
    both_wish: None, eve: Person, farid: Person, invite: Callable[..., Invitation], withdrawn: bool
) -> None:
    made = invite(farid, eve)
    if withdrawn:
        with hats.person(farid.pk):
            invitations.withdraw_invitation(invitation=made, once=uuid4(), by=farid)
    with pytest.raises(NotPossible, match="6 months"):
        invite(farid, eve)
    long_ago = timezone.now() - QUIET - timedelta(days=1)
    with hats.system("test"):
        Invitation.objects.filter(pk=made.pk).update(
            made_at=long_ago, expires_at=long_ago + invitations.STANDS
        )
    assert invite(farid, eve)


def test_only_so_many_invitations_wait_at_once(
    farid: Person, wish: Callable[..., Wish], invite: Callable[..., Invitation]
) -> None:
    wish(farid)
    with hats.system("test"):
        others = Person.objects.bulk_create(
            Person(name=f"Someone {n}") for n in range(invitations.AT_ONCE + 1)
        )
        Wish.objects.bulk_create(Wish(person=other) for other in others)
    for other in others[:-1]:
        invite(farid, other)
    with pytest.raises(NotPossible, match="waiting for an answer"):
        invite(farid, others[-1])


def test_a_withdrawn_invitation_is_gone_for_the_other_and_cannot_be_accepted(
    both_wish: None,
    eve: Person,
    farid: Person,
    invite: Callable[..., Invitation],
    accept: Callable[..., Circle],
) -> None:
    made = invite(farid, eve)
    with hats.person(farid.pk):
        invitations.withdraw_invitation(invitation=made, once=uuid4(), by=farid)
    assert notices_of(eve) == []
    with hats.person(eve.pk):
        assert not Invitation.objects.exists()
    with pytest.raises(NotPossible):
        accept(eve, made)


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


def test_nobody_withdraws_the_invitation_of_another(
    both_wish: None, eve: Person, farid: Person, invite: Callable[..., Invitation]
) -> None:
    made = invite(farid, eve)
    with hats.person(eve.pk), pytest.raises(NotPossible):
        invitations.withdraw_invitation(invitation=made, once=uuid4(), by=eve)


def test_closing_the_wish_does_not_take_back_an_invitation(
    both_wish: None,
    eve: Person,
    farid: Person,
    invite: Callable[..., Invitation],
    accept: Callable[..., Circle],
) -> None:
    made = invite(farid, eve)
    with hats.person(eve.pk):
        wishes.close_wish(once=uuid4(), by=eve)
    assert accept(eve, made)


def test_what_is_refused_leaves_no_deed(
    eve: Person, farid: Person, wish: Callable[..., Wish], invite: Callable[..., Invitation]
) -> None:
    from entrepairs.ledger.models import Deed

    wish(farid)
    with pytest.raises(NotPossible):
        invite(farid, eve)
    with hats.person(farid.pk):
        assert not Deed.objects.filter(verb="invite").exists()


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


def test_inviting_asks_the_database_little(
    both_wish: None, eve: Person, farid: Person, queries: Callable[[], Any]
) -> None:
    with hats.person(farid.pk), queries() as made:
        invitations.invite(to=eve, words="", once=uuid4(), by=farid)
    assert len(made) <= 18


def test_the_person_who_was_invited_or_is_no_part_of_it_has_nothing_refused_by_a_limit(
    both_wish: None,
    eve: Person,
    farid: Person,
    amel: Person,
    tell: Callable[..., Any],
    invite: Callable[..., Invitation],
) -> None:
    sent = invite(farid, eve)
    for person in (eve, farid, amel):
        tell(person, "limit", "no_animal", audience=4)
        tell(person, "limit", "with_animal", audience=4)
    for who, refused in ((eve.pk, []), (amel.pk, []), (None, []), (farid.pk, [True])):
        with hats.person(who), connection.cursor() as cursor:
            cursor.execute("select deliver_invitation(%s)", [sent.pk])
        with hats.person(eve.pk):
            assert [row.by_limit for row in Refusal.objects.all()] == refused


def test_who_invites_is_answered_alike_whether_a_limit_refuses_or_not(
    both_wish: None, eve: Person, farid: Person, tell: Callable[..., Any]
) -> None:
    answers = []
    for limits in ((), ("no_animal", "with_animal")):
        for person, limit in zip((eve, farid), limits, strict=False):
            tell(person, "limit", limit, audience=1 if person == eve else 4)
        with hats.person(farid.pk), connection.cursor() as cursor:
            note_deed(INVITE, by=farid.pk, about=eve.pk)
            sent = Invitation.objects.create(
                by=farid, to=eve, words="", expires_at=timezone.now() + STANDS
            )
            cursor.execute("select deliver_invitation(%s)", [sent.pk])
            answers.append(cursor.fetchall())
            seen = [Refusal.objects.count(), Notice.objects.count()]
        answers.append(seen)
    assert answers[:2] == answers[2:]
    with hats.person(eve.pk):
        assert [row.by_limit for row in Refusal.objects.all()] == [True]
