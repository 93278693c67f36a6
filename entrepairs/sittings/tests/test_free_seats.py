"""A seat that becomes free once the sitting is there is offered again, and taken back when held."""

from typing import Any
from uuid import uuid4

from django.utils import timezone

from entrepairs.core import hats
from entrepairs.mandates.actions.mandates import end_mandate
from entrepairs.mandates.actions.terms import change_term
from entrepairs.mandates.models import Mandate, Seat
from entrepairs.mandates.tests.making import held
from entrepairs.notices.models import Notice
from entrepairs.people.models import Person
from entrepairs.sittings.actions import seats
from entrepairs.sittings.models import SeatOffer, Sitting
from entrepairs.sittings.tests.making import DAY, delegation, sitting_of
from entrepairs.tests.posting import As, once, text
from entrepairs.tests.two_at_once import find_broken
from entrepairs.ui.formats import today

OFFERED = "A seat is offered to you for one sitting"


def end(mandate: Mandate, by: Person) -> None:
    with hats.person(by.pk):
        end_mandate(mandate=mandate, once=uuid4(), by=by)


def open_offers(sitting: Sitting) -> set[int]:
    with hats.system("test"):
        rows = SeatOffer.objects.filter(sitting=sitting, withdrawn_at=None, taken_at=None)
        return set(rows.values_list("person", flat=True))


def test_a_seat_that_its_holder_leaves_is_offered_to_its_deputies_in_their_order(
    network: Any, claire: Person, bruno: Person, amel: Person, david: Person, as_person: As
) -> None:
    mandates = delegation(claire, network, bruno, [amel, david])
    sitting = sitting_of(mandates[0].body, bruno)
    past, near = sitting_of(mandates[0].body, bruno, -3), sitting_of(mandates[0].body, bruno, 20)
    as_person(bruno).post(f"{sitting.path}answer/", once(answer="yes"))
    assert OFFERED not in text(as_person(amel).get("/today/"))
    end(mandates[0], claire)
    assert open_offers(sitting) == open_offers(near) == {amel.pk, david.pk}
    assert open_offers(past) == set()
    assert OFFERED in text(as_person(amel).get("/today/"))
    assert OFFERED not in text(as_person(david).get("/today/"))  # two days later
    with hats.system("test"):
        dues = Notice.objects.filter(kind="seat_offer", about=f"{sitting.key}:seat")
        told = dict(dues.values_list("person", "due_at"))
    assert told[david.pk] - told[amel.pk] == 2 * DAY
    as_person(amel).post(f"{sitting.path}seat/", once(answer="yes"))
    assert "You sit there" in text(as_person(amel).get(sitting.path))
    assert find_broken() == []


def test_the_seat_is_offered_also_across_a_block(
    network: Any, claire: Person, bruno: Person, amel: Person, as_person: As
) -> None:
    mandates = delegation(claire, network, bruno, [amel])
    sitting = sitting_of(mandates[0].body, bruno)
    as_person(amel).post(f"/people/{bruno.key}/block/", once())
    end(mandates[0], bruno)
    assert OFFERED in text(as_person(amel).get("/today/"))
    assert open_offers(sitting) == {amel.pk}


def test_a_term_that_ends_before_the_sitting_leaves_nobody_to_ask(
    network: Any, claire: Person, bruno: Person, amel: Person
) -> None:
    mandates = delegation(claire, network, bruno, [amel])
    sitting = sitting_of(mandates[0].body, bruno, 20)
    with hats.person(bruno.pk):
        seats.stay_away(sitting=sitting, deputy=None, once=uuid4(), by=bruno)
    assert open_offers(sitting) == {amel.pk}
    with hats.person(claire.pk):
        change_term(term=mandates[0].term, until=today() + 9 * DAY, once=uuid4(), by=claire)
    assert open_offers(sitting) == set()


def test_a_seat_that_is_held_again_is_offered_no_more(
    network: Any, claire: Person, bruno: Person, amel: Person, david: Person, as_person: As
) -> None:
    mandates = delegation(claire, network, bruno, [amel])
    sitting = sitting_of(mandates[0].body, bruno)
    end(mandates[0], bruno)
    assert open_offers(sitting) == {amel.pk}
    with hats.system("test"):  # a mandate that ends today leaves the seat to another from tomorrow
        seat = Seat.objects.select_related("body__kept_by").get(pk=mandates[0].seat_id)
    held(seat, mandates[0].term, david, claire, since=today() + DAY)
    assert open_offers(sitting) == set()
    assert OFFERED not in text(as_person(amel).get("/today/"))


def test_a_deputy_who_is_named_since_is_asked_too(
    network: Any, claire: Person, bruno: Person, amel: Person, david: Person
) -> None:
    mandates = delegation(claire, network, bruno)  # its deputy's seat is empty
    sitting = sitting_of(mandates[0].body, bruno)
    with hats.person(bruno.pk):
        assert seats.stay_away(sitting=sitting, deputy=None, once=uuid4(), by=bruno) == 0
    with hats.system("test"):
        seat = Seat.objects.select_related("body__kept_by").get(deputy_of=mandates[0].seat_id)
    held(seat, mandates[0].term, amel, claire)
    assert open_offers(sitting) == {amel.pk}


def test_a_deputy_who_leaves_gives_back_what_they_took_and_the_holder_is_told(
    network: Any, claire: Person, bruno: Person, amel: Person, david: Person, as_person: As
) -> None:
    mandates = delegation(claire, network, bruno, [amel, david])
    sitting = sitting_of(mandates[0].body, bruno)
    with hats.person(bruno.pk):
        seats.stay_away(sitting=sitting, deputy=None, once=uuid4(), by=bruno)
    with hats.person(amel.pk):
        seats.take_seat(sitting=sitting, once=uuid4(), by=amel)
    end(mandates[1], amel)
    with hats.system("test"):
        told = Notice.objects.filter(person=bruno, kind="seat_taken", seen_at=None)
        assert f"{sitting.key}:back" in told.values_list("about", flat=True)
        SeatOffer.objects.filter(sitting=sitting).update(opens_at=timezone.now())
    assert open_offers(sitting) == {david.pk}
    with hats.person(david.pk):
        seats.take_seat(sitting=sitting, once=uuid4(), by=david)
