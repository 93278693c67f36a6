"""A message is taken back by its author within ten minutes; its place stays and says so."""

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db.models.functions import Now
from django.utils import timezone

from entrepairs.conversations import actions, queries
from entrepairs.conversations.models import Message
from entrepairs.core import hats
from entrepairs.ledger.transactions import NotPossible
from entrepairs.notices.models import Notice
from entrepairs.pairs.actions.pausing_and_ending import end_pair
from entrepairs.people.models import Person
from entrepairs.tests.posting import As, once, text

SECRET = "Je vous raconte tout"


@pytest.fixture
def said(network: Any, amel: Person) -> Message:
    with hats.person(amel.pk):
        return actions.send_message(circle=network.pair, body=SECRET, once=uuid4(), by=amel.pk)


def address(message: Message) -> str:
    return f"/conversations/messages/{message.once}/take-back/"


def test_its_words_are_gone_for_both_and_its_place_says_so(
    network: Any, said: Message, amel: Person, bruno: Person, as_person: As
) -> None:
    mine, theirs = as_person(amel), as_person(bruno)
    page = mine.get(network.pair.path).text
    assert SECRET in page
    assert address(said) in page
    assert SECRET in theirs.get(network.pair.path).text
    assert address(said) not in theirs.get(network.pair.path).text
    assert SECRET in mine.get(address(said)).text, "asked before, with the words"
    done = mine.post(address(said), once(), follow=True)
    assert "Message withdrawn." in text(done)
    for one in (mine, theirs):
        page = one.get(network.pair.path).text
        assert SECRET not in page
        assert "Message withdrawn" in page
        assert address(said) not in page
    with hats.system("test"):
        assert Message.objects.get().body == ""
    for again in (mine.get(address(said)), mine.post(address(said), once())):
        assert again["Location"].startswith(network.pair.path), "pressed twice: nothing is wrong"


@pytest.mark.parametrize(("early", "taken"), [(1, 1), (-1, 0)])
def test_the_database_gives_the_time_that_the_page_says(
    said: Message, amel: Person, early: int, taken: int
) -> None:
    sent = timezone.now() - queries.TAKE_BACK_WITHIN + timedelta(minutes=early)
    with hats.system("test"):
        Message.objects.update(sent_at=sent)
    with hats.person(amel.pk):
        mine = Message.objects.filter(pk=said.pk)
        assert mine.update(body="", taken_back_at=Now()) == taken


def test_after_ten_minutes_it_is_too_late(
    network: Any, said: Message, amel: Person, as_person: As
) -> None:
    with hats.system("test"):
        Message.objects.update(sent_at=timezone.now() - timedelta(minutes=11))
    client = as_person(amel)
    assert address(said) not in client.get(network.pair.path).text
    assert client.get(address(said))["Location"].startswith(network.pair.path)
    page = text(client.post(address(said), once(), follow=True))
    assert "A message can be withdrawn within 10 minutes" in page
    assert SECRET in page


@pytest.mark.parametrize("who", ["Bruno", "Claire", "Eve"])
def test_nobody_else_takes_it_back(network: Any, said: Message, as_person: As, who: str) -> None:
    other = network.people[who]
    assert as_person(other).post(address(said), once()).status_code == 404
    with hats.person(other.pk), pytest.raises(NotPossible):
        actions.take_back_message(message=said, once=uuid4(), by=other.pk)
    with hats.system("test"):
        assert Message.objects.get().body == SECRET


def test_one_that_was_not_read_waits_for_nobody_any_more(
    network: Any, said: Message, amel: Person, bruno: Person, as_person: As
) -> None:
    with hats.person(bruno.pk):
        assert queries.unread_counts() == {network.pair.pk: 1}
    with hats.system("test"):
        assert Notice.objects.filter(person=bruno, kind="message", seen_at=None).exists()
    as_person(amel).post(address(said), once())
    with hats.person(bruno.pk):
        assert queries.unread_counts() == {}
    with hats.system("test"):
        assert not Notice.objects.filter(person=bruno, kind="message", seen_at=None).exists()
    assert "Amel wrote to you" not in text(as_person(bruno).get("/today/"))


def test_a_page_that_is_open_is_told_of_it(
    network: Any, said: Message, amel: Person, bruno: Person
) -> None:
    with hats.person(bruno.pk):
        assert queries.find_taken_back(network.pair) == []
    with hats.person(amel.pk):
        actions.take_back_message(message=said, once=uuid4(), by=amel.pk)
    with hats.person(bruno.pk):
        assert queries.find_taken_back(network.pair) == [said.once]


def test_addresses_in_words_can_be_pressed_and_nothing_else_in_them(
    network: Any, amel: Person, as_person: As
) -> None:
    words = "<b>Ici</b> https://escale.example/a?b=1&c=2, ou javascript:alert(1)"
    with hats.person(amel.pk):
        actions.send_message(circle=network.pair, body=words, once=uuid4(), by=amel.pk)
    page = as_person(amel).get(network.pair.path).text
    assert "&lt;b&gt;Ici&lt;/b&gt;" in page
    [link] = re.findall(r'<a href="(http[^"]*escale[^"]*)" rel="nofollow">', page)
    assert link == "https://escale.example/a?b=1&amp;c=2"
    assert 'href="javascript' not in page


def test_also_when_the_other_has_just_ended_the_contact(
    network: Any, said: Message, amel: Person, bruno: Person, as_person: As
) -> None:
    with hats.person(bruno.pk):
        end_pair(circle=network.pair, once=uuid4(), by=bruno)
    as_person(amel).post(address(said), once())
    with hats.system("test"):
        assert Message.objects.get().body == ""
