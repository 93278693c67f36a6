"""A hidden limit says no for the person who has it, and the person who invites cannot tell."""

from collections.abc import Callable
from uuid import uuid4

from entrepairs.core import hats
from entrepairs.notices.models import Notice
from entrepairs.pairs.actions import invitations
from entrepairs.pairs.models import Invitation, Refusal, Wish
from entrepairs.pairs.queries import invitations as queries
from entrepairs.pairs.tests.conftest import Make, Tell
from entrepairs.people.models import Person


def test_a_hidden_limit_says_no_for_the_person_who_has_it_and_the_person_who_invites_cannot_tell(
    farid: Person,
    someone: Make,
    tell: Tell,
    wish: Callable[..., Wish],
    invite: Callable[..., Invitation],
) -> None:
    wish(farid)
    tell(farid, "limit", "with_animal")
    afraid, open_to_it = someone("Afraid"), someone("Open")
    tell(afraid, "limit", "no_animal", audience=0)
    sent = [invite(farid, other) for other in (afraid, open_to_it)]
    with hats.person(farid.pk):
        assert [line.state for line in queries.invitations_by(farid.pk)] == ["waiting", "waiting"]
        assert not Refusal.objects.exists()
    with hats.person(afraid.pk):
        assert [
            (row.pk, row.by_limit) for row in queries.invitations_to(afraid.pk).filter(put_off=True)
        ] == [(sent[0].pk, True)]
        assert not queries.invitations_to_answer(afraid.pk).exists()
        assert not Notice.objects.exists()
    with hats.person(open_to_it.pk):
        assert [row.pk for row in queries.invitations_to_answer(open_to_it.pk)] == [sent[1].pk]
    with hats.person(afraid.pk):  # whose limit it is may still say yes
        assert invitations.accept_invitation(invitation=sent[0], once=uuid4(), by=afraid)


def test_a_hidden_limit_on_times_says_no_when_it_leaves_none(
    farid: Person,
    someone: Make,
    tell: Tell,
    wish: Callable[..., Wish],
    invite: Callable[..., Invitation],
) -> None:
    wish(farid)
    tell(farid, "availability", slots=299593)  # every morning
    at_night, by_day = someone("At night"), someone("By day")
    tell(at_night, "limit", "no_mornings", audience=0)
    tell(by_day, "limit", "no_evenings", audience=0)
    for other, refused in ((at_night, True), (by_day, False)):
        sent = invite(farid, other)
        with hats.person(other.pk):
            put_off = [row.pk for row in queries.invitations_to(other.pk).filter(put_off=True)]
            assert put_off == ([sent.pk] if refused else [])
            assert Notice.objects.exists() is not refused
    with hats.person(farid.pk):
        assert [line.state for line in queries.invitations_by(farid.pk)] == ["waiting", "waiting"]


def test_times_that_are_hidden_from_the_person_invited_say_nothing(
    farid: Person,
    someone: Make,
    tell: Tell,
    wish: Callable[..., Wish],
    invite: Callable[..., Invitation],
) -> None:
    wish(farid)
    tell(farid, "availability", slots=299593, audience=0)
    at_night = someone("At night")
    tell(at_night, "limit", "no_mornings", audience=0)
    sent = invite(farid, at_night)
    with hats.person(at_night.pk):
        assert [row.pk for row in queries.invitations_to_answer(at_night.pk)] == [sent.pk]
