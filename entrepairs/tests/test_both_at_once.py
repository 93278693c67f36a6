"""Two who do the same at one moment, or the contrary: stopped before each statement, not only
once it has looked and once it has written."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from entrepairs.conftest import Network, six_people
from entrepairs.core import hats
from entrepairs.events.actions.events import cancel_event
from entrepairs.events.actions.invitations import remove_organiser
from entrepairs.ledger.models import Deed
from entrepairs.ledger.transactions import NotPossible
from entrepairs.meetings.models import Meeting
from entrepairs.pairs.actions import invitations
from entrepairs.pairs.models import Invitation
from entrepairs.people.actions import organisations
from entrepairs.people.models import Affiliation, Circle, Membership, Organisation, Person
from entrepairs.rounds.actions import rounds as actions
from entrepairs.tests import two_at_once as world
from entrepairs.tests import two_at_once_at_events as at_events
from entrepairs.tests.committed import own_database
from entrepairs.tests.interleaving import COMMIT, Actor, run_two

type Doing = Callable[[dict[str, Any], int, Any], Any]


@pytest.fixture(scope="module")
def network_of_all(django_db_setup: None, django_db_blocker: Any) -> Iterator[Network]:
    with django_db_blocker.unblock(), own_database():
        yield six_people()


def each_order(
    make: Callable[[], dict[str, Any]], one: tuple[str, Doing], other: tuple[str, Doing]
) -> Iterator[tuple[dict[str, Any], Actor, Actor]]:
    """Each of the two first, stopped before each of its statements; a new world each time."""
    for turned in (False, True):
        for stop in (COMMIT, *range(50)):
            rows = make()
            ours, theirs = (
                Actor(rows[who].pk, partial(do, rows, rows[who].pk, uuid4()))
                for who, do in (one, other)
            )
            first, second = (theirs, ours) if turned else (ours, theirs)
            first.stop = stop
            stopped = run_two(first, second)
            assert world.find_broken() == [], (turned, stop)
            yield rows, ours, theirs
            if not stopped:
                break


def an_organisation() -> dict[str, Any]:
    """Claire and David coordinate it, Amel and Bruno are in its group; Eve may join."""
    with hats.system("test"):
        rows: dict[str, Any] = {
            name: Person.objects.create(name=name)
            for name in ("claire", "david", "amel", "bruno", "eve")
        }
        there = rows["there"] = Organisation.objects.create(name=f"GEM {uuid4().hex}")
        for name in ("claire", "david", "amel"):
            rows[f"{name} there"] = Affiliation.objects.create(
                person=rows[name], organisation=there, coordinator=name != "amel"
            )
        group = rows["group"] = rows["pair"] = Circle.objects.create(
            kind="group", name="Café", organisation=there, open=True, started_at=timezone.now()
        )
        for name in ("amel", "bruno"):
            Membership.objects.create(circle=group, person=rows[name])
    return rows


def stops(name: str) -> tuple[str, Doing]:
    return name, lambda w, me, once: organisations.stop_coordinating(
        affiliation=w[f"{name} there"], once=once, by=me
    )


def leaves(name: str) -> tuple[str, Doing]:
    return name, lambda w, me, once: organisations.end_affiliation(
        affiliation=w[f"{name} there"], once=once, by=me
    )


@pytest.mark.parametrize("other", [stops("david"), leaves("david")], ids=["stops", "leaves"])
def test_of_two_coordinators_who_go_at_once_one_stays(
    network_of_all: Network, other: tuple[str, Doing]
) -> None:
    for rows, _claire, _david in each_order(an_organisation, stops("claire"), other):
        with hats.system("test"):
            left = Affiliation.objects.current().filter(organisation=rows["there"])
            assert left.filter(coordinator=True).count() == 1


def goes(name: str) -> tuple[str, Doing]:
    return name, lambda w, me, once: remove_organiser(event=w["event"], person=me, once=once, by=me)


def test_of_two_who_prepare_an_event_and_go_at_once_one_stays(network_of_all: Network) -> None:
    make = partial(two_organisers, network_of_all)
    for rows, _claire, _amel in each_order(make, goes("claire"), goes("amel")):
        with hats.system("test"):
            left = Membership.objects.current().filter(circle=rows["event"].circle_id)
            assert left.count() == 1


def two_organisers(network: Network) -> dict[str, Any]:
    rows = at_events.an_event(network)
    with hats.system("test"):
        Membership.objects.create(circle=rows["event"].circle, person=rows["amel"])
    return rows


def cancels(name: str) -> tuple[str, Doing]:
    return name, lambda w, me, once: cancel_event(event=w["event"], once=once, by=me)


def test_an_event_is_cancelled_once(network_of_all: Network) -> None:
    """By one of two organisers; the other reads that it is already, before anything is told."""
    make = partial(two_organisers, network_of_all)
    for rows, claire, amel in each_order(make, cancels("claire"), cancels("amel")):
        refused = [isinstance(one.outcome, NotPossible) for one in (claire, amel)]
        assert sorted(refused) == [False, True]
        with hats.system("test"):
            done = Deed.objects.filter(verb="cancel", object_key=rows["event"].key)
            assert done.count() == 1


@pytest.mark.parametrize("closes", ["pauses", "blocks"])
@pytest.mark.parametrize("answers", ["says yes to a meeting", "cancels a meeting"])
def test_who_answers_a_meeting_and_who_closes_its_circle_wait_in_one_order(
    network_of_all: Network, answers: str, closes: str
) -> None:
    """The circle before the meeting: else each would wait for the other, and one would fail."""
    named = {deed.name: (deed.who, deed.do) for deed in world.IN_A_PAIR}
    make = partial(world.a_pair, network_of_all)
    for rows, _answers, _closes in each_order(make, named[answers], named[closes]):
        with hats.system("test"):
            assert Meeting.objects.get(pk=rows["coming"].pk).cancelled_at is not None


def test_what_was_withdrawn_makes_no_pair(network_of_all: Network) -> None:
    yes = world.WITH_A_WISH[0]
    takes_back: Doing = lambda w, me, once: invitations.withdraw_invitation(  # noqa: E731
        invitation=w["from bruno"], once=once, by=me
    )
    make = partial(world.a_wish, network_of_all)
    for rows, _yes, _no in each_order(make, (yes.who, yes.do), ("bruno", takes_back)):
        with hats.system("test"):
            now = Invitation.objects.get(pk=rows["from bruno"].pk)
            pairs = Circle.objects.filter(kind="pair", memberships__person=rows["bruno"])
            assert pairs.exists() == (now.accepted_at is not None) == (now.withdrawn_at is None)


def test_a_suggestion_left_out_in_time_is_not_released(network_of_all: Network) -> None:
    release: Doing = lambda w, me, once: actions.release_round(  # noqa: E731
        round=w["round"], once=once, by=me
    )
    leave_out: Doing = lambda w, me, once: actions.leave_suggestion_out(  # noqa: E731
        suggestion=w["suggestion"], once=once, by=me
    )
    make = partial(at_events.a_round, network_of_all)
    for rows, _release, leaves_out in each_order(make, ("claire", release), ("claire", leave_out)):
        with hats.system("test"):
            asked = Invitation.objects.filter(round_id=rows["round"].pk).exists()
        assert asked == isinstance(leaves_out.outcome, Exception)


def test_a_round_is_released_or_cancelled_and_what_is_released_keeps_its_figures(
    network_of_all: Network,
) -> None:
    release: Doing = lambda w, me, once: actions.release_round(  # noqa: E731
        round=w["round"], once=once, by=me
    )
    cancel: Doing = lambda w, me, once: actions.cancel_round(  # noqa: E731
        round=w["round"], once=once, by=me
    )
    make = partial(at_events.a_round, network_of_all)
    for rows, _release, _cancel in each_order(make, ("claire", release), ("claire", cancel)):
        with hats.system("test"):
            now = type(rows["round"]).objects.get(pk=rows["round"].pk)
            asked = Invitation.objects.filter(round_id=now.pk).exists()
        assert (now.state == "released") == asked == ("asked" in now.figures)
