"""What waits to be read."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from entrepairs.conversations import actions, queries
from entrepairs.conversations.models import Message, Reading
from entrepairs.core import hats
from entrepairs.notices.models import Notice
from entrepairs.people.models import Circle, Membership

NOW = timezone.now()


def make(circle: Any, author: Any, *ago: float) -> list[Message]:
    """One message so many hours ago, and one, and one."""
    with hats.system("test"):
        return [
            Message.objects.create(
                circle=circle,
                author=author,
                body="mots",
                once=uuid4(),
                sent_at=NOW - timedelta(hours=hours),
            )
            for hours in ago
        ]


def test_what_others_wrote_waits_until_it_is_read(
    network: Any, amel: Any, bruno: Any, claire: Any
) -> None:
    first, last = make(network.pair, bruno, 5, 4)
    make(network.pair, amel, 3)
    make(network.group, claire, 2)
    with hats.person(amel.pk):
        assert queries.unread_counts() == {network.pair.pk: 2, network.group.pk: 1}
        actions.mark_read(circle=network.pair, message_id=first.pk, by=amel)
        assert queries.unread_counts()[network.pair.pk] == 1
        actions.mark_read(circle=network.pair, message_id=last.pk, by=amel)
        assert queries.unread_counts() == {network.group.pk: 1}
    with hats.person(bruno.pk):
        assert queries.unread_counts() == {network.pair.pk: 1}


def test_a_mark_never_moves_back_and_is_ones_own(network: Any, amel: Any, bruno: Any) -> None:
    first, last = make(network.pair, bruno, 5, 4)
    with hats.person(amel.pk):
        actions.mark_read(circle=network.pair, message_id=last.pk, by=amel)
        actions.mark_read(circle=network.pair, message_id=first.pk, by=amel)
        assert Reading.objects.get().message_id == last.pk
    with hats.person(bruno.pk):
        assert Reading.objects.filter(person=amel).update(message_id=0) == 0


def test_reading_takes_the_notice_away_and_the_next_message_brings_it_back(
    network: Any, amel: Any, bruno: Any
) -> None:
    def write() -> Message:
        with hats.person(bruno.pk):
            return actions.send_message(circle=network.pair, body="mots", once=uuid4(), by=bruno)

    def waiting() -> int:
        with hats.person(amel.pk):
            return Notice.objects.filter(path=network.pair.path, seen_at=None).count()

    assert waiting() == 0
    write()
    last = write()
    assert waiting() == 1
    with hats.person(amel.pk):
        actions.mark_read(circle=network.pair, message_id=last.pk, by=amel)
    assert waiting() == 0
    write()
    assert waiting() == 1


def test_a_circle_that_i_left_waits_no_more(network: Any, amel: Any, claire: Any) -> None:
    make(network.group, claire, 1)
    with hats.system("test"):
        Membership.objects.filter(circle=network.group, person=amel).update(until=timezone.now())
    with hats.person(amel.pk):
        assert queries.unread_counts() == {}


def test_counting_takes_one_query_whatever_the_circles(
    network: Any, amel: Any, bruno: Any, queries: Any
) -> None:
    from entrepairs.conversations.queries import unread_counts

    make(network.pair, bruno, *range(1, 31))
    with hats.system("test"):
        for number in range(30):
            circle = Circle.objects.create(
                kind="group", name=f"Cercle {number}", started_at=NOW - timedelta(days=9)
            )
            for person in (amel, bruno):
                Membership.objects.create(
                    circle=circle, person=person, since=NOW - timedelta(days=9)
                )
            make(circle, bruno, 1)
    with hats.person(amel.pk):
        with queries() as made:
            assert len(unread_counts()) == 31
        assert len(made) == 1
