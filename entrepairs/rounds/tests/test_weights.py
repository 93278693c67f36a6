"""Weights: who may choose them, what is tried before, what the answers do to them."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import DataError, IntegrityError, transaction
from django.utils import timezone

from entrepairs.core import hats
from entrepairs.pairs.learning import learn_weights
from entrepairs.pairs.models import Wish
from entrepairs.people.models import Affiliation, Facet, Person
from entrepairs.rounds.actions import weights
from entrepairs.rounds.tests.weighing import DEFAULTS, answers, learns
from entrepairs.rounds.weight_preview import preview_weights
from entrepairs.suggestions import refresh
from entrepairs.suggestions.models import Weights, WeightsChange
from entrepairs.suggestions.tests.found import names
from entrepairs.tests.posting import As


def sent(**values: Any) -> dict[str, Any]:
    return {**DEFAULTS, "learning": "nothing", "once": uuid4(), **values}


def test_only_who_coordinates_has_these_pages(as_person: As, network: Any, address: str) -> None:
    for name, person in network.people.items():
        for path in (address, address + "learnt/", address + "reset/"):
            assert as_person(person).get(path).status_code == (200 if name == "Claire" else 404)


def test_a_coordinator_chooses_and_the_order_follows(
    as_person: As, claire: Person, amel: Person, network: Any, address: str, someone: Any, tell: Any
) -> None:
    for kind, key in (("experience", "diabetes"), ("need", "walk"), ("offer", "coffee")):
        tell(amel, kind, key)
    someone("Lived it", experience=["diabetes"])
    someone("Brings it", offer=["walk"], need=["coffee"])
    first = names(amel)[0]
    other = {"Lived it": {"shared": 0, "exchange": 5}, "Brings it": {"shared": 5, "exchange": 0}}[
        first
    ]
    assert as_person(claire).post(address, sent(**other)).status_code == 302
    assert names(amel)[0] != first
    with hats.person(claire.pk):
        change = WeightsChange.objects.get()
    assert (change.by_id, change.how, change.values["shared"]) == (
        claire.pk,
        "hand",
        other["shared"],
    )
    text = as_person(claire).get(address).content.decode()
    assert "Claire" in text
    assert as_person(claire).post(address + "reset/", {"once": uuid4()}).status_code == 302
    assert names(amel)[0] == first


@pytest.mark.parametrize("value", ["nan", "inf", "-inf", "1e400", "-3", "99", ""])
def test_what_is_no_number_or_out_of_bounds_is_refused(
    as_person: As, claire: Person, address: str, value: str
) -> None:
    assert as_person(claire).post(address, sent(shared=value)).status_code == 422
    with hats.person(claire.pk):
        assert Weights.objects.count() == 1


def test_something_has_to_count(as_person: As, claire: Person, address: str) -> None:
    nothing = dict.fromkeys(("shared", "exchange", "road", "times", "near"), 0)
    assert as_person(claire).post(address, sent(**nothing)).status_code == 422


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -1.0, 6.0])
def test_the_database_refuses_it_too(network: Any, value: float) -> None:
    with hats.system("test"), pytest.raises((IntegrityError, DataError)), transaction.atomic():
        Weights.objects.create(organisation=network.escale, shared=value)


def crowd(network: Any, someone: Any, number: int) -> list[Person]:
    people = [
        someone(
            f"P{n}",
            experience=["diabetes" if n % 3 else "street"],
            need=["walk"],
            offer=["coffee", "walk"][: 1 + n % 2],
        )
        for n in range(number)
    ]
    with hats.system("test"):
        Affiliation.objects.bulk_create(
            [Affiliation(person=person, organisation=network.escale) for person in people]
        )
    refresh.refresh_index()
    return people


def test_what_would_change_is_told_in_figures_of_eleven_people_or_not_at_all(
    as_person: As, claire: Person, network: Any, address: str, someone: Any
) -> None:
    crowd(network, someone, 10)
    assert preview_weights(network.escale.pk, DEFAULTS, DEFAULTS) is None
    text = as_person(claire).post(address, sent(shared=0, **{"try": "1"})).content.decode()
    assert "Fewer than 11 people" in text
    crowd(network, someone, 14)
    same = preview_weights(network.escale.pk, DEFAULTS, DEFAULTS)
    assert same is not None
    assert (same.people, same.kept, same.first_changes) == (
        20,
        100,
        0,
    )  # 24 would tell how many wishes are not to be seen
    other = preview_weights(network.escale.pk, DEFAULTS, DEFAULTS | {"shared": 0})
    assert other is not None
    assert other.kept is not None
    assert other.kept < 100
    text = as_person(claire).post(address, sent(shared=0, **{"try": "1"})).content.decode()
    assert "There are at least 20 people" in text
    assert "24" not in text.split("<main")[1].split("</section>")[0]
    assert not any(f">P{n}<" in text for n in range(24))
    with hats.person(claire.pk):
        assert Weights.objects.count() == 1  # nothing is saved yet


def test_the_page_shows_who_waited_how_long_but_nothing_of_fewer_than_eleven(
    as_person: As, claire: Person, network: Any, address: str, someone: Any
) -> None:
    learns(network)
    people = crowd(network, someone, 36)
    with hats.system("test"):
        Facet.objects.create(
            person=people[0], kind="experience", concept_id=_concept("deafness"), audience=4
        )
        Wish.objects.update(made_at=timezone.now() - timedelta(days=40))
    answers(network, 60)
    learn_weights()
    text = as_person(claire).get(address + "learnt/").content.decode()
    assert "living with an illness" in text
    assert "disab" not in text  # one person alone
    assert "<svg" in text
    assert "Do better matches bring more yeses?" in text


def _concept(key: str) -> int:
    from entrepairs.vocabulary import queries as vocabulary

    return vocabulary.concept_by_key("experience", key).id


def test_the_pages_make_few_queries(
    as_person: As, claire: Person, address: str, queries: Any
) -> None:
    client = as_person(claire)
    for path in (address, address + "learnt/"):
        client.get(path)
        with queries() as made:
            client.get(path)
        assert len(made) <= 10


def test_a_change_made_twice_is_one(network: Any, claire: Person) -> None:
    once = uuid4()
    from entrepairs.ledger.actions import AlreadyDone

    with hats.person(claire.pk):
        weights.choose_weights(
            organisation=network.escale, values=DEFAULTS, learning="nothing", once=once, by=claire
        )
        with pytest.raises(AlreadyDone):
            weights.choose_weights(
                organisation=network.escale,
                values=DEFAULTS,
                learning="nothing",
                once=once,
                by=claire,
            )
