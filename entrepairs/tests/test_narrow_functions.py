"""Functions that do one thing beyond a person's rights: for that person alone, about what is theirs
to decide."""

from typing import Any

import pytest

from entrepairs.core import hats
from entrepairs.core.sql_functions import call_function
from entrepairs.notices.models import Notice
from entrepairs.pairs.models import Invitation, Refusal
from entrepairs.people.models import Affiliation, CoordinationRefusal
from entrepairs.rounds.models import Suggestion
from entrepairs.tests.access.rows import Rows


def call_as(rows: Rows, person: str, function: str, *values: Any) -> None:
    with hats.person(rows[person].pk):
        call_function(function, *values)


def asked(rows: Rows) -> bool:
    with hats.system("test"):
        row = Affiliation.objects.get(pk=rows["amel_in_escale"].pk)
        return row.asked_to_coordinate_at is not None


def refused(rows: Rows) -> bool:
    with hats.system("test"):
        return CoordinationRefusal.objects.filter(affiliation=rows["amel_in_escale"]).exists()


def test_only_a_coordinator_asks_to_coordinate_and_only_the_person_declines(rows: Rows) -> None:
    affiliation = rows["amel_in_escale"].pk
    for other in ("eve", "amel"):
        call_as(rows, other, "ask_to_coordinate", affiliation)
        assert not asked(rows)
    call_as(rows, "claire", "ask_to_coordinate", affiliation)
    assert asked(rows)
    for other in ("eve", "claire"):
        call_as(rows, other, "decline_to_coordinate", affiliation)
        assert not refused(rows)
    call_as(rows, "amel", "decline_to_coordinate", affiliation)
    assert refused(rows)
    assert asked(rows), "for who asked, the question stands"


def test_only_who_coordinates_a_round_forgets_what_it_found(rows: Rows) -> None:
    def found() -> bool:
        with hats.system("test"):
            return Suggestion.objects.filter(round=rows["round_to_read"]).exists()

    for other in ("eve", "amel"):
        call_as(rows, other, "forget_what_round_found", rows["round_to_read"].pk)
        assert found()
    call_as(rows, "claire", "forget_what_round_found", rows["round_to_read"].pk)
    assert not found()


@pytest.fixture
def told(rows: Rows) -> Notice:
    """Of an invitation that waits."""
    invitation = rows["invitation"]
    with hats.system("test"):
        return Notice.objects.create(
            person_id=invitation.to_id,
            kind="invitation",
            about=invitation.key,
            path="/pairs/invitations/",
        )


def test_only_who_invites_holds_back_what_was_told_of_it(rows: Rows, told: Notice) -> None:
    def is_due() -> bool:
        with hats.system("test"):
            return Notice.objects.get(pk=told.pk).due_at.year < 2200

    sender = "farid"
    assert rows["invitation"].by_id == rows[sender].pk
    call_as(rows, "amel", "hold_back_my_invitations")
    assert is_due()
    call_as(rows, sender, "hold_back_my_invitations")
    assert not is_due()
    call_as(rows, "amel", "let_my_invitations_go")
    assert not is_due()
    call_as(rows, sender, "let_my_invitations_go")
    assert is_due()


def test_what_is_between_two_others_is_not_closed(rows: Rows) -> None:
    sent = rows["invitation"]

    def stands() -> tuple[bool, bool]:
        with hats.system("test"):
            waits = Invitation.objects.get(pk=sent.pk).withdrawn_at is None
            return waits, Refusal.objects.filter(invitation=sent).exists()

    before = stands()
    assert before[0]
    for person in (sent.by_id, sent.to_id):
        call_as(rows, "eve", "close_invitations_across", person)
        assert stands() == before
    call_as(rows, "farid", "close_invitations_across", sent.to_id)
    assert not stands()[0]
