"""A pause, of two or of a person, by whatever road: nothing is added, nobody is shown."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.db import Error, connection, transaction
from django.db.models.functions import Now
from django.test import Client

from entrepairs.core import hats
from entrepairs.ledger.transactions import NotPossible
from entrepairs.notices.models import Notice
from entrepairs.pairs.actions import agreements, invitations, pausing_and_ending
from entrepairs.pairs.models import Agreement, Invitation, Wish
from entrepairs.people.actions import persons
from entrepairs.people.models import Circle, Person

Invite = Callable[..., Invitation]


def pause_pair(circle: Circle, by: Person) -> None:
    with hats.person(by.pk):
        pausing_and_ending.pause_pair(circle=circle, once=uuid4(), by=by)


def resume_pair(circle: Circle, by: Person) -> None:
    with hats.person(by.pk):
        pausing_and_ending.resume_pair(circle=circle, once=uuid4(), by=by)


def pause(person: Person) -> None:
    with hats.person(person.pk):
        persons.pause_person(by=person, once=uuid4())


def resume(person: Person) -> None:
    with hats.person(person.pk):
        persons.resume_person(by=person, once=uuid4())


def propose(circle: Circle, by: Person, words: str = "Every week") -> Agreement:
    with hats.person(by.pk):
        return agreements.propose_agreement(circle=circle, words=words, once=uuid4(), by=by)


def told_to(person: Person) -> list[str]:
    with hats.person(person.pk):
        rows = Notice.objects.filter(kind="agreement", seen_at__isnull=True)
        return [about.split(":")[1] for about in rows.values_list("about", flat=True)]


def test_no_words_of_an_agreement_reach_the_other_during_a_pause(
    network: Any, amel: Person, bruno: Person
) -> None:
    waiting = propose(network.pair, amel)
    pause_pair(network.pair, bruno)
    with pytest.raises(NotPossible, match="Contact is paused"):
        propose(network.pair, amel, "Please come back")
    with hats.person(bruno.pk), pytest.raises(NotPossible, match="paused"):
        agreements.accept_agreement(agreement=waiting, once=uuid4(), by=bruno)
    with hats.person(bruno.pk):
        assert list(Agreement.objects.values_list("pk", flat=True)) == [waiting.pk]


@pytest.mark.parametrize("statement", [
    "insert into pairs_agreement (circle_id, words, proposed_by_id) values (%s, 'x', me())",
    "update pairs_agreement set accepted_by_id = me(), accepted_at = now() where circle_id = %s",
])  # fmt: skip
def test_the_database_refuses_it_too(
    network: Any, amel: Person, bruno: Person, statement: str
) -> None:
    propose(network.pair, amel)
    with hats.person(bruno.pk), transaction.atomic(), connection.cursor() as cursor:
        if statement.startswith("update"):
            cursor.execute(statement, [network.pair.pk])
            assert cursor.rowcount == 1
            transaction.set_rollback(True)
    pause_pair(network.pair, bruno)
    with (
        hats.person(bruno.pk),
        pytest.raises(Error, match=r"paused, ended or left|row-level security"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement, [network.pair.pk])


def test_words_are_set_aside_during_a_pause_and_the_other_is_not_told(
    network: Any, amel: Person, bruno: Person
) -> None:
    waiting = propose(network.pair, amel)
    pause_pair(network.pair, bruno)
    with hats.person(bruno.pk):
        agreements.set_agreement_aside(agreement=waiting, once=uuid4(), by=bruno)
    assert told_to(amel) == ["pause"]


def test_nothing_waits_for_an_answer_during_a_pause(
    network: Any, amel: Person, bruno: Person, as_person: Callable[..., Client]
) -> None:
    propose(network.pair, amel, "Every week")
    client = as_person(bruno)
    assert "Every week" in client.get(f"{network.pair.path}agreement/").content.decode()
    assert "Yes, I agree" in client.get(f"{network.pair.path}agreement/").content.decode()
    pause_pair(network.pair, amel)
    page = client.get(f"{network.pair.path}agreement/").content.decode()
    assert "Every week" in page
    assert "Yes, I agree" not in page
    assert "Suggest another text" not in page
    assert f"{network.pair.path}agreement/" not in client.get("/today/").content.decode()


def test_pausing_resuming_and_pausing_again_tells_what_is_so_now(
    network: Any, amel: Person, bruno: Person, as_person: Callable[..., Client]
) -> None:
    for what in (pause_pair, resume_pair, pause_pair):
        what(network.pair, amel)
    assert told_to(bruno) == ["pause"]
    page = as_person(bruno).get("/today/").content.decode()
    assert "The pause is over." not in page
    assert "pause" in page.lower()
    resume_pair(network.pair, amel)
    assert told_to(bruno) == ["resume"]


def test_a_paused_person_is_not_shown_to_those_they_invited(
    eve: Person, farid: Person, wish: Any, invite: Invite, as_person: Callable[..., Client]
) -> None:
    wish(eve)
    wish(farid)
    made = invite(farid, eve, "Shall we talk?")
    client = as_person(eve)
    assert "Shall we talk?" in client.get("/pairs/invitations/").content.decode()
    pause(farid)
    for path in ("/pairs/invitations/", "/today/"):
        page = client.get(path)
        assert page.status_code == 200
        assert "Farid" not in page.content.decode()
    with hats.person(eve.pk):
        assert not Invitation.objects.filter(pk=made.pk).exists()
    resume(farid)
    assert "Shall we talk?" in client.get("/pairs/invitations/").content.decode()


def test_what_was_told_of_an_invitation_waits_during_the_pause(
    eve: Person, farid: Person, wish: Any, invite: Invite
) -> None:
    def waits_for_eve() -> bool:
        with hats.person(eve.pk):
            due = Notice.objects.filter(kind="invitation", seen_at=None, due_at__lte=Now())
            return due.exists()

    for person in (eve, farid):
        wish(person)
    invite(farid, eve)
    assert waits_for_eve()
    pause(farid)
    assert not waits_for_eve()
    resume(farid)
    assert waits_for_eve()


def test_no_yes_makes_a_pair_while_one_pauses(
    eve: Person, farid: Person, wish: Any, invite: Invite
) -> None:
    for person in (eve, farid):
        wish(person)
    made = invite(farid, eve)
    pause(farid)
    with hats.person(eve.pk), pytest.raises(NotPossible):
        invitations.accept_invitation(invitation=made, once=uuid4(), by=eve)
    with hats.person(eve.pk), pytest.raises(NotPossible):
        invitations.invite(to=farid, words="", once=uuid4(), by=eve)
    resume(farid)
    with hats.person(eve.pk):
        pair = invitations.accept_invitation(invitation=made, once=uuid4(), by=eve)
    assert pair.kind == "pair"


def test_a_person_who_pauses_invites_nobody_and_is_told_why(
    eve: Person, farid: Person, wish: Any
) -> None:
    for person in (eve, farid):
        wish(person)
    pause(farid)
    with hats.person(farid.pk), pytest.raises(NotPossible, match="You paused"):
        invitations.invite(to=eve, words="", once=uuid4(), by=farid)
    with hats.person(farid.pk), pytest.raises(Error), transaction.atomic():
        Invitation.objects.create(by=farid, to=eve, expires_at="2199-01-01T00:00:00Z")


def test_what_is_held_back_by_a_limit_is_not_told_after_a_pause(
    eve: Person, farid: Person, wish: Any, invite: Invite
) -> None:
    for person in (eve, farid):
        wish(person)
    made = invite(farid, eve)
    with hats.system("test"):
        Notice.objects.filter(about=made.key).delete()  # as when a limit had answered
        assert Wish.objects.filter(person=farid).exists()
    pause(farid)
    resume(farid)
    with hats.person(eve.pk):
        assert not Notice.objects.filter(about=made.key).exists()
