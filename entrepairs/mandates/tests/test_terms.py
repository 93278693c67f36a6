"""Terms that go on until a new order: where the rule says so, with a source, and never alone."""

import datetime as dt
from typing import Any
from uuid import uuid4

import pytest

from entrepairs.core import hats
from entrepairs.ledger.transactions import NotPossible
from entrepairs.mandates.actions.terms import add_term, change_term, go_on
from entrepairs.mandates.models import Body, Mandate, Term
from entrepairs.mandates.tests.making import BEGAN, DAY, held, kept_body
from entrepairs.people.models import Person
from entrepairs.tests.posting import As, once, text
from entrepairs.ui.formats import today
from entrepairs.vocabulary.queries import concept_by_key

SOURCE = "Courrier de l’agence, 3 novembre"


def board_that_ended(network: Any, claire: Person, bruno: Person) -> tuple[Term, Mandate]:
    """A supervisory board whose term ended yesterday, with Bruno in its seat."""
    body, term, seat = kept_body(network.escale, claire, deputies=0)
    mandate = held(seat, term, bruno, claire, since=BEGAN)
    with hats.system("test"):
        Body.objects.filter(pk=body.pk).update(kind=concept_by_key("body", "cs").id)
    with hats.person(claire.pk):
        change_term(term=term, until=today() - DAY, once=uuid4(), by=claire)
    return fresh(term), mandate


def fresh(term: Term) -> Term:
    with hats.system("test"):
        return Term.objects.select_related("body").get(pk=term.pk)


def last_day(mandate: Mandate) -> dt.date:
    with hats.system("test"):
        return Mandate.objects.get(pk=mandate.pk).until


def test_seats_go_on_until_the_new_order_with_a_source_and_are_told(
    network: Any, claire: Person, bruno: Person, as_person: As, client: Any
) -> None:
    term, mandate = board_that_ended(network, claire, bruno)
    keeper, holder = as_person(claire), as_person(bruno)
    path = f"{term.body.path}terms/{term.pk}/go-on/"
    assert holder.get(f"/mandates/{mandate.key}/").status_code == 404
    assert path in text(keeper.get(term.body.path))
    assert as_person(bruno).post(path, once(source=SOURCE)).status_code == 404
    assert keeper.post(path, once(source="")).status_code == 422
    assert keeper.post(path, once(source=SOURCE)).status_code == 302
    page = text(client.get(term.body.path))
    assert "then until the new order" in page
    assert SOURCE in page
    assert "Empty since" not in page
    assert "You may sit there until the new order" in text(holder.get("/today/"))
    mine = text(holder.get("/mandates/"))
    assert "until the new order, at the latest" in mine
    assert "The holder is asked to sit until the new order." in mine
    assert "until the new order, at the latest" in text(holder.get(f"/mandates/{mandate.key}/"))
    assert "You may sit there until the new order" not in text(holder.get("/today/"))


def test_the_next_term_ends_what_went_on_and_nobody_is_in_it_by_itself(
    network: Any, claire: Person, bruno: Person
) -> None:
    term, mandate = board_that_ended(network, claire, bruno)
    with hats.person(claire.pk):
        go_on(term=term, source=SOURCE, once=uuid4(), by=claire)
        assert last_day(mandate) > today() + 300 * DAY
        begins = today() + 30 * DAY
        days = {"since": begins, "until": begins + 900 * DAY}
        add_term(body=term.body, once=uuid4(), by=claire, **days)
    assert last_day(mandate) == begins - DAY
    with hats.system("test"):
        assert Mandate.objects.count() == 1


def test_a_term_goes_on_no_further_than_the_next_one_and_no_other_kind_does(
    network: Any, claire: Person, bruno: Person
) -> None:
    term, mandate = board_that_ended(network, claire, bruno)
    with hats.person(claire.pk):
        days = {"since": today() + 9 * DAY, "until": today() + 99 * DAY}
        add_term(body=term.body, once=uuid4(), by=claire, **days)
        go_on(term=term, source=SOURCE, once=uuid4(), by=claire)
        assert last_day(mandate) == today() + 8 * DAY
        with pytest.raises(NotPossible, match="next term begins"):
            go_on(term=fresh(term), source=SOURCE, once=uuid4(), by=claire)
        change_term(term=fresh(term), until=today() - 2 * DAY, once=uuid4(), by=claire)
        assert fresh(term).goes_on_since is None
        _body, other, _seat = kept_body(network.escale, claire)
        with pytest.raises(NotPossible, match="No rule that we know"):
            go_on(term=other, source=SOURCE, once=uuid4(), by=claire)


def test_who_ended_their_mandate_does_not_come_back_with_the_term(
    network: Any, claire: Person, bruno: Person, as_person: As
) -> None:
    term, mandate = board_that_ended(network, claire, bruno)
    with hats.person(claire.pk):
        change_term(term=term, until=today() + DAY, once=uuid4(), by=claire)
    as_person(bruno).post(f"/mandates/{mandate.key}/end/", once())
    with hats.person(claire.pk):
        go_on(term=fresh(term), source=SOURCE, once=uuid4(), by=claire)
    assert last_day(mandate) == today()


def test_who_sat_before_is_told_with_the_seat_and_nothing_is_limited(
    network: Any, claire: Person, bruno: Person, amel: Person, as_person: As
) -> None:
    body, term, seat = kept_body(network.escale, claire)
    with hats.person(claire.pk):
        days = {"since": BEGAN - 900 * DAY, "until": BEGAN - DAY}
        former = add_term(body=body, once=uuid4(), by=claire, **days)
    held(seat, term, bruno, claire, since=BEGAN)
    assert "sits in this body since" not in text(as_person(amel).get(body.path))
    with hats.system("test"):
        Mandate.objects.create(
            body=body,
            seat=seat,
            term=former,
            person=bruno,
            since=former.since,
            until=former.until,
            organisation=body.kept_by,
            accepted_at=dt.datetime.now(dt.UTC),
        )
    assert "sits in this body since" in text(as_person(amel).get(body.path))
