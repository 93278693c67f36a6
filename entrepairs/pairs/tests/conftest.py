"""People who wish to meet someone, and what they told."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, settings

from entrepairs.core import hats
from entrepairs.pairs.actions import invitations, wishes
from entrepairs.pairs.models import Invitation, Wish
from entrepairs.people.models import Circle, Facet, Person
from entrepairs.suggestions import refresh
from entrepairs.vocabulary import queries as vocabulary

# A busy machine is no failure: no test measures time.
settings.register_profile("calm", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("calm")

Tell = Callable[..., Facet]  # the fixture `tell`
Make = Callable[..., Person]  # the fixture `someone`
SCHEMES = {
    "experience": "experience",
    "need": "support",
    "offer": "support",
    "language": "language",
    "limit": "limit",
}


@pytest.fixture
def wish(network: Any) -> Callable[..., Wish]:
    """`wish(eve)`: Eve would like to meet someone, and the network may know."""

    def make(person: Person, *, audience: int = 4, room_for: int = 2, words: str = "") -> Wish:
        with hats.person(person.pk):
            return wishes.open_wish(
                words=words, audience=audience, room_for=room_for, once=uuid4(), by=person
            )

    return make


@pytest.fixture
def invite(network: Any) -> Callable[..., Invitation]:
    def make(by: Person, to: Person, words: str = "") -> Invitation:
        with hats.person(by.pk):
            return invitations.invite(to=to, words=words, once=uuid4(), by=by)

    return make


@pytest.fixture
def accept(network: Any) -> Callable[..., Circle]:
    def make(by: Person, invitation: Invitation) -> Circle:
        with hats.person(by.pk):
            return invitations.accept_invitation(invitation=invitation, once=uuid4(), by=by)

    return make


@pytest.fixture
def tell(network: Any) -> Callable[..., Facet]:
    """`tell(amel, "experience", "street")`, `tell(amel, "availability", slots=3)`: for the network
    unless said."""

    def make(
        person: Person, kind: str, key: str = "", *, audience: int = 4, **values: Any
    ) -> Facet:
        with hats.system("test"):
            concept = vocabulary.concept_by_key(SCHEMES[kind], key).id if key else None
            return Facet.objects.create(
                person=person, kind=kind, concept_id=concept, audience=audience, **values
            )

    return make


@pytest.fixture
def someone(network: Any) -> Callable[..., Person]:
    """A new person whose wish stands, with what they told the network: `someone("Nadia",
    experience=["street"])`."""

    def make(name: str, *, audience: int = 4, wish: bool = True, **told: list[str]) -> Person:
        with hats.system("test"):
            person = Person.objects.create(name=name, audience=0)
            for kind, keys in told.items():
                for key in keys:
                    concept = vocabulary.concept_by_key(SCHEMES[kind], key)
                    Facet.objects.create(
                        person=person, kind=kind, concept_id=concept.id, audience=audience
                    )
            if wish:
                Wish.objects.create(person=person)
        return person

    return make


@pytest.fixture
def all_wish(
    eve: Person, farid: Person, wish: Callable[..., Wish], tell: Callable[..., Any]
) -> None:
    for person in (eve, farid):
        tell(person, "experience", "cancer")
        wish(person)
    refresh.refresh_index()


@pytest.fixture
def both_wish(eve: Person, farid: Person, wish: Callable[..., Wish]) -> None:
    wish(eve)
    wish(farid)
