"""A round: opened, worked out, read, released; and nobody in it who has not said so."""

import threading
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, transaction

from entrepairs.conftest import Network
from entrepairs.core import hats
from entrepairs.ledger.models import Deed
from entrepairs.ledger.transactions import NotPossible
from entrepairs.notices.models import Notice
from entrepairs.pairs.actions import invitations
from entrepairs.pairs.models import Invitation, RoundOptIn, Wish
from entrepairs.people.models import Affiliation, Membership, Person
from entrepairs.rounds.actions import rounds as actions
from entrepairs.rounds.models import Suggestion
from entrepairs.rounds.tests.making import (
    STREET,
    Join,
    again,
    asked,
    join,
    joins,
    opened,
    released,
    says_yes,
    suggested,
    waits_for,
    worked_out,
)
from entrepairs.tests.committed import committed

__all__ = ["committed", "join"]


def test_two_people_are_invited_and_are_peers_once_both_said_yes(
    network: Any, claire: Person, join: Join
) -> None:
    nora, ines = join("Nora", **STREET), join("Ines", **STREET)
    found = worked_out(network, claire)
    assert found.state == "ready"
    assert suggested(found) == {frozenset(("Nora", "Ines"))}
    assert waits_for(nora) == []
    assert released(found, claire).state == "released"
    assert suggested(found) == set()
    assert says_yes(nora) is None
    circle = says_yes(ines)
    assert circle is not None
    assert circle.organisation_id == network.escale.pk
    with hats.person(nora.pk):
        assert set(
            Membership.objects.filter(circle=circle).values_list("person__name", flat=True)
        ) == {"Nora", "Ines"}
        assert not Wish.objects.filter(person=nora, closed_at=None).exists()


def test_nobody_learns_of_the_other_s_answer_before_both_said_yes(
    network: Any, claire: Person, join: Join
) -> None:
    nora, ines = join("Nora", **STREET), join("Ines", **STREET)
    released(worked_out(network, claire), claire)
    before = [(p.by_id, p.yes_at) for p in waits_for(ines)]
    says_yes(nora)
    assert [(p.by_id, p.yes_at) for p in waits_for(ines)] == before
    for person in (ines, claire):
        with hats.person(person.pk):
            assert not Deed.objects.filter(by_person=nora.pk).exists()
            assert not Invitation.objects.filter(to=nora).exists()
            assert not Notice.objects.filter(kind="yes").exists()


def test_a_no_to_a_round_is_silent_and_a_yes_can_be_taken_back(
    network: Any, claire: Person, join: Join
) -> None:
    nora, ines = join("Nora", **STREET), join("Ines", **STREET)
    released(worked_out(network, claire), claire)
    says_yes(nora)
    (hers,) = waits_for(nora)
    with hats.person(nora.pk):
        invitations.refuse_invitation(invitation=hers, once=uuid4(), by=nora)
    assert says_yes(ines) is None
    assert says_yes(nora) is not None


def test_who_invites_one_whom_a_round_invited_and_who_said_yes_is_their_peer(
    network: Any, claire: Person, join: Join
) -> None:
    nora, ines = join("Nora", **STREET), join("Ines", **STREET)
    released(worked_out(network, claire), claire)
    says_yes(nora)
    with hats.person(ines.pk):
        assert invitations.invite(to=nora, words="", once=uuid4(), by=ines).circle is not None


def test_only_those_who_said_so_and_whose_wish_stands_are_in_a_round(
    network: Any, claire: Person, join: Join
) -> None:
    join("Nora", **STREET)
    not_said, no_wish, left, paused = (
        join(name, **STREET) for name in ("Ines", "Lou", "Max", "Sam")
    )
    with hats.system("test"):
        RoundOptIn.objects.filter(person=not_said).delete()
        Wish.objects.filter(person=no_wish).update(closed_at="2026-01-01T00:00Z")
        Affiliation.objects.filter(person=left).delete()
        Person.objects.filter(pk=paused.pk).update(paused_at="2026-01-01T00:00Z")
    assert suggested(worked_out(network, claire)) == set()


