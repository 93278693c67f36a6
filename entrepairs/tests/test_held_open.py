"""What is written without the action that asks first: the database alone refuses it, also when
somebody pauses, ends or blocks at the same moment."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.db import ProgrammingError, transaction
from django.utils import timezone

from entrepairs.conftest import Network, six_people
from entrepairs.conversations.models import JournalEntry, Message
from entrepairs.core import hats
from entrepairs.meetings.models import Meeting
from entrepairs.pairs.actions.pausing_and_ending import end_pair, pause_pair
from entrepairs.pairs.models import Agreement
from entrepairs.people.actions.blocks import block_person
from entrepairs.people.circles import end_memberships
from entrepairs.people.models import Circle, Membership, Person
from entrepairs.tests import two_at_once as world
from entrepairs.tests.committed import own_database
from entrepairs.tests.interleaving import COMMIT, Actor, run_two

DAY = world.DAY


def insert(made: Any) -> None:
    """Without the columns that the person hat has no right to."""
    made.save(force_insert=True)


def meeting_in(pair: Any, me: int) -> Meeting:
    by = {"asked_by_id": me, "proposed_by_id": me}
    return Meeting(circle=pair, means="phone", starts_at=timezone.now() + DAY, **by)


# By Bruno; the words that wait, the line and the meeting to come are Amel's.
WRITES: dict[str, Callable[[dict[str, Any], int], Any]] = {
    "a message": lambda w, me: insert(
        Message(circle=w["pair"], author_id=me, body="x", once=uuid4())
    ),
    "a line": lambda w, me: insert(JournalEntry(circle=w["pair"], author_id=me, body="x")),
    "a meeting": lambda w, me: insert(meeting_in(w["pair"], me)),
    "a yes to a meeting": lambda w, me: Meeting.objects.filter(pk=w["coming"].pk).update(
        agreed_by=me, agreed_at=timezone.now()
    ),
    "words accepted": lambda w, me: Agreement.objects.filter(pk=w["words"].pk).update(
        accepted_by=me, accepted_at=timezone.now()
    ),
}
WRITES["a past meeting moved"] = lambda w, me: Meeting.objects.filter(pk=w["lapsed"].pk).update(
    starts_at=timezone.now() + DAY, proposed_by=me, proposed_at=timezone.now()
)
CLOSES: dict[str, Callable[[dict[str, Any], int], Any]] = {
    "pauses": lambda w, me: pause_pair(circle=w["pair"], once=None, by=me),
    "ends": lambda w, me: end_pair(circle=w["pair"], once=None, by=me),
    "blocks": lambda w, me: block_person(person=w["bruno"], by=me),
}


def a_pair(network: Network) -> dict[str, Any]:
    """As for two actions at once, and a meeting that nobody answered in time."""
    rows = world.a_pair(network)
    past = {"starts_at": timezone.now() - 2 * DAY, "proposed_at": timezone.now() - 3 * DAY}
    by = {"asked_by": rows["amel"], "proposed_by": rows["amel"]}
    with hats.system("test"):
        rows["lapsed"] = Meeting.objects.create(circle=rows["pair"], means="phone", **past, **by)
    return rows


@pytest.fixture(scope="module")
def network_of_all(django_db_setup: None, django_db_blocker: Any) -> Iterator[Network]:
    with django_db_blocker.unblock(), own_database():
        yield six_people()


def refused(write: Callable[[], Any]) -> Any:
    """The refusal of the database, as an action would see it; a policy leaves no row to change."""
    try:
        with transaction.atomic():
            return write()
    except ProgrammingError as error:
        if isinstance(error.__cause__, psycopg.errors.InsufficientPrivilege):
            return "refused"
        raise


@pytest.mark.parametrize("how", CLOSES)
@pytest.mark.parametrize("what", WRITES)
def test_it_is_refused_where_nothing_is_written_any_more(
    network_of_all: Network, what: str, how: str
) -> None:
    rows = a_pair(network_of_all)
    with hats.person(rows["amel"].pk):
        CLOSES[how](rows, rows["amel"].pk)
    with hats.person(rows["bruno"].pk):
        came = refused(partial(WRITES[what], rows, rows["bruno"].pk))
    assert came in ("refused", 0)
    assert world.find_broken() == []


@pytest.mark.parametrize("how", CLOSES)
@pytest.mark.parametrize("what", WRITES)
def test_it_waits_for_who_closes_and_they_for_it(
    network_of_all: Network, what: str, how: str
) -> None:
    for stop, first_writes in ((COMMIT, True), (COMMIT, False), (0, True), (0, False)):
        rows = a_pair(network_of_all)
        amel, bruno = rows["amel"].pk, rows["bruno"].pk
        writes = Actor(bruno, partial(refused, partial(WRITES[what], rows, bruno)))
        closes = Actor(amel, partial(CLOSES[how], rows, amel))
        one, other = (writes, closes) if first_writes else (closes, writes)
        one.stop = stop
        run_two(one, other)
        assert world.find_broken() == [], (stop, one is writes)


IN_A_GROUP = ("a message", "a line", "a meeting")  # what one writes there of one's own


@pytest.mark.parametrize("what", IN_A_GROUP)
def test_who_leaves_a_group_in_one_window_writes_nothing_in_it_from_another(
    network_of_all: Network, what: str
) -> None:
    for leaves_first in (True, False):
        with hats.system("test"):
            bruno = Person.objects.create(name="bruno")
            group = Circle.objects.create(kind="group", name="Café", started_at=timezone.now())
            Membership.objects.create(circle=group, person=bruno)
        rows = {"pair": group}
        writes = Actor(bruno.pk, partial(refused, partial(WRITES[what], rows, bruno.pk)))
        leaves = Actor(bruno.pk, partial(end_memberships, circle=group, person=bruno.pk))
        one, other = (leaves, writes) if leaves_first else (writes, leaves)
        one.stop = COMMIT
        run_two(one, other)
        assert writes.outcome == ("refused" if leaves_first else None)
        with hats.system("test"):
            left = Membership.objects.get(person=bruno).until
            found = (
                *Message.objects.filter(author=bruno).values_list("sent_at", flat=True),
                *JournalEntry.objects.filter(author=bruno).values_list("written_at", flat=True),
                *Meeting.objects.filter(asked_by=bruno).values_list("proposed_at", flat=True),
            )
        assert len(found) == (0 if leaves_first else 1)
        assert left is not None
        assert all(moment < left for moment in found)
