"""Each secret is played twice, with and without: nothing that the other side sees tells them apart,
at once, nor once the time of invitations is over, nor when a month has passed.

Where something is to be seen (a page closes, a pair ends), the other world is one in which the same
came about for another reason, of which nobody learns more: who is blocked reads what they would
read had the other ended the pair, withdrawn an invitation, or paused.
"""

from collections.abc import Iterator
from typing import Any

import pytest

from entrepairs.core import hats
from entrepairs.decisions.tests.making import answered, proposed
from entrepairs.groups.models import Group
from entrepairs.ledger.looks import note_look
from entrepairs.ledger.models import Audience
from entrepairs.pairs.actions import invitations
from entrepairs.pairs.actions.pausing_and_ending import end_pair
from entrepairs.people import circles
from entrepairs.people.actions.blocks import block_person
from entrepairs.people.actions.persons import pause_person
from entrepairs.people.models import Circle
from entrepairs.tests.twice.playing import AT_ONCE, Play, compare, play, twice
from entrepairs.tests.twice.scenes_of_bodies import bodies_ask, bodies_hear_no
from entrepairs.tests.twice.scenes_of_circles import (
    circles_ask,
    david_declines_then_leaves,
    david_leaves,
    david_notes_amel,
    each_says_no,
)
from entrepairs.tests.twice.seeing import Seen
from entrepairs.tests.twice.world import World, beginning


def nothing(_world: World) -> None:
    """The world without a secret."""


def refuse(world: World) -> None:
    """Eve says "not now" to Farid."""
    world.does("Eve", invitations.refuse_invitation, invitation=world.invitation("Farid", "Eve"))


def refuse_round(world: World) -> None:
    """Four of those whom the round asked say "not now"."""
    for line in world.asked()[:4]:
        world.people[line.to.name] = line.to
        world.does(line.to.name, invitations.refuse_invitation, invitation=line)


def look_at_eve(world: World) -> None:
    """Hugo opens Eve's page: that is for her alone to read."""
    note_look(viewer=world.people["Hugo"].pk, owner=world.people["Eve"].pk)


def block(one: str, other: str) -> Play:
    def play(world: World) -> None:
        world.does(one, block_person, person=world.people[other])

    return play


def pause(name: str) -> Play:
    return lambda world: world.does(name, pause_person)


def withdraw(world: World) -> None:
    """Hugo withdraws his invitation to Ines."""
    world.does("Hugo", invitations.withdraw_invitation, invitation=world.invitation("Hugo", "Ines"))


def end(world: World) -> None:
    """Amel ends her pair with Bruno."""
    world.does("Amel", end_pair, circle=world.network.pair)


def only_writes(world: World) -> None:
    """Hugo and Ines only write, and everybody may know it."""
    for name in ("Hugo", "Ines"):
        world.limits(name, "only_writing", Audience.NETWORK)


def speak_only(world: World) -> None:
    """David does not write: that excludes those who only do, and is for him alone to know."""
    world.limits("David", "only_phone", Audience.ME)


def invite_david(world: World) -> None:
    """Hugo does; a limit of David's may say "not now" for him."""
    world.invites("Hugo", "David")


def pairs_among(people: int) -> Play:
    """So many people meet in pairs at Eve's organisation, one with each of the others."""

    def play(world: World) -> None:
        one, *others = world.members[:people]
        with hats.system("test"):
            for other in others:
                circle = Circle.objects.create(
                    kind=Circle.Kind.PAIR, organisation=world.network.university
                )
                for person in (one, other):
                    circles.add_membership(circle=circle, person=person.pk)

    return play


def one_couple_says_yes(world: World) -> None:
    """Neither is somebody whose profile is opened: all can see who is not looking any more."""
    known = {person.pk for person in world.known}
    line = next(one for one in world.asked() if one.by_id not in known and one.to_id not in known)
    for one, other in ((line.by, line.to), (line.to, line.by)):
        world.people[one.name] = one
        world.people[other.name] = other
        mine = world.invitation(other.name, one.name)
        world.does(one.name, invitations.agree_to_round, invitation=mine)


