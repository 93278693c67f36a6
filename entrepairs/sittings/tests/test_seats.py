"""Who sits: a holder who cannot come, deputies asked in their order, the first yes, once."""

from collections.abc import Iterator
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from entrepairs.conftest import Network, six_people
from entrepairs.core import hats
from entrepairs.ledger.transactions import NotPossible
from entrepairs.mandates.models import Body, Mandate
from entrepairs.notices.models import Notice
from entrepairs.people.models import Person
from entrepairs.sittings.actions import seats
from entrepairs.sittings.models import DeclinedOffer, SeatOffer, Sitting
from entrepairs.sittings.tests.making import DAY, delegation, sitting_of
from entrepairs.tests.committed import own_database
from entrepairs.tests.interleaving import COMMIT, Actor, run_two
from entrepairs.tests.posting import As, once, text
from entrepairs.tests.two_at_once import find_broken
from entrepairs.vocabulary.queries import concept_by_key


def act(action: Any, sitting: Sitting, by: Person, **more: Any) -> Any:
    with hats.person(by.pk):
        return action(sitting=sitting, once=uuid4(), by=by, **more)


def open_now(sitting: Sitting) -> None:
    """Time has passed: every deputy has been asked."""
    with hats.system("test"):
        SeatOffer.objects.filter(sitting=sitting).update(opens_at=timezone.now())


def told(person: Person, kind: str) -> list[str]:
    with hats.system("test"):
        rows = Notice.objects.filter(person=person, kind=kind, seen_at=None)
        return [row.about.split(":")[1] for row in rows.order_by("pk")]


def test_a_seat_goes_to_the_deputy_who_says_yes_and_both_are_told(
    network: Any, claire: Person, bruno: Person, amel: Person, as_person: As
) -> None:
    mandates = delegation(claire, network, bruno, [amel])
    sitting = sitting_of(mandates[0].body, bruno)
    holder, deputy = as_person(bruno), as_person(amel)
    assert "Do you come to this sitting?" in text(holder.get("/today/"))
    holder.post(f"{sitting.path}answer/", once(answer="no"))
    assert told(amel, "seat_offer") == ["seat"]
    assert "A seat is offered to you for one sitting" in text(deputy.get("/today/"))
    deputy.post(f"{sitting.path}seat/", once(answer="yes"))
    assert "You sit there, in the place of the holder." in text(deputy.get(sitting.path))
    assert "Amel</bdi> sits" in text(holder.get(sitting.path)) or "Amel sits" in text(
        holder.get(sitting.path)
    )
    assert told(bruno, "seat_taken") == []  # read on the page
    with hats.system("test"):
        kinds = Notice.objects.filter(kind="seat_taken").values_list("person", flat=True)
        assert set(kinds) == {bruno.pk, amel.pk}
    with pytest.raises(NotPossible, match="A deputy has taken your seat"):
        act(seats.come_to_sitting, sitting, bruno)
    with pytest.raises(NotPossible, match="is taken"):
        act(seats.take_seat, sitting, amel)


def test_deputies_are_asked_in_their_order_whatever_the_first_says(
    network: Any, claire: Person, bruno: Person, amel: Person, david: Person, as_person: As
) -> None:
    mandates = delegation(claire, network, bruno, [amel, david])
    sitting = sitting_of(mandates[0].body, bruno)
    assert act(seats.stay_away, sitting, bruno, deputy=None) == 2
    with hats.system("test"):
        times = {o.person_id: o.opens_at for o in SeatOffer.objects.filter(sitting=sitting)}
    assert times[david.pk] - times[amel.pk] == 2 * DAY
    with pytest.raises(NotPossible):
        act(seats.take_seat, sitting, david)
    before = text(as_person(david).get(sitting.path))
    act(seats.decline_seat, sitting, amel)
    after = text(as_person(david).get(sitting.path))
    asked = "Do you sit there?"
    assert asked not in before
    assert asked not in after
    assert after.count("offered to") == before.count("offered to") == 1
    with hats.person(bruno.pk):
        assert DeclinedOffer.objects.count() == 0
    open_now(sitting)
    act(seats.take_seat, sitting, david)


def test_all_deputies_are_asked_before_a_sitting_that_is_near(
    network: Any, claire: Person, bruno: Person, amel: Person, david: Person
) -> None:
    mandates = delegation(claire, network, bruno, [amel, david])
    sitting = sitting_of(mandates[0].body, bruno, days=0.5)
    act(seats.stay_away, sitting, bruno, deputy=None)
    with hats.system("test"):
        times = list(SeatOffer.objects.filter(sitting=sitting).values_list("opens_at", flat=True))
    assert len(times) == 2
    assert max(times) < sitting.starts_at


