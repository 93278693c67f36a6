"""A mandate is proposed, and held by its person's own yes, until the term of its body ends."""

import datetime as dt
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entrepairs.core import hats
from entrepairs.ledger.transactions import NotPossible
from entrepairs.mandates import queries
from entrepairs.mandates.actions.bodies import remove_seat
from entrepairs.mandates.actions.mandates import accept_mandate, decline_mandate, end_mandate
from entrepairs.mandates.actions.terms import add_term, change_term
from entrepairs.mandates.clocks import hundredths_passed
from entrepairs.mandates.models import Mandate, Seat
from entrepairs.mandates.tests.making import BEGAN, DAY, ENDS, held, kept_body, proposed
from entrepairs.people.models import Person
from entrepairs.tests.posting import As, once, text
from entrepairs.ui.formats import today

DAYS = st.dates(dt.date(1950, 1, 1), dt.date(2150, 12, 31))


def row(mandate: Mandate) -> Mandate:
    with hats.system("test"):
        return Mandate.objects.get(pk=mandate.pk)


def only_one(person: Person) -> Mandate:
    with hats.person(person.pk):
        return Mandate.objects.get(person=person)


def deputy(seat: Seat) -> Seat:
    with hats.system("test"):
        return Seat.objects.select_related("body__kept_by").get(deputy_of=seat, order=1)


def vacant(seat: Seat) -> dt.date | None:
    with hats.person(None):
        return queries.vacancies_of([seat.body]).get(seat.pk)


def test_claire_fills_a_seat_in_the_middle_of_a_term_and_it_ends_with_the_others(
    network: Any, claire: Person, bruno: Person, amel: Person, as_person: As
) -> None:
    body, term, seat = kept_body(network.escale, claire)
    coordinator, person = as_person(claire), as_person(bruno)
    choose = f"/organisations/{network.escale.key}/seats/{seat.key}/"
    assert "Propose somebody" in text(coordinator.get(body.path))
    chosen = coordinator.post(choose, once(person=bruno.key))["Location"]
    form = once(term=str(term.pk), since=today().isoformat())
    assert coordinator.post(chosen, form).status_code == 302
    assert "no answer yet" in text(coordinator.get(body.path))
    assert vacant(seat) == BEGAN
    assert "no answer yet" not in text(as_person(amel).get(body.path))

    asked = "proposes a mandate to you"
    assert asked in text(person.get("/today/"))
    mandate = only_one(bruno)
    person.post(f"/mandates/{mandate.key}/answer/", once(answer="yes"))
    assert asked not in text(person.get("/today/"))
    assert row(mandate).until == ENDS
    page = text(person.get("/mandates/"))
    assert "120<small>days</small>" in page
    assert "The rule and its source" in page
    assert "Nothing is renewed by itself" in page
    assert vacant(seat) is None
    assert "Bruno" in text(as_person(amel).get(body.path))


def test_a_stranger_sees_that_a_seat_is_held_and_not_by_whom(
    network: Any, claire: Person, bruno: Person, client: Any
) -> None:
    body, term, seat = kept_body(network.escale, claire)
    held(seat, term, bruno, claire)
    page = text(client.get(body.path))
    assert "Held" in page
    assert "Empty since" in page  # its deputy's
    assert "Bruno" not in page


def test_who_pauses_is_not_named(
    network: Any, claire: Person, bruno: Person, as_person: As
) -> None:
    body, term, seat = kept_body(network.escale, claire)
    held(seat, term, bruno, claire)
    assert "Bruno" in text(as_person(claire).get(body.path))
    with hats.system("test"):
        Person.objects.filter(pk=bruno.pk).update(paused_at=dt.datetime.now(dt.UTC))
    page = text(as_person(claire).get(body.path))
    assert "Held" in page
    assert "Bruno" not in page


def test_a_no_is_told_to_nobody(network: Any, claire: Person, bruno: Person, as_person: As) -> None:
    body, term, seat = kept_body(network.escale, claire)
    mandate = proposed(seat, term, bruno, claire)
    coordinator, person = as_person(claire), as_person(bruno)
    before = text(coordinator.get(body.path))
    person.post(f"/mandates/{mandate.key}/answer/", once(answer="no"))
    after = text(coordinator.get(body.path))
    assert before.count("no answer yet") == after.count("no answer yet") == 1
    assert "proposes a mandate to you" not in text(person.get("/mandates/"))
    with hats.person(bruno.pk), pytest.raises(NotPossible):
        accept_mandate(mandate=mandate, once=uuid4(), by=bruno)
    with hats.person(bruno.pk), pytest.raises(NotPossible):
        decline_mandate(mandate=mandate, once=uuid4(), by=bruno)


def test_one_seat_has_one_holder_and_one_person_one_seat_of_a_body(
    network: Any, claire: Person, bruno: Person, amel: Person
) -> None:
    _body, term, seat = kept_body(network.escale, claire)
    held(seat, term, bruno, claire)
    second = proposed(seat, term, amel, claire)
    with hats.person(amel.pk), pytest.raises(NotPossible, match="Somebody else holds this seat"):
        accept_mandate(mandate=second, once=uuid4(), by=amel)
    both = proposed(deputy(seat), term, bruno, claire)
    with hats.person(bruno.pk), pytest.raises(NotPossible, match="another seat of this body"):
        accept_mandate(mandate=both, once=uuid4(), by=bruno)
    with pytest.raises(NotPossible, match="already proposed"):
        proposed(seat, term, amel, claire)