@pytest.fixture(scope="module")
def begun(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    with django_db_blocker.unblock(), beginning() as database:
        yield database


def test_a_no_to_a_person_or_to_a_round_and_a_look_are_told_by_nothing(begun: str) -> None:
    viewers = ["Farid", "Claire", "David"]
    secrets = [refuse, refuse_round, look_at_eve]
    told = twice(
        lambda: play(begun, [nothing], viewers, next_round=True),
        lambda: play(begun, secrets, viewers, next_round=True),
    )
    assert told == "", told


def test_a_block_is_told_by_nothing(begun: str) -> None:
    """Those who block are not to be found for a while in either world: so are they for anybody."""
    hidden = [pause("Eve"), pause("Hugo"), pause("Amel")]
    blocks = [block("Eve", "Farid"), block("Hugo", "Ines"), block("Amel", "Bruno")]
    viewers = ["Farid", "Ines", "Bruno"]
    told = twice(
        lambda: play(begun, [withdraw, end, *hidden], viewers),
        lambda: play(begun, [*blocks, *hidden], viewers),
    )
    assert told == "", told


def test_what_one_couple_answers_is_in_no_figure_of_those_who_coordinate(begun: str) -> None:
    told = twice(
        lambda: play(begun, [nothing], ["Claire"], rows=False, days=AT_ONCE),
        lambda: play(begun, [one_couple_says_yes], ["Claire"], rows=False, days=AT_ONCE),
    )
    assert told == "", told


def test_a_pause_is_told_to_nobody_but_peers(begun: str) -> None:
    """Others lose sight of who pauses: so they do of who blocked them, and cannot tell which."""
    viewers = ["Farid", "Ines"]
    blocks = [block(one, other) for one in ("Eve", "Hugo") for other in viewers]
    told = twice(
        lambda: play(begun, blocks, viewers, days=AT_ONCE),
        lambda: play(begun, [pause("Eve"), pause("Hugo")], viewers, days=AT_ONCE),
    )
    assert told == "", told


def test_a_hidden_limit_is_told_by_nothing_to_those_whom_it_excludes(begun: str) -> None:
    viewers = ["Hugo", "Ines"]
    told = twice(
        lambda: play(begun, [only_writes, invite_david], viewers, days=AT_ONCE),
        lambda: play(begun, [only_writes, speak_only, invite_david], viewers, days=AT_ONCE),
    )
    assert told == "", told


def answers(*how: tuple[str, str, bool]) -> Play:
    """Claire proposes something to the café; these answer so, under their names or without."""

    def play(world: World) -> None:
        group = Group.objects.select_related("circle")
        with hats.system("test"):
            decision = proposed(group.get(circle=world.network.group), world.people["Claire"])
        for name, choice, named in how:
            answered(decision, world.people[name], choice, named=named)

    return play


def test_until_the_end_nobody_can_tell_what_somebody_answered(begun: str) -> None:
    """Neither who proposed, nor a member who is asked: Claire is both."""
    one = [answers(("David", "fine", False), ("Amel", "live", True))]
    other = [answers(("David", "objection", True), ("Amel", "objection", False))]
    seen = [play(begun, secrets, ["Claire"], days=[0]) for secrets in (one, other)]
    assert "2 answers of 3" in str(seen[0]["Claire", 0].things)
    assert (told := compare(*seen)) == "", told


def test_an_organisation_of_fewer_than_eleven_people_has_no_figure_nor_do_fewer_change_one(
    begun: str,
) -> None:
    def seen(people: int) -> dict[Any, Seen]:
        return play(begun, [pairs_among(people)], ["Eve"], rows=False, days=[0])

    ten, eleven = seen(10), seen(11)
    assert "At least 10 pairs of peers meet." in str(eleven)
    assert "pairs of peers meet." not in str(ten)
    assert (told := compare(seen(1), ten)) == "", told
    assert (told := compare(eleven, seen(16))) == "", told


def test_a_no_in_a_group_a_team_or_a_plan_is_told_by_nothing_nor_a_plan_to_others(
    begun: str,
) -> None:
    """Turns, a role in a team, an invitation to a plan, what was brought; and the review of a plan
    in which neither of the two who look is."""
    viewers = ["Amel", "Claire"]
    waits = play(begun, [circles_ask], viewers, days=[0])
    refused = play(begun, [circles_ask, each_says_no], viewers, days=[0])
    assert "Not confirmed yet" in str(waits["Claire", 0].things)
    assert (told := compare(waits, refused)) == "", told


@pytest.mark.nightly
def test_a_block_and_a_no_of_who_left_are_no_part_of_what_was_brought(begun: str) -> None:
    """David, whom Amel blocked, says what he brought her: he and Claire see what they would see had
    Amel gone for a while. Had David said no to Claire before he left, nobody could tell."""
    viewers = ["David", "Claire"]
    paused = [pause("Amel"), david_notes_amel]
    blocked = [block("Amel", "David"), pause("Amel"), david_notes_amel]
    one, two = (play(begun, secrets, viewers, days=[0]) for secrets in (paused, blocked))
    assert "Not confirmed yet" in str(one["David", 0].things)
    assert (told := compare(one, two)) == "", told
    left = play(begun, [circles_ask, david_leaves], ["Claire"], days=[0])
    said_no = play(begun, [circles_ask, david_declines_then_leaves], ["Claire"], days=[0])
    assert (told := compare(left, said_no)) == "", told


def test_who_said_something_to_a_body_and_a_no_to_a_seat_are_told_by_nothing(begun: str) -> None:
    """Who holds the seat and who coordinates see the same, whether Amel said it or Eve, and whether
    the deputy and who is proposed said no or nothing."""
    viewers = ["Bruno", "Claire"]
    waits = play(begun, [bodies_ask("Amel")], viewers, days=[0])
    refused = play(begun, [bodies_ask("Eve"), bodies_hear_no], viewers, days=[0])
    for words in ("offered to 1 deputy", "Afficher les horaires"):
        assert words in str(waits["Bruno", 0].things)
    assert "no answer yet" in str(waits["Claire", 0].things)
    assert (told := compare(waits, refused)) == "", told