def test_who_comes_after_all_takes_back_what_was_offered(
    network: Any, claire: Person, bruno: Person, amel: Person
) -> None:
    mandates = delegation(claire, network, bruno, [amel])
    sitting = sitting_of(mandates[0].body, bruno)
    act(seats.stay_away, sitting, bruno, deputy=None)
    act(seats.come_to_sitting, sitting, bruno)
    assert told(amel, "seat_offer") == []
    with pytest.raises(NotPossible):
        act(seats.take_seat, sitting, amel)
    act(seats.stay_away, sitting, bruno, deputy=None)
    assert told(amel, "seat_offer") == ["seat"]


def test_a_seat_given_back_is_offered_to_the_others_again(
    network: Any, claire: Person, bruno: Person, amel: Person, david: Person
) -> None:
    mandates = delegation(claire, network, bruno, [amel, david])
    sitting = sitting_of(mandates[0].body, bruno)
    act(seats.stay_away, sitting, bruno, deputy=None)
    open_now(sitting)
    act(seats.take_seat, sitting, amel)
    with pytest.raises(NotPossible):
        act(seats.take_seat, sitting, david)
    with pytest.raises(NotPossible):
        act(seats.give_back_seat, sitting, david)
    act(seats.give_back_seat, sitting, amel)
    assert told(bruno, "seat_taken") == ["taken", "back"]
    assert told(david, "seat_offer") == ["seat"]
    act(seats.take_seat, sitting, david)


def test_where_the_holder_chooses_only_the_chosen_deputy_is_asked(
    network: Any, claire: Person, bruno: Person, amel: Person, david: Person, as_person: As
) -> None:
    mandates = delegation(claire, network, bruno, [amel, david])
    body = mandates[0].body
    with hats.system("test"):
        Body.objects.filter(pk=body.pk).update(kind=concept_by_key("body", "cdaph").id)
        body.refresh_from_db()
    sitting = sitting_of(body, bruno)
    with pytest.raises(NotPossible, match="you choose"):
        act(seats.stay_away, sitting, bruno, deputy=None)
    client = as_person(bruno)
    to = client.post(f"{sitting.path}answer/", once(answer="no"))["Location"]
    assert to == f"{sitting.path}deputy/"
    client.post(to, once(deputy=mandates[2].key))
    assert (told(amel, "seat_offer"), told(david, "seat_offer")) == ([], ["seat"])


def test_a_seat_that_nobody_holds_is_offered_with_the_sitting(
    network: Any, claire: Person, bruno: Person, amel: Person
) -> None:
    mandates = delegation(claire, network, bruno, [amel])
    with hats.system("test"):
        Mandate.objects.filter(pk=mandates[0].pk).update(
            ended_at=timezone.now(), until=timezone.localdate() - DAY
        )
    sitting = sitting_of(mandates[0].body, amel)
    act(seats.take_seat, sitting, amel)
    with hats.person(bruno.pk):
        assert not Sitting.objects.exists()


@pytest.fixture(scope="module")
def network_of_all(django_db_setup: None, django_db_blocker: Any) -> Iterator[Network]:
    with django_db_blocker.unblock(), own_database():
        yield six_people()


def a_free_seat(network: Network) -> tuple[Sitting, list[Person]]:
    """Offered to two deputies of a holder who cannot come."""
    people = network.people
    with hats.system("test"):
        three = [Person.objects.create(name=name) for name in ("H", "one", "other")]
        for person in three:
            network.escale.affiliations.create(person=person)
    mandates = delegation(people["Claire"], network, three[0], three[1:])
    sitting = sitting_of(mandates[0].body, three[0])
    act(seats.stay_away, sitting, three[0], deputy=None)
    open_now(sitting)
    return sitting, three


PAIRS = {
    "two deputies say yes": ((1, seats.take_seat), (2, seats.take_seat)),
    "one says yes, the holder comes": ((1, seats.take_seat), (0, seats.come_to_sitting)),
}


@pytest.mark.parametrize("pair", PAIRS)
@pytest.mark.parametrize("turned", [False, True])
def test_two_at_once_and_one_sits(network_of_all: Network, pair: str, turned: bool) -> None:
    for stop in (COMMIT, *range(30)):
        sitting, people = a_free_seat(network_of_all)
        actors = [
            Actor(
                people[who].pk,
                partial(action, sitting=sitting, once=uuid4(), by=people[who].pk),
            )
            for who, action in PAIRS[pair]
        ]
        first, second = reversed(actors) if turned else actors
        first.stop = stop
        stopped = run_two(first, second)
        done = [one for one in actors if not isinstance(one.outcome, BaseException)]
        assert len(done) == 1, (stop, [one.outcome for one in actors])
        assert find_broken() == []
        with hats.system("test"):
            taken = SeatOffer.objects.filter(sitting=sitting, taken_at__isnull=False)
            assert taken.filter(withdrawn_at=None).count() <= 1
            if pair == "two deputies say yes":
                assert taken.get().person_id == done[0].person
        if not stopped:
            break