def test_nothing_is_held_over_a_gap_between_two_terms(
    network: Any, claire: Person, bruno: Person
) -> None:
    body, term, seat = kept_body(network.escale, claire)
    mandate = held(seat, term, bruno, claire)
    with hats.person(claire.pk):
        later = add_term(
            body=body, since=ENDS + 30 * DAY, until=ENDS + 900 * DAY, once=uuid4(), by=claire
        )
        with pytest.raises(NotPossible, match="Another term"):
            add_term(body=body, since=ENDS, until=ENDS + DAY, once=uuid4(), by=claire)
    with pytest.raises(NotPossible, match="not in the term"):
        proposed(seat, later, bruno, claire, since=today())
    again = held(seat, later, bruno, claire, since=later.since)
    assert (row(mandate).until, row(again).until) == (ENDS, later.until)
    with hats.person(None):  # between both, the seat is empty: nothing was renewed by itself
        assert queries.vacancies_of([body], ENDS + 5 * DAY)[seat.pk] == ENDS + DAY


def test_no_mandate_outlives_its_term_whatever_is_written(
    network: Any, claire: Person, bruno: Person
) -> None:
    body, term, seat = kept_body(network.escale, claire)
    with hats.person(claire.pk):
        written = Mandate.objects.create(
            body=body,
            seat=seat,
            term=term,
            person=bruno,
            since=today(),
            until=ENDS + 900 * DAY,
            organisation=network.escale,
            proposed_by=claire,
        )
    assert row(written).until == ENDS


def test_a_proposal_ends_with_the_time_in_the_organisation_and_a_mandate_stays(
    network: Any, claire: Person, bruno: Person, amel: Person, as_person: As
) -> None:
    _body, term, seat = kept_body(network.escale, claire)
    kept = held(seat, term, bruno, claire)
    asked = proposed(deputy(seat), term, amel, claire)
    for person in (bruno, amel):
        as_person(person).post(f"/organisations/{network.escale.key}/leave/", once())
    assert row(asked).withdrawn_at is not None
    assert (row(kept).until, row(kept).withdrawn_at) == (ENDS, None)


def test_mandates_end_with_their_term_when_its_last_day_moves(
    network: Any, claire: Person, bruno: Person, eve: Person
) -> None:
    _body, term, seat = kept_body(network.escale, claire)
    mandate = held(seat, term, bruno, claire)
    for until in (ENDS + 90 * DAY, today() + DAY):
        with hats.person(claire.pk):
            change_term(term=term, until=until, once=uuid4(), by=claire)
        assert row(mandate).until == until
    with hats.person(claire.pk), pytest.raises(NotPossible, match="begins after that day"):
        change_term(term=term, until=today() - DAY, once=uuid4(), by=claire)
    with hats.person(eve.pk), pytest.raises(NotPossible):
        change_term(term=term, until=ENDS, once=uuid4(), by=eve)


@pytest.mark.parametrize("by", ["bruno", "claire"])
def test_a_mandate_ends_at_once_by_its_person_or_by_who_proposed_it(
    network: Any, claire: Person, bruno: Person, amel: Person, as_person: As, by: str
) -> None:
    _body, term, seat = kept_body(network.escale, claire)
    mandate = held(seat, term, bruno, claire)
    with hats.person(amel.pk), pytest.raises(NotPossible):
        end_mandate(mandate=mandate, once=uuid4(), by=amel)
    who = {"bruno": bruno, "claire": claire}[by]
    path = f"/mandates/{mandate.key}/end/"
    if by == "claire":
        path = f"/organisations/{network.escale.key}/mandates/{mandate.key}/end/"
    client = as_person(who)
    assert "End this mandate today?" in text(client.get(path))
    assert row(mandate).ended_at is None
    client.post(path, once())
    assert row(mandate).until == today()
    assert vacant(seat) == today()
    told = "A mandate that you held has ended" in text(as_person(bruno).get("/today/"))
    assert told is (by == "claire")
    held(seat, term, amel, claire, since=today() + DAY)


def test_a_seat_that_somebody_held_stays(network: Any, claire: Person, bruno: Person) -> None:
    _body, term, seat = kept_body(network.escale, claire)
    with hats.person(claire.pk), pytest.raises(NotPossible, match="deputies first"):
        remove_seat(seat=seat, once=uuid4(), by=claire)
    with hats.person(claire.pk):
        remove_seat(seat=deputy(seat), once=uuid4(), by=claire)
    proposed(seat, term, bruno, claire)
    with hats.person(claire.pk), pytest.raises(NotPossible, match="it stays"):
        remove_seat(seat=seat, once=uuid4(), by=claire)


@given(DAYS, st.integers(0, 4000), st.integers(-500, 5000))
def test_what_has_passed_of_a_term_goes_from_nothing_to_all(
    since: dt.date, length: int, after: int
) -> None:
    last, on = since + length * DAY, since + after * DAY
    passed = hundredths_passed(since, last, on)
    assert 0 <= passed <= 100
    assert hundredths_passed(since, last, on + DAY) >= passed
    assert (passed == 100) == (on > last)
    assert after > 0 or passed == 0
