"""The form of a conversation: sent with and without scripts, and coming back with its words."""

import re
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from entrepairs.conversations.models import Message
from entrepairs.conversations.tests.making import make
from entrepairs.core import hats
from entrepairs.core.plain_text import plain_text
from entrepairs.tests.posting import As

pytestmark = pytest.mark.urls("entrepairs.conversations.tests.addresses")
HTMX = {"HX-Request": "true"}


def test_sending_without_javascript_leads_back_to_the_message(
    network: Any, amel: Any, as_person: As
) -> None:
    once = uuid4()
    client = as_person(amel)
    answers = [
        client.post(network.pair.path, {"body": "Bonjour", "once": str(once)}) for _ in range(2)
    ]
    assert {a["Location"] for a in answers} == {f"{network.pair.path}#m-{once.hex}"}
    assert f'id="m-{once.hex}"' in client.get(network.pair.path).text
    with hats.system("test"):
        assert Message.objects.count() == 1


def test_sending_by_htmx_brings_a_new_form_and_what_is_new(
    network: Any, amel: Any, bruno: Any, as_person: As
) -> None:
    first = make(network.pair, amel)[0]
    make(network.pair, bruno, body="Entre-temps")
    form = {"body": "Et toi ?", "once": str(uuid4()), "after": str(first.once)}
    answer = as_person(amel).post(network.pair.path, form, headers=HTMX).text
    assert "Entre-temps" in answer
    assert "Et toi ?" in answer
    assert "Bonjour" not in answer
    assert 'hx-swap-oob="beforeend"' in answer
    assert answer.count("<form") == 1
    assert form["once"] not in re.findall(r'name="once" value="([^"]+)"', answer)


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_the_key_of_another_members_form_sends_nothing_and_says_so(
    network: Any, amel: Any, bruno: Any, as_person: As, headers: Any
) -> None:
    """Addresses of messages carry the key: everyone in the circle can read it."""
    theirs = make(network.pair, bruno)[0]
    form = {"body": "Et toi ?", "once": str(theirs.once)}
    answer = as_person(amel).post(network.pair.path, form, headers=headers)
    assert answer.status_code == 422
    assert "This has changed in the meantime" in answer.text
    assert "Et toi ?" in answer.text
    with hats.system("test"):
        assert Message.objects.count() == 1


def test_a_last_message_that_is_unknown_does_not_lose_what_was_sent(
    network: Any, amel: Any, as_person: As
) -> None:
    form = {"body": "Bonjour", "once": str(uuid4()), "after": "nonsense"}
    assert "Bonjour" in as_person(amel).post(network.pair.path, form, headers=HTMX).text


@pytest.mark.parametrize("body", ["", "   \n\t ", "\u200b\u200d", "x" * 4001])
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_message_that_cannot_be_sent_stays_in_the_form(
    network: Any, amel: Any, as_person: As, body: str, headers: Any
) -> None:
    once = str(uuid4())
    answer = as_person(amel).post(network.pair.path, {"body": body, "once": once}, headers=headers)
    assert answer.status_code == 422
    assert once in answer.text
    assert plain_text(body).strip() in answer.text
    with hats.system("test"):
        assert Message.objects.count() == 0


def test_four_thousand_characters_are_enough_and_an_end_of_line_is_one(
    network: Any, amel: Any, as_person: As
) -> None:
    body = "\r\n".join(["x" * 999] * 4) + "\r\nx"[:2]
    form = {"body": body.replace("\r\n", "\n").replace("\n", "\r\n"), "once": str(uuid4())}
    assert as_person(amel).post(network.pair.path, form).status_code == 303
    with hats.system("test"):
        assert len(Message.objects.get().body) == 999 * 4 + 3


def test_one_character_too_many_is_said_in_plain_words(
    network: Any, amel: Any, as_person: As
) -> None:
    answer = as_person(amel).post(network.pair.path, {"body": "x" * 4001, "once": str(uuid4())})
    assert "1 character too long. The limit is 4000" in answer.text


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_words_written_while_the_other_paused_are_not_lost(
    network: Any, amel: Any, as_person: As, headers: Any
) -> None:
    with hats.system("test"):
        type(network.pair).objects.filter(pk=network.pair.pk).update(paused_at=timezone.now())
    client = as_person(amel)
    assert "Contact is paused" in client.get(network.pair.path).text
    assert "<form" not in client.get(network.pair.path).text
    answer = client.post(
        network.pair.path, {"body": "Tu es là ?", "once": str(uuid4())}, headers=headers
    )
    assert answer.status_code == 422
    assert "Tu es là ?" in answer.text
    assert "paused" in answer.text
