"""A block is known to the one who set it: what the other knew already stays, and what
goes looks as if it went by itself."""

import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from entrepairs.core import hats
from entrepairs.notices.models import Notice
from entrepairs.pairs.models import Invitation, Wish
from entrepairs.people.actions.blocks import block_person
from entrepairs.people.actions.persons import pause_person, resume_person
from entrepairs.people.models import Person
from entrepairs.tests.posting import As


def blocks(by: Person, person: Person) -> None:
    with hats.person(by.pk):
        block_person(by=by, person=person, once=uuid4())


@pytest.fixture
def sent(
    eve: Person, farid: Person, wish: Callable[..., Wish], invite: Callable[..., Invitation]
) -> Invitation:
    """Farid invited Eve."""
    for person in (eve, farid):
        wish(person)
    return invite(farid, eve, "Hello")


@pytest.mark.parametrize("address", ["/pairs/invitations/", "/me/activity/"])
def test_what_was_sent_to_who_blocked_me_stands_with_their_name(
    as_person: As, sent: Invitation, eve: Person, farid: Person, address: str
) -> None:
    before = as_person(farid).get(address)
    blocks(eve, farid)
    after = as_person(farid).get(address)
    assert before.status_code == after.status_code == 200
    assert "Eve" in after.text
    assert without_secrets(after.text) == without_secrets(before.text)


def without_secrets(page: str) -> str:
    """Without what differs at each reading: tokens of forms."""
    return re.sub(r'value="[\w-]{32,64}"|nonce="[^"]*"', "", page)


def test_it_can_still_be_withdrawn(
    as_person: As, sent: Invitation, eve: Person, farid: Person
) -> None:
    blocks(eve, farid)
    client = as_person(farid)
    client.post(f"/pairs/invitations/{sent.key}/withdraw/", {"once": uuid4()})
    assert "Cancelled." in client.get("/pairs/invitations/").text


def test_who_blocks_reads_it_no_more(
    as_person: As, sent: Invitation, eve: Person, farid: Person
) -> None:
    assert "Hello" in as_person(eve).get("/pairs/invitations/").text
    blocks(eve, farid)
    page = as_person(eve).get("/pairs/invitations/")
    assert page.status_code == 200
    assert "Hello" not in page.text
    assert "Farid" not in page.text


def test_when_who_invited_blocks_the_notice_goes_with_the_invitation(
    as_person: As, sent: Invitation, eve: Person, farid: Person
) -> None:
    with hats.person(eve.pk):
        assert Notice.objects.filter(kind="invitation", seen_at=None).exists()
    blocks(farid, eve)
    with hats.person(eve.pk):
        assert not Notice.objects.filter(seen_at=None).exists()
    today: Any = as_person(eve).get("/today/")
    assert today.status_code == 200
    assert "Farid" not in today.text


def test_the_page_of_who_blocked_me_closes_as_it_does_when_they_pause(
    as_person: As, sent: Invitation, eve: Person, farid: Person
) -> None:
    client = as_person(farid)
    assert client.get(f"/people/{eve.key}/").status_code == 200
    with hats.person(eve.pk):
        pause_person(by=eve, once=uuid4())
    paused = client.get(f"/people/{eve.key}/")
    with hats.person(eve.pk):
        resume_person(by=eve, once=uuid4())
    blocks(eve, farid)
    blocked = client.get(f"/people/{eve.key}/")
    assert paused.status_code == blocked.status_code == 404
    assert without_secrets(paused.text) == without_secrets(blocked.text)


def test_in_a_group_the_page_of_who_blocked_me_is_that_of_one_who_tells_nothing(
    as_person: As, network: Any, amel: Person, david: Person
) -> None:
    """Amel and David are in a group: each sees that the other is in it."""
    blocks(amel, david)
    page = as_person(david).get(f"/people/{amel.key}/")
    assert page.status_code == 200
    assert "Amel has shared nothing more with you" in page.text
    assert as_person(amel).get(f"/people/{david.key}/").status_code == 404
