"""For how many peers a person said they had room: no yes goes beyond it."""

import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from entrepairs.core import hats
from entrepairs.ledger.transactions import NotPossible
from entrepairs.pairs.actions import invitations, wishes
from entrepairs.pairs.models import Invitation, Wish
from entrepairs.people.models import Circle, Membership, Person

Invite = Callable[..., Invitation]
NOT_NOW = "A yes is not possible for now. It is not because of you."
TELLS_OF_THE_OTHER = re.compile(r"found a peer|has no room|Eve has")


def pairs_of(person: Person) -> int:
    with hats.system("test"):
        current = Membership.objects.current()
        return current.filter(person=person, circle__kind=Circle.Kind.PAIR).count()


def says_yes(person: Person, invitation: Invitation) -> str:
    """What they are told when it is not possible; nothing when they are peers."""
    with hats.person(person.pk):
        try:
            invitations.accept_invitation(invitation=invitation, once=uuid4(), by=person)
        except NotPossible as refused:
            return str(refused)
    return ""


def test_five_yeses_to_someone_with_room_for_one_make_one_pair(
    eve: Person, someone: Callable[..., Person], wish: Callable[..., Wish], invite: Invite
) -> None:
    wish(eve, room_for=1)
    others = [someone(f"P{number}") for number in range(5)]
    sent = [invite(eve, other) for other in others]
    told = [says_yes(other, made) for other, made in zip(others, sent, strict=True)]
    assert pairs_of(eve) == 1
    assert told[0] == ""
    assert told[1:] == [NOT_NOW] * 4
    with hats.system("test"):
        room = Wish.objects.filter(person__in=others).values_list("room_for", flat=True)
        assert sorted(room) == [0, 1, 1, 1, 1]


def test_nor_does_one_say_yes_oneself_beyond_one_s_own_room(
    eve: Person, someone: Callable[..., Person], wish: Callable[..., Wish], invite: Invite
) -> None:
    first = wish(eve, room_for=1)
    received = [invite(someone(f"P{number}"), eve) for number in range(3)]
    told = [says_yes(eve, made) for made in received]
    assert pairs_of(eve) == 1
    assert told[0] == ""
    assert told[1] == told[2]
    assert told[1].startswith("You have as many peers as you wanted")
    with hats.system("test"):
        first.refresh_from_db()
        assert first.closed_at
    wish(eve, room_for=1)  # she looks again: what waits can be answered
    assert says_yes(eve, received[1]) == ""
    assert pairs_of(eve) == 2


def test_who_stopped_looking_by_hand_still_has_room_for_who_was_invited(
    eve: Person, farid: Person, wish: Callable[..., Wish], invite: Invite
) -> None:
    for person in (eve, farid):
        wish(person, room_for=1)
    made = invite(eve, farid)
    with hats.person(eve.pk):
        wishes.close_wish(once=uuid4(), by=eve)
    assert says_yes(farid, made) == ""
    assert pairs_of(eve) == 1


def test_inviting_who_invited_me_makes_no_pair_beyond_their_room(
    eve: Person, farid: Person, david: Person, wish: Callable[..., Wish], invite: Invite
) -> None:
    for person in (eve, farid, david):
        wish(person, room_for=1)
    to_david = invite(eve, david)
    invite(eve, farid)
    assert says_yes(david, to_david) == ""
    with pytest.raises(NotPossible, match=NOT_NOW):
        invite(farid, eve)
    assert pairs_of(farid) == 0


def test_that_it_is_not_possible_is_said_on_the_page_and_the_yes_is_not_lost_in_silence(
    as_person: Callable[[Person], Client],
    eve: Person,
    farid: Person,
    david: Person,
    wish: Callable[..., Wish],
    invite: Invite,
) -> None:
    for person in (eve, farid, david):
        wish(person, room_for=1)
    to_david, to_farid = invite(eve, david), invite(eve, farid)
    assert says_yes(david, to_david) == ""
    client = as_person(farid)
    answer: Any = client.post(f"/pairs/invitations/{to_farid.key}/yes/", {"once": uuid4()})
    assert answer.status_code == 302
    page = client.get(answer["Location"]).text
    assert NOT_NOW in page
    assert not TELLS_OF_THE_OTHER.search(page)


@pytest.mark.parametrize("address", ["/pairs/invitations/", "/today/"])
def test_where_the_other_has_no_room_the_page_says_that_a_yes_is_not_possible_and_not_why(
    as_person: Callable[[Person], Client],
    eve: Person,
    farid: Person,
    david: Person,
    wish: Callable[..., Wish],
    invite: Invite,
    address: str,
) -> None:
    for person in (eve, farid, david):
        wish(person, room_for=1)
    to_david, to_farid = invite(eve, david), invite(eve, farid)
    yes = f"/pairs/invitations/{to_farid.key}/yes/"
    before = as_person(farid).get(address).text
    assert yes in before
    assert NOT_NOW not in before
    assert says_yes(david, to_david) == ""
    after = as_person(farid).get(address).text
    assert "Eve would like to get to know you" in after
    assert yes not in after
    assert NOT_NOW in after
    assert "If it is possible again before this invitation ends, you can say yes here." in after
    assert not TELLS_OF_THE_OTHER.search(after)
    wish(eve, room_for=1)  # she looks again
    again = as_person(farid).get(address).text
    assert yes in again
    assert NOT_NOW not in again
    assert says_yes(farid, to_farid) == ""


@pytest.mark.parametrize("put_off", [False, True])
def test_where_i_have_no_room_the_page_says_how_to_have_some(
    as_person: Callable[[Person], Client],
    eve: Person,
    someone: Callable[..., Person],
    wish: Callable[..., Wish],
    invite: Invite,
    put_off: bool,
) -> None:
    wish(eve, room_for=1)
    first, second = (invite(someone(f"P{number}"), eve) for number in range(2))
    if put_off:
        with hats.person(eve.pk):
            invitations.refuse_invitation(invitation=second, once=uuid4(), by=eve)
    assert says_yes(eve, first) == ""
    page = as_person(eve).get("/pairs/invitations/").text
    assert "P1 would like to get to know you" in page
    assert f"/pairs/invitations/{second.key}/yes/" not in page
    assert "To say yes, first start looking for a peer" in page
    assert 'href="/pairs/looking/"' in page
    assert "You can still say yes" not in page
