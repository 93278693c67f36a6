"""Inviting and answering, page by page."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from entrepairs.core import hats
from entrepairs.pairs.models import Invitation, Refusal
from entrepairs.people.models import Block, Person
from entrepairs.tests.posting import As

TABS = ["", "meetings/", "journal/", "agreement/", "mirror/", "leave/", "end/"]
MOST = 10


def text(answer: Any) -> str:
    return str(answer.content.decode())


def once() -> dict[str, str]:
    return {"once": str(uuid4())}


def test_an_invitation_is_sent_after_seeing_what_the_other_will_see(
    as_person: As, farid: Person, eve: Person, all_wish: None
) -> None:
    client = as_person(farid)
    page = text(client.get(f"/pairs/invite/{eve.key}/"))
    assert "What Eve will see about you" in page
    assert "cancer" in page
    assert (
        client.post(f"/pairs/invite/{eve.key}/", {"words": "Hello"} | once())["Location"]
        == "/pairs/invitations/"
    )
    assert "Waiting for an answer" in text(client.get("/pairs/invitations/"))
    received = text(as_person(eve).get("/pairs/invitations/"))
    assert "Farid would like to get to know you" in received
    assert "Hello" in received


def test_a_double_press_sends_one_invitation(
    as_person: As, farid: Person, eve: Person, all_wish: None
) -> None:
    client, form = as_person(farid), {"words": "Hello"} | once()
    for _ in range(2):
        assert client.post(f"/pairs/invite/{eve.key}/", form)["Location"] == "/pairs/invitations/"
    with hats.person(farid.pk):
        assert Invitation.objects.count() == 1


def test_an_invitation_that_cannot_be_comes_back_in_words(
    as_person: As, farid: Person, eve: Person, all_wish: None
) -> None:
    client = as_person(farid)
    client.post(f"/pairs/invite/{eve.key}/", {"words": "Hello"} | once())
    again = client.post(f"/pairs/invite/{eve.key}/", {"words": "Hello again"} | once())
    assert again.status_code == 422
    assert "once every 6 months" in text(again)
    assert "Hello again" in text(again)


def test_someone_without_a_wish_cannot_be_invited(
    as_person: As, farid: Person, claire: Person, all_wish: None
) -> None:
    for key in (claire.key, farid.key, "nobodynobodyno"):
        assert as_person(farid).get(f"/pairs/invite/{key}/").status_code == 404


def test_yes_opens_the_conversation_and_a_second_press_leads_there_too(
    as_person: As, farid: Person, eve: Person, all_wish: None, invite: Callable[..., Invitation]
) -> None:
    made, client, form = invite(farid, eve), as_person(eve), once()
    first = client.post(f"/pairs/invitations/{made.key}/yes/", form)
    second = client.post(f"/pairs/invitations/{made.key}/yes/", form)
    assert first["Location"] == second["Location"]
    assert "You and Farid" in text(client.get(first["Location"]))
    assert text(as_person(farid).get(first["Location"])).count("You and Eve") >= 1


def test_not_now_puts_it_aside_and_one_may_still_say_yes(
    as_person: As, farid: Person, eve: Person, all_wish: None, invite: Callable[..., Invitation]
) -> None:
    made, client = invite(farid, eve), as_person(eve)
    answer = client.post(f"/pairs/invitations/{made.key}/not-now/", once() | {"next": "/today/"})
    assert answer["Location"] == "/today/"
    page = text(client.get("/pairs/invitations/"))
    assert "No invitations for you" in page
    assert f"/pairs/invitations/{made.key}/yes/" in page


@pytest.mark.parametrize(
    "next_", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"]
)
def test_a_button_leads_nowhere_else(
    as_person: As,
    farid: Person,
    eve: Person,
    all_wish: None,
    invite: Callable[..., Invitation],
    next_: str,
) -> None:
    made = invite(farid, eve)
    answer = as_person(eve).post(
        f"/pairs/invitations/{made.key}/not-now/", once() | {"next": next_}
    )
    assert answer["Location"] == "/pairs/invitations/"


def test_what_the_person_who_invited_sees_is_the_same_whether_refused_or_not_answered(
    as_person: As, farid: Person, eve: Person, all_wish: None, invite: Callable[..., Invitation]
) -> None:
    """Every page Farid may open, before and after Eve's silent no, save the keys that change at
    each showing."""
    import re

    def pages() -> list[str]:
        client = as_person(farid)
        seen = [
            text(client.get(path))
            for path in (
                "/pairs/invitations/",
                "/pairs/",
                "/pairs/suggestions/",
                "/today/",
                "/me/activity/",
                f"/people/{eve.key}/",
                f"/pairs/invite/{eve.key}/",
            )
        ]
        return [
            re.sub(
                r'name="(once|csrfmiddlewaretoken)" value="[^"]+"|name="csrf" content="[^"]+"',
                "",
                page,
            )
            for page in seen
        ]

    made = invite(farid, eve, "Hello")
    before = pages()
    as_person(eve).post(f"/pairs/invitations/{made.key}/not-now/", once())
    with hats.person(eve.pk):
        assert Refusal.objects.count() == 1
    assert pages() == before


@pytest.mark.parametrize("why", ["withdrawn", "over", "blocked", "unknown", "of another"])
def test_an_answer_that_comes_too_late_says_so_and_tells_no_more(
    as_person: As,
    farid: Person,
    eve: Person,
    amel: Person,
    all_wish: None,
    invite: Callable[..., Invitation],
    why: str,
) -> None:
    made, answering = invite(farid, eve), amel if why == "of another" else eve
    with hats.system("test"):
        row = Invitation.objects.filter(pk=made.pk)
        if why == "withdrawn":
            row.update(withdrawn_at=timezone.now())
        elif why == "over":
            row.update(
                made_at=timezone.now() - timedelta(days=30),
                expires_at=timezone.now() - timedelta(days=9),
            )
        elif why == "blocked":
            Block.objects.create(person=farid, blocked=eve)
    key = "nobodynobodyno" if why == "unknown" else made.key
    answer = as_person(answering).post(f"/pairs/invitations/{key}/yes/", once())
    assert answer.status_code == 404
    assert "This is no longer available" in text(answer)
    assert "Farid" not in text(answer)


def test_withdrawing_is_for_the_person_who_invited(
    as_person: As, farid: Person, eve: Person, all_wish: None, invite: Callable[..., Invitation]
) -> None:
    made = invite(farid, eve)
    assert (
        as_person(eve).post(f"/pairs/invitations/{made.key}/withdraw/", once()).status_code == 404
    )
    as_person(farid).post(f"/pairs/invitations/{made.key}/withdraw/", once())
    assert "Cancelled." in text(as_person(farid).get("/pairs/invitations/"))
    assert "Farid" not in text(as_person(eve).get("/pairs/invitations/"))
