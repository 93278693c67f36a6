"""What a release does besides inviting: notices, refusals, hints, and room for each of the two."""

from contextlib import suppress
from typing import Any
from uuid import uuid4

import pytest
from django.db.models import F

from entrepairs.core import hats
from entrepairs.ledger.transactions import NotPossible
from entrepairs.notices.models import Notice
from entrepairs.pairs.actions import invitations
from entrepairs.pairs.models import Invitation, Refusal
from entrepairs.pairs.queries.invitations import invitations_to
from entrepairs.people.actions.blocks import block_person
from entrepairs.people.models import Block, Membership, Person
from entrepairs.rounds.hard_constraints import still_possible
from entrepairs.rounds.models import Hint, Round
from entrepairs.rounds.tests.making import (
    LONG,
    Join,
    again,
    join,
    released,
    suggested,
    waits_for,
    worked_out,
)

__all__ = ["join"]
STREET = {"experience": ["street"]}


def test_each_person_invited_by_a_round_is_told_once_and_nobody_else(
    network: Any, claire: Person, join: Join
) -> None:
    invited = [join(name, room_for=2, language=["fr"]) for name in ("Nora", "Ines", "Lou")]
    left_out = join("Max", language=["ar"])
    round = worked_out(network, claire)
    with hats.system("test"):
        assert not Notice.objects.filter(kind="invitation").exists()
    released(round, claire)
    with hats.system("test"):
        rows = Notice.objects.filter(kind="invitation")
        told = sorted(rows.values_list("person", "path", "about"))
        asked = set(Invitation.objects.filter(round_id=round.pk).values_list("to", flat=True))
    assert asked == {person.pk for person in invited}
    assert left_out.pk not in asked
    assert told == sorted((who, "/pairs/invitations/", f"round-{round.pk}") for who in asked)


def test_what_a_round_told_is_closed_by_the_last_of_its_answers(
    network: Any, claire: Person, join: Join
) -> None:
    nora, *_others = [join(name, room_for=2, language=["fr"]) for name in ("Nora", "Ines", "Lou")]
    round = released(worked_out(network, claire), claire)
    with hats.system("test"):
        mine = list(Invitation.objects.filter(round_id=round.pk, to=nora))
    assert len(mine) == 2
    still_open = []
    for invitation, answer in zip(
        mine, (invitations.agree_to_round, invitations.refuse_invitation), strict=True
    ):
        with hats.person(nora.pk):
            answer(invitation=invitation, once=uuid4(), by=nora)
            still_open.append(Notice.objects.filter(kind="invitation", seen_at=None).exists())
    assert still_open == [True, False]


def test_a_yes_to_a_round_removes_the_no_said_before(
    network: Any, claire: Person, join: Join
) -> None:
    nora = join("Nora", **STREET)
    join("Ines", **STREET)
    released(worked_out(network, claire), claire)
    with hats.person(nora.pk):
        invitation = Invitation.objects.get(to=nora)
        invitations.refuse_invitation(invitation=invitation, once=uuid4(), by=nora)
        assert list(invitations_to(nora.pk).filter(put_off=True)) == [invitation]
        assert invitations.agree_to_round(invitation=invitation, once=uuid4(), by=nora) is None
        assert not Refusal.objects.exists()
        assert list(invitations_to(nora.pk).filter(put_off=True)) == []
        assert [row.yes_at is not None for row in invitations_to(nora.pk)] == [True]


def test_what_would_help_is_said_of_the_last_released_round_alone(
    network: Any, claire: Person, join: Join
) -> None:
    alone = join("Alone", language=["ar"])
    join("Nora", language=["fr"])
    join("Ines", language=["fr"])
    first = released(worked_out(network, claire), claire)
    with hats.person(alone.pk):
        assert [one.round_id for one in Hint.objects.all()] == [first.pk]
    join("Lou", language=["fr"])
    join("Max", language=["fr"])
    second = worked_out(network, claire)
    with hats.person(alone.pk):  # until it is released, the former one still holds
        assert [one.round_id for one in Hint.objects.all()] == [first.pk]
    released(second, claire)
    with hats.system("test"):
        assert [one.round_id for one in Hint.objects.filter(person=alone)] == [second.pk]


def test_neither_of_the_two_is_invited_beyond_their_room(
    network: Any, claire: Person, join: Join
) -> None:
    first, second, third = (join(name, **STREET).pk for name in ("Nora", "Ines", "Lou"))
    of_escale = Round(organisation=network.escale)
    with hats.system("test"):
        of_one_other = still_possible([(first, third), (second, third)], of_escale)
        of_one_first = still_possible([(first, second), (first, third)], of_escale)
        none = still_possible([], of_escale)
    assert (of_one_other, of_one_first, none) == ([(first, third)], [(first, second)], [])


@pytest.mark.parametrize("answer", ["none", "no", "yes", "block"])
def test_a_round_holds_the_room_of_those_it_asked_until_it_is_over_whatever_they_answered(
    network: Any, claire: Person, join: Join, answer: str
) -> None:
    """Else the next round would be made of exactly those who said no."""
    nora, ines = join("Nora", **STREET), join("Ines", **STREET)
    released(worked_out(network, claire), claire)
    join("Lou", **STREET)
    second = worked_out(network, claire)
    assert suggested(second) == set()
    (hers,) = waits_for(nora)
    with hats.person(nora.pk):
        if answer == "no":
            invitations.refuse_invitation(invitation=hers, once=uuid4(), by=nora)
        elif answer == "yes":
            invitations.agree_to_round(invitation=hers, once=uuid4(), by=nora)
        elif answer == "block":
            block_person(person=ines, once=uuid4(), by=nora)
    assert suggested(again(second, claire)) == set()
    with hats.system("test"):
        long_ago = {"made_at": F("made_at") - LONG, "expires_at": F("expires_at") - LONG}
        Invitation.objects.filter(round_id__isnull=False).update(**long_ago)
    assert len(suggested(again(second, claire))) == 1


@pytest.mark.parametrize("who_blocks", ["who said yes first", "who says yes last"])
def test_two_yeses_across_a_block_make_no_pair(
    network: Any, claire: Person, join: Join, who_blocks: str
) -> None:
    """The row alone: what the action of a block does besides is tried elsewhere."""
    nora, ines = (join(name, room_for=1, **STREET) for name in ("Nora", "Ines"))
    released(worked_out(network, claire), claire)
    with hats.system("test"):
        hers = Invitation.objects.get(to=nora, by=ines)
        theirs = Invitation.objects.get(to=ines, by=nora)
    with hats.person(nora.pk):
        assert invitations.agree_to_round(invitation=hers, once=uuid4(), by=nora) is None
    one, other = (nora, ines) if who_blocks == "who said yes first" else (ines, nora)
    with hats.system("test"):
        Block.objects.create(person=one, blocked=other)
    with hats.person(ines.pk), suppress(NotPossible):
        assert invitations.agree_to_round(invitation=theirs, once=uuid4(), by=ines) is None
    with hats.system("test"):
        assert not Membership.objects.filter(person=nora, circle__kind="pair").exists()
        assert Invitation.objects.filter(pk__in=[hers.pk, theirs.pk], circle=None).count() == 2
