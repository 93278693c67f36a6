"""A no is silent: the person who invited cannot tell it from no answer, by anything they can see,
count or try."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import connection
from django.forms.models import model_to_dict

from entrepairs.core import hats
from entrepairs.ledger.models import Deed
from entrepairs.ledger.transactions import NotPossible
from entrepairs.pairs.actions import invitations
from entrepairs.pairs.models import Invitation, Refusal, Wish
from entrepairs.pairs.queries import invitations as queries
from entrepairs.pairs.queries.invitations import waiting_invitations
from entrepairs.people.models import Circle, Person

PUBLIC = {"vocabulary_place"}  # large, and nobody’s


@pytest.fixture
def two(
    eve: Person,
    farid: Person,
    david: Person,
    wish: Callable[..., Wish],
    invite: Callable[..., Invitation],
) -> dict[str, Invitation]:
    """Farid invited Eve, who says not now, and David, who does not answer."""
    for person in (eve, farid, david):
        wish(person)
    made = {"refused": invite(farid, eve, "Hello"), "unanswered": invite(farid, david, "Hello")}
    with hats.person(eve.pk):
        invitations.refuse_invitation(invitation=made["refused"], once=uuid4(), by=eve)
    return made


def test_the_one_who_says_not_now_does_not_see_it_any_more_save_to_change_their_mind(
    two: dict[str, Invitation], eve: Person
) -> None:
    with hats.person(eve.pk):
        assert list(queries.invitations_to_answer(eve.pk)) == []
        assert list(queries.invitations_to(eve.pk).filter(put_off=True)) == [two["refused"]]


def test_the_rows_differ_in_nothing_but_to_whom(two: dict[str, Invitation], farid: Person) -> None:
    with hats.person(farid.pk):
        seen = [
            model_to_dict(
                Invitation.objects.get(pk=made.pk), exclude=["id", "to", "made_at", "expires_at"]
            )
            for made in two.values()
        ]
        assert seen[0] == seen[1]
        assert {line.state for line in queries.invitations_by(farid.pk)} == {"waiting"}


def test_nothing_in_any_table_tells_the_person_who_invited(
    two: dict[str, Invitation], eve: Person, farid: Person
) -> None:
    """All that Farid can read of every table is the same before and after Eve's "not now" is taken
    away."""

    def all_that_farid_sees() -> dict[str, Any]:
        seen = {}
        with hats.person(farid.pk), connection.cursor() as cursor:
            for model in apps.get_models():
                table = model._meta.db_table
                if (
                    model.__module__.startswith("entrepairs.")
                    and table not in PUBLIC
                    and readable(table)
                ):
                    cursor.execute(
                        "select count(*), md5(string_agg(t::text, '|' order by t::text))"
                        f' from "{table}" t'
                    )
                    seen[table] = cursor.fetchone()
        return seen

    def readable(table: str) -> bool:
        with connection.cursor() as cursor:
            cursor.execute("select has_table_privilege('entrepairs_person', %s, 'select')", [table])
            return bool(cursor.fetchone()[0])

    after = all_that_farid_sees()
    with hats.system("test"):
        assert Refusal.objects.all().delete()[0] == 1
        assert Deed.objects.filter(verb="not_now").delete()[0] == 1
    assert all_that_farid_sees() == after
    assert after["pairs_refusal"][0] == 0
    assert after["pairs_invitation"][0] == 2


def test_the_deed_of_a_no_is_about_nobody(two: dict[str, Invitation], farid: Person) -> None:
    with hats.system("test"):
        assert Deed.objects.get(verb="not_now").about_person is None
    with hats.person(farid.pk):
        assert not Deed.objects.filter(verb="not_now").exists()


def test_asking_again_is_refused_in_the_same_words(
    two: dict[str, Invitation], farid: Person, eve: Person, david: Person
) -> None:
    said = []
    for to in (eve, david):
        with hats.person(farid.pk), pytest.raises(NotPossible) as refused:
            invitations.invite(to=to, words="", once=uuid4(), by=farid)
        said.append(str(refused.value).replace(to.name, "X"))
    assert said[0] == said[1]


def test_a_refused_invitation_counts_among_those_that_wait_and_is_withdrawn_like_any(
    two: dict[str, Invitation], farid: Person
) -> None:
    with hats.person(farid.pk):
        assert waiting_invitations().filter(by=farid).count() == 2
        for made in two.values():
            invitations.withdraw_invitation(invitation=made, once=uuid4(), by=farid)
        assert {line.state for line in queries.invitations_by(farid.pk)} == {"withdrawn"}


def test_the_person_who_said_not_now_may_change_their_mind(
    two: dict[str, Invitation], eve: Person, farid: Person, accept: Callable[..., Circle]
) -> None:
    assert accept(eve, two["refused"])
    with hats.person(eve.pk):
        assert not Refusal.objects.exists()


def test_inviting_someone_one_had_refused_makes_the_pair_as_if_nothing_had_been_said(
    two: dict[str, Invitation], eve: Person, farid: Person, invite: Callable[..., Invitation]
) -> None:
    assert invite(eve, farid).circle_id


def test_not_now_is_said_only_by_the_one_who_was_invited(
    two: dict[str, Invitation], farid: Person, amel: Person
) -> None:
    for someone in (farid, amel):
        with hats.person(someone.pk), pytest.raises(NotPossible):
            invitations.refuse_invitation(invitation=two["unanswered"], once=uuid4(), by=someone)


def test_saying_not_now_twice_is_once(two: dict[str, Invitation], eve: Person) -> None:
    with hats.person(eve.pk):
        invitations.refuse_invitation(invitation=two["refused"], once=uuid4(), by=eve)
        assert Refusal.objects.count() == 1


def test_not_now_to_what_was_withdrawn_is_refused(
    two: dict[str, Invitation], farid: Person, david: Person
) -> None:
    with hats.person(farid.pk):
        invitations.withdraw_invitation(invitation=two["unanswered"], once=uuid4(), by=farid)
    with hats.person(david.pk), pytest.raises(NotPossible):
        invitations.refuse_invitation(invitation=two["unanswered"], once=uuid4(), by=david)
