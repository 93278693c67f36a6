import re
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from entrepairs.conversations.models import Message, Reading
from entrepairs.conversations.tests.making import make
from entrepairs.core import hats
from entrepairs.notices.models import Notice
from entrepairs.tests.posting import As

pytestmark = pytest.mark.urls("entrepairs.conversations.tests.addresses")
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def _no_waiting(settings: Any) -> None:
    settings.LIVE_WAITS = 0


def test_the_page_shows_who_wrote_when_and_whether_it_was_seen(
    network: Any, amel: Any, bruno: Any, as_person: As
) -> None:
    mine = make(network.pair, amel)[0]
    make(network.pair, bruno, body="Merci")
    with hats.system("test"):
        Reading.objects.create(circle=network.pair, person=bruno, message_id=mine.pk)
    page = as_person(amel).get(network.pair.path).text
    assert "Bonjour 1" in page
    assert "Merci 1" in page
    assert "Bruno ·" in page
    assert re.search(r'You · <time[^>]*>[^<]*</time><span class="seen"> · seen', page)


def test_what_the_other_has_not_read_is_not_called_seen(
    network: Any, amel: Any, as_person: As
) -> None:
    make(network.pair, amel)
    assert '<span class="seen" hidden>' in as_person(amel).get(network.pair.path).text


def test_words_are_escaped(network: Any, amel: Any, as_person: As) -> None:
    make(network.pair, amel, body="<script>alert(1)</script>")
    page = as_person(amel).get(network.pair.path).text
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page


def test_opening_the_page_marks_it_as_read_and_its_notice_as_seen(
    network: Any, amel: Any, bruno: Any, as_person: As
) -> None:
    message = make(network.pair, amel)[0]
    with hats.system("test"):
        Notice.objects.create(
            person=bruno, kind="message", about=network.pair.key, path=network.pair.path
        )
    as_person(bruno).get(network.pair.path)
    with hats.system("test"):
        assert Reading.objects.get(person=bruno).message_id == message.pk
        assert Notice.objects.get(person=bruno).seen_at


@pytest.mark.parametrize("header", [{"Sec-Purpose": "prefetch;prerender"}, {"Purpose": "prefetch"}])
def test_a_page_fetched_in_advance_marks_nothing_as_read(
    network: Any, amel: Any, bruno: Any, as_person: As, header: Any
) -> None:
    make(network.pair, amel)
    page = as_person(bruno).get(network.pair.path, headers=header)
    assert "Bonjour 1" in page.text
    assert as_person(bruno).head(network.pair.path).status_code == 200
    with hats.system("test"):
        assert not Reading.objects.exists()


def test_older_messages_come_fifty_at_a_time_whole_page_or_piece(
    network: Any, amel: Any, as_person: As
) -> None:
    make(network.pair, amel, 120)
    client = as_person(amel)
    page = client.get(network.pair.path).text
    assert page.count('class="message mine"') == 50
    assert "Bonjour 120<" in page
    assert "Bonjour 70<" not in page
    older = re.search(r'href="([^"]+before=[^"]+)"', page)
    assert older
    second = client.get(older[1]).text
    assert second.count('class="message mine"') == 50
    assert "Bonjour 70<" in second
    assert "Back to the newest" in second
    piece = client.get(older[1], headers=HTMX).text
    assert piece.count('class="message mine"') == 50
    assert "<form" not in piece
    assert "before=" in piece
    last = re.search(r'href="([^"]+before=[^"]+)"', second)
    assert last
    third = client.get(last[1]).text
    assert third.count('class="message mine"') == 20
    assert "Earlier messages" not in third


@pytest.mark.parametrize("before", ["not-a-key", "6a9c2a51-3c0e-4b0e-9d5a-0a6f5f0d7c11"])
def test_an_older_page_that_does_not_exist_is_absent(
    network: Any, amel: Any, as_person: As, before: str
) -> None:
    make(network.pair, amel)
    assert as_person(amel).get(network.pair.path, {"before": before}).status_code == 404


def test_a_page_makes_as_many_queries_whatever_the_number_of_messages(
    network: Any, amel: Any, bruno: Any, as_person: As, queries: Any
) -> None:
    client, counts = as_person(amel), set()
    for number in (1, 29, 120):
        make(network.pair, bruno, number)
        client.get(network.pair.path)
        with queries() as made:
            client.get(network.pair.path)
        counts.add(len(made))
    assert len(counts) == 1
    assert counts.pop() <= 7


def test_each_day_is_said_once(network: Any, amel: Any, as_person: As) -> None:
    with hats.system("test"):
        for days in (3, 3, 1):
            Message.objects.create(
                circle=network.pair,
                author=amel,
                body="x",
                once=uuid4(),
                sent_at=timezone.now() - timedelta(days=days),
            )
    assert as_person(amel).get(network.pair.path).text.count("data-day") == 2


@pytest.mark.parametrize("who", ["Claire", "David", "Eve", "Farid"])
def test_the_conversation_of_others_is_absent(network: Any, as_person: As, who: str) -> None:
    client = as_person(network.people[who])
    once = str(uuid4())
    for answer in (
        client.get(network.pair.path),
        client.post(network.pair.path, {"body": "x", "once": once}),
        client.get(f"/conversations/{network.pair.key}/new/"),
        client.get(f"{network.pair.path}journal/"),
    ):
        assert answer.status_code == 404


def test_an_open_group_that_one_is_not_in_shows_no_conversation(
    network: Any, bruno: Any, as_person: As
) -> None:
    """The circle is listed to the network; what is said there is not."""
    with hats.person(bruno.pk):
        assert type(network.group).objects.filter(pk=network.group.pk).exists()
    assert as_person(bruno).get(f"/pairs/{network.group.key}/").status_code == 404


def test_the_live_answer_holds_what_is_new_and_no_more(
    network: Any, amel: Any, bruno: Any, as_person: As
) -> None:
    first, second = make(network.pair, bruno, 2)
    address = f"/conversations/{network.pair.key}/new/"
    client = as_person(amel)
    assert client.get(address).text.count('class="message"') == 2
    answer = client.get(address, {"after": str(first.once)}).text
    assert "Bonjour 2" in answer
    assert "Bonjour 1<" not in answer
    assert "data-day" not in answer
    nothing = client.get(address, {"after": second.once.hex}).text
    assert "message" not in nothing
    assert 'data-again="5"' in nothing
    assert client.get(address, {"after": "x"}).status_code == 404
    assert "message" not in client.get(address, {"after": str(uuid4())}).text


def test_asking_for_what_follows_a_message_says_that_it_was_read(
    network: Any, amel: Any, bruno: Any, as_person: As
) -> None:
    first, second = make(network.pair, bruno, 2)
    address = f"/conversations/{network.pair.key}/new/"
    as_person(amel).get(address, {"after": str(first.once)})
    with hats.system("test"):
        assert Reading.objects.get(person=amel).message_id == first.pk
    page = as_person(bruno).get(address, {"after": str(second.once)}).text
    assert f'data-seen="m-{UUID(str(first.once)).hex}"' in page


def test_the_page_speaks_french(network: Any, amel: Any, as_person: As) -> None:
    make(network.pair, amel)
    page = as_person(amel).get(network.pair.path, headers={"accept-language": "fr"}).text
    assert "Envoyer" in page
    assert "Vous ·" in page