def test_what_was_told_to_fewer_than_the_organisation_changes_nothing(
    network: Any, claire: Person
) -> None:
    for name in ("Nora", "Ines"):
        joins(network, name, audience=2, language=["ar"] if name == "Nora" else ["fr"])
    found = worked_out(network, claire)
    assert (
        len(suggested(found)) == 1
    )  # no language is told to the organisation: none keeps anybody apart


def test_nobody_is_invited_to_more_people_than_they_have_room_for(
    network: Any, claire: Person, join: Join
) -> None:
    nora = join("Nora", room_for=2, **STREET)
    for name in ("Ines", "Lou"):
        join(name, limit=["no_phone"], **STREET)
    found = worked_out(network, claire)
    with hats.system("test"):
        Wish.objects.filter(person=nora).update(room_for=1)
    kept = suggested(found)
    released(found, claire)
    assert len([who for who, _about in asked(found) if who == "Nora"]) == min(1, len(kept))


def test_what_is_set_aside_is_not_released_and_can_be_put_back(
    network: Any, claire: Person, join: Join
) -> None:
    for name in ("Nora", "Ines", "Lou", "Max"):
        join(name, **STREET)
    found = worked_out(network, claire)
    with hats.person(claire.pk):
        one, other = Suggestion.objects.all()
        for which in (one, other):
            actions.leave_suggestion_out(suggestion=which, once=uuid4(), by=claire)
        actions.put_suggestion_back(suggestion=one, once=uuid4(), by=claire)
        names = {one.one.name, one.other.name}
    released(found, claire)
    assert {who for who, _about in asked(found)} == names


def test_what_is_set_aside_stays_so_when_it_is_worked_out_again(
    network: Any, claire: Person, join: Join
) -> None:
    """Another coordinator, whose page is old, has it worked out: who was set aside is not released
    for that."""
    for name in ("Nora", "Ines", "Lou", "Max"):
        join(name, language=["br" if name in {"Nora", "Ines"} else "ar"])
    found = worked_out(network, claire)
    with hats.person(claire.pk):
        line = next(
            one
            for one in Suggestion.objects.all()
            if {one.one.name, one.other.name} == {"Nora", "Ines"}
        )
        actions.leave_suggestion_out(suggestion=line, once=uuid4(), by=claire)
    released(again(found, claire), claire)
    assert asked(found) == {("Lou", "Max"), ("Max", "Lou")}


def test_what_is_set_aside_while_a_round_is_released_is_not_released(committed: Network) -> None:
    """A coordinator sets a line aside, not yet saved; another releases, and waits for her."""
    for number in range(4):
        joins(committed, f"P{number}", **STREET)
    claire = committed.people["Claire"]
    found = worked_out(committed, claire)
    with hats.system("test"):
        one = Suggestion.objects.filter(round=found).order_by("pk")[0]

    def release() -> None:
        released(found, claire)
        connection.close()

    late = threading.Thread(target=release)
    with transaction.atomic():
        with hats.person(claire.pk):
            actions.leave_suggestion_out(suggestion=one, once=uuid4(), by=claire)
        late.start()
        late.join(1)
    late.join()
    with hats.system("test"):
        assert Invitation.objects.filter(round_id=found.pk).count() == 2


def test_a_second_round_of_an_organisation_is_refused_while_one_stands(
    network: Any, claire: Person
) -> None:
    first = opened(network, claire)
    with pytest.raises(NotPossible):
        opened(network, claire)
    with hats.person(claire.pk):
        actions.cancel_round(round=first, once=uuid4(), by=claire)
    assert opened(network, claire).state == "open"


def test_the_person_who_stops_coordinating_releases_nothing(
    network: Any, claire: Person, david: Person, join: Join
) -> None:
    join("Nora", **STREET)
    join("Ines", **STREET)
    found = worked_out(network, claire)
    with hats.system("test"):
        Affiliation.objects.filter(person=claire, organisation=network.escale).update(
            coordinator=False
        )
    with pytest.raises(NotPossible), hats.person(claire.pk):
        actions.release_round(round=found, once=uuid4(), by=claire)
    assert asked(found) == set()
    with hats.system("test"):
        Affiliation.objects.filter(person=david, organisation=network.escale).update(
            coordinator=True
        )
    assert released(found, david).state == "released"
