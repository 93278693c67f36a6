"""What one may not see is absent by every road: the same 404 as what does not exist, for reading
and for writing."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from entrepairs.core import hats
from entrepairs.tests.access.rows import Rows, make_rows
from entrepairs.tests.posting import As


@pytest.fixture
def rows(network: Any) -> Rows:
    with hats.system("test"):
        return make_rows(network)


def roads(rows: Rows) -> Iterator[str]:
    """Every address of what Amel and Bruno have together."""
    pair, meeting = rows["pair"].key, rows["pair_meeting"].key
    yield from (
        f"/pairs/{pair}/{tab}"
        for tab in ("", "meetings/", "journal/", "agreement/", "mirror/", "leave/", "?before=1")
    )
    yield from (
        f"/meetings/{meeting}{end}"
        for end in ("/", ".ics", "/note/", "/other-time/", "/cancel/", "/not-counted/")
    )
    yield f"/meetings/new/?circle={pair}"
    yield f"/conversations/{pair}/new/"
    yield f"/conversations/{pair}/new/?after=0"


def writes(rows: Rows) -> Iterator[str]:
    pair, meeting, invitation = rows["pair"].key, rows["pair_meeting"].key, rows["invitation"].key
    yield from (
        f"/pairs/{pair}/{what}"
        for what in ("", "journal/", "agreement/", "agreement/accept/", "pause/", "resume/", "end/")
    )
    yield from (
        f"/meetings/{meeting}/{what}/"
        for what in ("accept", "held", "note", "confirm", "cancel", "not-counted")
    )
    yield from (f"/pairs/invitations/{invitation}/{what}/" for what in ("yes", "not-now"))


@pytest.mark.parametrize("who", ["claire", "eve", "farid", "nadia", "omar"])
def test_the_person_who_is_not_of_the_pair_finds_nothing_of_it(
    rows: Rows, as_person: As, who: str
) -> None:
    client = as_person_of(rows, who, as_person)
    assert {road: client.get(road).status_code for road in roads(rows)} == dict.fromkeys(
        roads(rows), 404
    )


@pytest.mark.parametrize("who", ["claire", "eve", "nadia", "omar"])
def test_the_person_who_is_not_of_the_pair_changes_nothing_of_it(
    rows: Rows, as_person: As, who: str
) -> None:
    client = as_person_of(rows, who, as_person)
    found = {
        road: client.post(road, {"body": "x", "held": "yes", "words": "x"}).status_code
        for road in writes(rows)
    }
    assert found == dict.fromkeys(writes(rows), 404)


def test_a_stranger_is_led_to_the_door_from_everywhere(rows: Rows, client: Client) -> None:
    for road in [*roads(rows), "/me/", "/pairs/", "/mirror/", "/meetings/"]:
        answer = client.get(road)
        assert answer.status_code == 302, road
        assert answer["Location"].startswith("/enter/"), road


@pytest.mark.parametrize("one", ["amel", "omar"])
def test_across_a_block_neither_finds_the_other(rows: Rows, as_person: As, one: str) -> None:
    other = {"amel": "omar", "omar": "amel"}[one]
    client = as_person_of(rows, one, as_person)
    for road in (
        f"/people/{rows[other].key}/",
        f"/pairs/invite/{rows[other].key}/",
    ):
        assert client.get(road).status_code == 404, road
    for page in ("/pairs/suggestions/", "/pairs/invitations/", "/today/", "/me/views/"):
        assert rows[other].key not in client.get(page).content.decode(), page


def test_what_is_forbidden_answers_as_what_does_not_exist(rows: Rows, as_person: As) -> None:
    client = as_person(rows["eve"])

    def said(key: str) -> str:
        answer = client.get(f"/pairs/{key}/")
        assert answer.status_code == 404
        page = answer.content.decode().replace(key, "")
        return re.sub(r"\w{64}", "", page)  # the forms' tokens

    assert said(rows["pair"].key) == said("a" * 14)


def as_person_of(rows: Rows, who: str, as_person: As) -> Client:
    from entrepairs.accounts.models import Account

    with hats.system("test"):
        if not Account.objects.filter(person=rows[who]).exists():
            account = Account(person=rows[who], username=who)
            account.set_unusable_password()
            account.save()
    return as_person(rows[who])
