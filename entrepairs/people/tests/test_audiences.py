"""Who sees a facet: each audience, and each relation to the person who tells it."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from entrepairs.core import hats
from entrepairs.ledger.models import Audience
from entrepairs.people.models import Affiliation, Block, Circle, Facet, Membership, Person
from entrepairs.people.tests.telling import newcomers, tell

# Who sees it, from each level on. A pair is also in a circle, an organisation and the network.
FROM = {
    "amel": Audience.ME,
    "a peer": Audience.PAIRS,
    "someone of her group": Audience.CIRCLES,
    "someone of her organisation": Audience.ORGANISATIONS,
    "her coordinator, of none of her circles": Audience.ORGANISATIONS,
    "someone of the network": Audience.NETWORK,
    "someone who left her group": Audience.NETWORK,
    "someone who left her organisation": Audience.NETWORK,
    "her former peer": Audience.NETWORK,
    "a stranger": Audience.EVERYONE,
    "someone she blocked": None,
    "someone who blocked her": None,
    "a peer she blocked": None,
}


@pytest.fixture
def relations(network: Any) -> dict[str, int | None]:
    """One person for each relation to Amel."""
    long_ago, ago = timezone.now() - timedelta(days=300), timezone.now() - timedelta(days=30)
    people = dict(zip(FROM, newcomers(len(FROM)), strict=True))
    amel, people["amel"] = network.people["Amel"], network.people["Amel"]

    def affiliate(who: str, **more: Any) -> None:
        Affiliation.objects.create(
            person=people[who], organisation=network.escale, since=long_ago, **more
        )

    def pair(who: str, until: Any = None) -> None:
        circle = Circle.objects.create(kind="pair", started_at=long_ago, ended_at=until)
        for one in (amel, people[who]):
            Membership.objects.create(circle=circle, person=one, since=long_ago, until=until)

    with hats.system("test"):
        pair("a peer")
        pair("a peer she blocked")
        pair("her former peer", until=ago)
        Membership.objects.create(
            circle=network.group, person=people["someone of her group"], since=long_ago
        )
        Membership.objects.create(
            circle=network.group,
            person=people["someone who left her group"],
            since=long_ago,
            until=ago,
        )
        affiliate("someone of her organisation")
        affiliate("her coordinator, of none of her circles", coordinator=True)
        affiliate("someone who left her organisation", until=ago)
        for who in ("someone she blocked", "someone who blocked her"):
            affiliate(who)
        for who in ("someone she blocked", "a peer she blocked"):
            Block.objects.create(person=amel, blocked=people[who])
        Block.objects.create(person=people["someone who blocked her"], blocked=amel)
    ids: dict[str, int | None] = {who: person.pk for who, person in people.items()}
    return ids | {"a stranger": None}


@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize("who", FROM)
def test_a_facet_is_seen_by_its_audience_and_by_nobody_else(
    amel: Person, relations: dict[str, int | None], who: str, audience: Audience
) -> None:
    facet = tell(amel, audience=audience)
    least = FROM[who]
    with hats.person(relations[who]):
        assert Facet.objects.filter(pk=facet.pk).exists() is (
            least is not None and audience >= least
        )


@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize("who", FROM)
def test_a_name_is_seen_by_its_audience_and_by_whom_one_meets_or_met(
    amel: Person, relations: dict[str, int | None], who: str, audience: Audience
) -> None:
    with hats.system("test"):
        Person.objects.filter(pk=amel.pk).update(audience=audience)
    least = FROM[who]
    # The name stays under words written together, block or not; coordinators know who is in their
    # organisation.
    always = {
        "amel",
        "a peer",
        "someone of her group",
        "someone who left her group",
        "her former peer",
        "a peer she blocked",
    }
    always.add("her coordinator, of none of her circles")
    with hats.person(relations[who]):
        seen = Person.objects.filter(pk=amel.pk).exists()
    assert seen is (who in always or (least is not None and audience >= least))


@pytest.mark.parametrize("who", FROM)
def test_the_person_who_pauses_is_found_only_by_their_circles_and_coordinators(
    amel: Person, relations: dict[str, int | None], who: str
) -> None:
    with hats.system("test"):
        Person.objects.filter(pk=amel.pk).update(
            audience=Audience.EVERYONE, paused_at=timezone.now()
        )
    still = {
        "amel",
        "a peer",
        "someone of her group",
        "someone who left her group",
        "her former peer",
        "a peer she blocked",
    }
    still.add("her coordinator, of none of her circles")
    with hats.person(relations[who]):
        assert Person.objects.filter(pk=amel.pk).exists() is (who in still)


def test_a_facet_cannot_be_told_changed_or_taken_back_for_another(
    amel: Person, bruno: Person
) -> None:
    facet = tell(amel, audience=Audience.PAIRS)
    with hats.person(bruno.pk):
        assert Facet.objects.filter(pk=facet.pk).update(audience=5) == 0
        assert Facet.objects.filter(pk=facet.pk).delete()[0] == 0
