"""What the database counts for a mirror, for both of a pair and for nobody else."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from entrepairs.conversations.models import Message
from entrepairs.core import hats
from entrepairs.meetings.actions import noting
from entrepairs.meetings.models import Contribution, Meeting
from entrepairs.pairs import outcomes
from entrepairs.pairs.mirror import Mirror, Two
from entrepairs.pairs.queries import mirror_figures
from entrepairs.people.models import Circle, Person
from entrepairs.vocabulary.models import Concept

NOW = timezone.now()
SINCE = NOW - timedelta(days=91)


@pytest.fixture
def meet(network: Any, amel: Person, bruno: Person) -> Callable[..., Meeting]:
    def make(
        days_ago: float, *, by: Person = amel, held: bool | None = True, agreed: bool = True
    ) -> Meeting:
        other = bruno if by == amel else amel
        with hats.system("test"):
            return Meeting.objects.create(
                circle=network.pair,
                starts_at=NOW - timedelta(days=days_ago),
                means="phone",
                asked_by=by,
                proposed_by=by,
                proposed_at=NOW - timedelta(days=days_ago + 2),
                agreed_by=other if agreed else None,
                agreed_at=NOW - timedelta(days=days_ago + 1) if agreed else None,
                held=held,
            )

    return make


@pytest.fixture
def bring(network: Any, amel: Person, bruno: Person) -> Callable[..., Contribution]:
    def make(
        meeting: Meeting,
        giver: Person,
        minutes: int,
        kind: str = "listening",
        confirmed: bool = True,
    ) -> Contribution:
        receiver = bruno if giver == amel else amel
        with hats.system("test"):
            return Contribution.objects.create(
                meeting=meeting,
                circle=network.pair,
                giver=giver,
                receiver=receiver,
                minutes=minutes,
                noted_by=giver,
                kind=Concept.objects.get(scheme="contribution", key=kind),
                at=meeting.starts_at,
                confirmed_by=receiver if confirmed else None,
                confirmed_at=NOW if confirmed else None,
            )

    return make


def write(circle: Circle, author: Person, at: datetime) -> None:
    with hats.system("test"):
        Message.objects.create(circle=circle, author=author, body="words", sent_at=at, once=uuid4())


def seen(person: Person, circle: Circle, since: datetime = SINCE) -> Mirror:
    with hats.person(person.pk):
        return mirror_figures.mirror_of_pair(circle, person.pk, since)


def test_both_see_the_same_mirror_each_from_their_side(
    network: Any, amel: Person, bruno: Person, meet: Any, bring: Any
) -> None:
    meeting = meet(10)
    bring(meeting, amel, 40)
    bring(meeting, bruno, 20, "laughter")
    for days, author in ((9, amel), (9, bruno), (3, bruno)):
        write(network.pair, author, NOW - timedelta(days=days))
    mine, yours = seen(amel, network.pair), seen(bruno, network.pair)
    assert mine.minutes == yours.minutes.turned == Two(40, 20)
    assert mine.kinds_given == yours.kinds_received
    assert mine.reciprocity == yours.reciprocity == pytest.approx(40 / 60)
    assert mine.starts is not None
    assert yours.starts is not None
    assert mine.starts == yours.starts.turned
    assert mine.starts == Two(1, 0)  # the meeting that she asked for; three messages count nothing
    assert (mine.held, mine.planned) == (yours.held, yours.planned) == (1, 1)


def test_what_is_not_confirmed_counts_for_nobody(
    network: Any, amel: Person, bruno: Person, meet: Any, bring: Any
) -> None:
    meeting = meet(10)
    bring(meeting, amel, 40)
    before = seen(amel, network.pair), seen(bruno, network.pair)
    with hats.person(amel.pk):
        own = mirror_figures.mirror_of_person(amel.pk, SINCE)
    bring(meeting, bruno, 500, "laughter", confirmed=False)
    assert (seen(amel, network.pair), seen(bruno, network.pair)) == before
    with hats.person(amel.pk):
        assert mirror_figures.mirror_of_person(amel.pk, SINCE) == own


def test_nothing_is_counted_of_messages_nor_of_what_the_other_did_not_agree_to(
    network: Any, amel: Person, bruno: Person, meet: Any
) -> None:
    meet(9)
    before = seen(amel, network.pair), seen(bruno, network.pair)
    for days, author in ((8, amel), (6, bruno), (1, bruno)):
        write(network.pair, author, NOW - timedelta(days=days))
    meet(4, held=None, agreed=False, by=bruno)
    assert (seen(amel, network.pair), seen(bruno, network.pair)) == before


def test_the_person_who_asks_for_a_meeting_starts_too_and_another_time_changes_nothing(
    network: Any, amel: Person, bruno: Person, meet: Any
) -> None:
    meeting = meet(10, by=amel)
    meet(5, by=bruno, held=False)
    with hats.system("test"):
        Meeting.objects.filter(pk=meeting.pk).update(proposed_by=bruno, agreed_by=amel)
    mine = seen(amel, network.pair)
    assert mine.starts == Two(1, 1)
    assert (mine.held, mine.planned) == (1, 2)


def test_a_meeting_to_come_or_not_agreed_is_not_planned_yet(
    network: Any, amel: Person, meet: Any
) -> None:
    meet(-3, held=None)
    meet(3, held=None, agreed=False)
    assert seen(amel, network.pair).planned == 0


def test_the_period_is_what_the_page_says(
    network: Any, amel: Person, meet: Any, bring: Any
) -> None:
    bring(meet(200), amel, 60)
    bring(meet(10), amel, 30)
    assert seen(amel, network.pair).minutes == Two(30, 0)
    assert seen(amel, network.pair, mirror_figures.YEAR.since).minutes == Two(90, 0)


def test_nobody_else_sees_anything_of_it(
    network: Any, amel: Person, claire: Person, david: Person, farid: Person, meet: Any, bring: Any
) -> None:
    bring(meet(10), amel, 30)
    write(network.pair, amel, NOW - timedelta(days=3))
    for person in (claire, david, farid):
        with hats.person(person.pk):
            assert mirror_figures.count_figures(
                network.pair, SINCE
            ) == mirror_figures.count_figures(None, SINCE)
            assert mirror_figures.mirror_of_pair(network.pair, person.pk, SINCE).minutes.total == 0
            assert mirror_figures.count_figures(network.pair, SINCE).starts == Two(0, 0)


def test_my_own_mirror_adds_my_relations_up(
    network: Any, amel: Person, bruno: Person, david: Person, meet: Any, bring: Any
) -> None:
    bring(meet(10), amel, 30)
    with hats.system("test"):
        meeting = Meeting.objects.create(
            circle=network.group,
            starts_at=NOW - timedelta(days=4),
            means="phone",
            asked_by=david,
            proposed_by=david,
        )
        Contribution.objects.create(
            meeting=meeting,
            circle=network.group,
            giver=david,
            receiver=amel,
            minutes=50,
            noted_by=david,
            at=meeting.starts_at,
            kind=Concept.objects.get(scheme="contribution", key="ride"),
            confirmed_by=amel,
            confirmed_at=NOW,
        )
    with hats.person(amel.pk):
        mine = mirror_figures.mirror_of_person(amel.pk, SINCE)
    assert mine.minutes == Two(30, 50)
    assert mine.reciprocity == 0
    assert mine.peers == 2


def test_the_figures_are_one_query_and_the_mirror_two(
    network: Any, amel: Person, queries: Callable[[], Any], meet: Any, bring: Any
) -> None:
    for number in range(30):
        bring(meet(number), amel, 30)
        write(network.pair, amel, NOW - timedelta(days=number))
    with hats.person(amel.pk):
        with queries() as made:
            mirror_figures.count_figures(network.pair, SINCE)
        assert len(made) == 1
        with queries() as made:
            mirror_figures.mirror_of_person(amel.pk, SINCE)
        assert len(made) == 2


def test_a_meeting_that_is_not_counted_is_in_no_figure(
    network: Any, amel: Person, bruno: Person, meet: Callable[..., Meeting]
) -> None:
    for days in (9, 5):
        meet(days)
    before = seen(amel, network.pair)
    uncounted = meet(3)
    assert seen(amel, network.pair) != before
    with hats.person(bruno.pk):
        noting.do_not_count(meeting=uncounted, once=uuid4(), by=bruno)
    assert seen(amel, network.pair) == before
    with hats.person(amel.pk):
        assert mirror_figures.mirror_of_person(amel.pk, SINCE).held == before.held == 2
    with hats.system("test"):
        Meeting.objects.filter(held=True, uncounted_at=None).order_by("pk")[:1].get().delete()
        assert outcomes.pairs_that_met_again([network.pair.pk]) == set()


def test_a_meeting_is_planned_in_the_figures_once_it_is_over(
    network: Any, amel: Person, meet: Callable[..., Meeting]
) -> None:
    meet(0.02, held=None)  # half an hour ago, for an hour
    assert (seen(amel, network.pair).held, seen(amel, network.pair).planned) == (0, 0)
    meet(0.1, held=None)
    assert (seen(amel, network.pair).held, seen(amel, network.pair).planned) == (0, 1)
