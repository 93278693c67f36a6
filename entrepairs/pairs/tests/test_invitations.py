"""Inviting, and withdrawing an invitation."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone

from entrepairs.core import hats
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import NotPossible
from entrepairs.notices.models import Notice
from entrepairs.pairs.actions import invitations, wishes
from entrepairs.pairs.actions.invitations import INVITE, STANDS
from entrepairs.pairs.models import Invitation, Refusal, Wish
from entrepairs.pairs.tests.told import notices_of
from entrepairs.people.models import Circle, Person
from entrepairs.suggestions.quiet_period import QUIET


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
