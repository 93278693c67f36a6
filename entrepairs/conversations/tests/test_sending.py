from typing import Any
from uuid import uuid4

import pytest
from django.db import Error

from entrepairs.conversations import actions, queries
from entrepairs.conversations.models import Message
from entrepairs.core import hats
from entrepairs.ledger.actions import AlreadyDone
from entrepairs.ledger.models import Deed
from entrepairs.ledger.transactions import NotPossible
from entrepairs.notices.models import Notice


def send(circle: Any, by: Any, body: str = "Bonjour", once: Any = None) -> Message:
    with hats.person(by.pk):
        return actions.send_message(circle=circle, body=body, once=once or uuid4(), by=by)


def test_a_message_is_read_by_both_and_by_nobody_else(network: Any) -> None:
    amel, bruno = network.people["Amel"], network.people["Bruno"]
    send(network.pair, amel)
    for name, person in network.people.items():
        with hats.person(person.pk):
            assert Message.objects.count() == (1 if name in {"Amel", "Bruno"} else 0), name
    with hats.person(None):
        assert Message.objects.count() == 0
    with hats.person(bruno.pk):
        assert queries.find_page(network.pair).messages[0].body == "Bonjour"


def test_the_same_form_sent_twice_is_one_message_one_deed_one_notice(
    network: Any, amel: Any, bruno: Any
) -> None:
    once = uuid4()
    send(network.pair, amel, once=once)
    with pytest.raises(AlreadyDone):
        send(network.pair, amel, once=once)
    with hats.system("test"):
        assert Message.objects.count() == 1
        assert (
            Deed.objects.filter(verb="send", by_person=amel.pk, about_person=bruno.pk).count() == 1
        )
        assert Notice.objects.filter(person=bruno, kind="message").count() == 1
        assert Notice.objects.filter(person=amel).count() == 0


def test_the_database_holds_no_word_in_clear(network: Any, amel: Any) -> None:
    from django.db import connection

    send(network.pair, amel, "Un secret bien gardé")
    with hats.system("test"), connection.cursor() as cursor:
        cursor.execute("select body from conversations_message")
        assert "secret" not in cursor.fetchone()[0]


@pytest.mark.parametrize("who", ["Claire", "David", "Eve", "Farid"])
def test_who_is_not_in_the_circle_cannot_write_there(network: Any, who: str) -> None:
    with pytest.raises(NotPossible):
        send(network.pair, network.people[who])


@pytest.mark.parametrize("column", ["paused_at", "ended_at"])
def test_nobody_writes_in_a_circle_that_is_paused_or_ended(
    network: Any, amel: Any, column: str
) -> None:
    from django.utils import timezone

    with hats.system("test"):
        type(network.pair).objects.filter(pk=network.pair.pk).update(**{column: timezone.now()})
    with pytest.raises(NotPossible):
        send(network.pair, amel)
    with pytest.raises(Error), hats.person(amel.pk):
        Message.objects.create(circle=network.pair, author=amel, body="x", once=uuid4())


@pytest.mark.parametrize(("blocks", "blocked"), [("Amel", "Bruno"), ("Bruno", "Amel")])
def test_in_a_pair_neither_writes_across_a_block(
    network: Any, amel: Any, blocks: str, blocked: str
) -> None:
    from entrepairs.people.models import Block

    with hats.system("test"):
        Block.objects.create(person=network.people[blocks], blocked=network.people[blocked])
    with pytest.raises(NotPossible):
        send(network.pair, amel)


def test_a_former_member_reads_what_was_said_in_their_time_and_writes_no_more(
    network: Any, david: Any
) -> None:
    from django.utils import timezone

    from entrepairs.people.models import Membership

    claire = network.people["Claire"]
    send(network.group, claire, "before")
    with hats.system("test"):
        Membership.objects.filter(circle=network.group, person=david).update(until=timezone.now())
    send(network.group, claire, "after")
    with hats.person(david.pk):
        assert [m.body for m in queries.find_page(network.group).messages] == ["before"]
    with pytest.raises(NotPossible):
        send(network.group, david)


def test_a_message_cannot_be_dated_in_the_past(network: Any, amel: Any) -> None:
    from datetime import timedelta

    from django.utils import timezone

    with pytest.raises(Error), hats.person(amel.pk):
        Message.objects.create(
            circle=network.pair,
            author=amel,
            body="x",
            once=uuid4(),
            sent_at=timezone.now() - timedelta(days=1),
        )


def test_in_a_group_the_person_who_blocks_the_author_is_told_nothing(
    network: Any, amel: Any
) -> None:
    from entrepairs.people.models import Block

    with hats.system("test"):
        Block.objects.create(person=network.people["David"], blocked=amel)
    send(network.group, amel)
    with hats.system("test"):
        assert list(Notice.objects.values_list("person__name", flat=True)) == ["Claire"]
