""" "Not for me": silent, of one's own list and of rounds, and undone in one press."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client

from entrepairs.core import hats
from entrepairs.ledger.transactions import NotPossible
from entrepairs.notices.models import Notice
from entrepairs.pairs.actions.left_out import leave_out_suggestion
from entrepairs.pairs.models import LeftOut
from entrepairs.people.models import Person
from entrepairs.tests.posting import As, once, text

LIST = "/pairs/suggestions/"


def leave_out(client: Client, person: Person) -> str:
    answer: Any = client.post(f"{LIST}{person.key}/leave-out/", once(), follow=True)
    return text(answer)


def test_who_is_not_for_me_is_suggested_no_more_and_is_back_in_one_press(
    as_person: As, farid: Person, eve: Person, all_wish: None
) -> None:
    client = as_person(farid)
    assert f"/pairs/invite/{eve.key}/" in text(client.get(LIST))
    page = leave_out(client, eve)
    assert "Eve is left out of your suggestions. Nobody is told." in page
    assert "Undo" in page
    assert f"/pairs/invite/{eve.key}/" not in page
    page = text(client.get(LIST))
    assert "Not for me (1)" in page
    assert "Eve is left out" not in page
    page = text(client.post(f"{LIST}{eve.key}/put-back/", once(), follow=True))
    assert "Eve may be suggested to you again." in page
    assert f"/pairs/invite/{eve.key}/" in page
    assert "Not for me (" not in page


def test_nobody_is_told_and_the_other_sees_what_they_saw(
    as_person: As, farid: Person, eve: Person, all_wish: None
) -> None:
    theirs = as_person(eve)
    before = theirs.get(LIST).content
    leave_out(as_person(farid), eve)
    assert b"Farid" in before
    after = theirs.get(LIST).content
    assert after.count(b"Farid") == before.count(b"Farid")
    assert "Farid" not in text(theirs.get("/me/activity/"))
    with hats.system("test"):
        assert not Notice.objects.filter(person=eve).exists()
        assert LeftOut.objects.filter(person=farid, other=eve).count() == 1
    with hats.person(eve.pk):
        assert not LeftOut.objects.exists()


def test_no_round_suggests_the_two(farid: Person, eve: Person, all_wish: None) -> None:
    def apart() -> list[tuple[int, int]]:
        with hats.system("test"), connection.cursor() as cursor:
            cursor.execute(
                "select * from kept_apart(%s, interval '6 months')", [[farid.pk, eve.pk]]
            )
            return list(cursor.fetchall())

    assert apart() == []
    with hats.person(farid.pk):
        leave_out_suggestion(person=eve, once=None, by=farid.pk)
    assert apart() == [(min(farid.pk, eve.pk), max(farid.pk, eve.pk))]


@pytest.mark.parametrize("who", ["farid", "claire"])
def test_one_leaves_out_neither_oneself_nor_whom_one_may_not_see(
    request: pytest.FixtureRequest, amel: Person, farid: Person, all_wish: None, who: str
) -> None:
    other = request.getfixturevalue(who)
    with hats.person(farid.pk), pytest.raises(NotPossible):
        leave_out_suggestion(person=other, once=None, by=farid.pk)
    with hats.system("test"):
        assert not LeftOut.objects.exists()
