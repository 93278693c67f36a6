"""The circle of a delegation: who meets there, by whose yes, and until when."""

import datetime as dt
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.utils import timezone

from entrepairs.conversations.actions import send_message
from entrepairs.conversations.models import Message
from entrepairs.core import hats
from entrepairs.delegations.actions.circles import enter_delegation, leave_delegation
from entrepairs.delegations.models import Draft, DraftVersion
from entrepairs.delegations.tests.making import circle_of, entered, in_circle
from entrepairs.ledger.transactions import NotPossible
from entrepairs.mandates.actions.bodies import BodyFacts, change_body
from entrepairs.mandates.actions.mandates import end_mandate
from entrepairs.mandates.actions.terms import change_term
from entrepairs.mandates.models import Mandate, Seat
from entrepairs.mandates.tests.making import BEGAN, DAY, held, kept_body, proposed
from entrepairs.people.models import Affiliation, Circle, Membership, Person
from entrepairs.sittings.tests.making import delegation
from entrepairs.tests.posting import As, once, text
from entrepairs.ui.formats import today

TOLD = "Your delegation can meet in a circle"


def until(circle: Circle, person: Person) -> dt.datetime | None:
    with hats.system("test"):
        return Membership.objects.current().get(circle=circle, person=person).until


def test_a_holder_and_a_deputy_are_told_the_day_both_are_named_and_each_joins_by_their_own_yes(
    network: Any, claire: Person, bruno: Person, amel: Person, as_person: As
) -> None:
    body, term, seat = kept_body(network.escale, claire)
    held(seat, term, bruno, claire, since=BEGAN)
    door = f"/delegations/of/{body.key}/"
    assert TOLD not in text(as_person(bruno).get("/today/"))
    page = text(as_person(bruno).get(door))
    assert "The circle opens once a full seat" in page
    assert "Join the circle" not in page
    with hats.person(bruno.pk), pytest.raises(NotPossible, match="both held"):
        enter_delegation(body=body, once=uuid4(), by=bruno)

    with hats.system("test"):
        deputy = Seat.objects.select_related("body__kept_by").get(deputy_of=seat)
    held(deputy, term, amel, claire)
    for person in (bruno, amel):
        assert TOLD in text(as_person(person).get("/today/"))
        assert as_person(person).post(door, once()).status_code == 302
        assert TOLD not in text(as_person(person).get("/today/"))
    page = text(as_person(amel).get(door, follow=True))
    for words in ("Members", "Bruno", "You", "No draft yet"):
        assert words in page
    with hats.system("test"):
        circle = Circle.objects.get(kind="delegation")
    assert circle.name == body.name
    assert in_circle(circle) == {"Bruno", "Amel"}
    page = text(as_person(bruno).get("/pairs/"))
    assert "Representing others" in page
    assert circle.path in page


def test_who_coordinates_the_association_may_join_and_nobody_else(
    network: Any,
    claire: Person,
    bruno: Person,
    amel: Person,
    eve: Person,
    client: Any,
    as_person: As,
) -> None:
    circle, mandates = circle_of(claire, network, bruno, [amel])
    body = mandates[0].body
    door = f"/delegations/of/{body.key}/"
    assert as_person(eve).get(door).status_code == 404
    assert as_person(eve).post(door, once()).status_code == 404
    assert "Circle of the delegation" not in text(client.get(body.path))
    assert "Circle of the delegation" in text(as_person(claire).get(body.path))
    for end in ("", "talk/", "journal/", "meetings/", "drafts/begin/"):
        assert as_person(claire).get(f"{circle.path}{end}").status_code == 404
    as_person(claire).post(door, once())
    assert in_circle(circle) == {"Bruno", "Amel", "Claire"}
    for end in ("", "talk/", "journal/", "meetings/", "drafts/begin/"):
        assert as_person(claire).get(f"{circle.path}{end}").status_code == 200
    with hats.system("test"):
        rows = Affiliation.objects.filter(person=claire, organisation=network.escale)
        rows.update(until=dt.datetime.now(dt.UTC))
    assert in_circle(circle) == {"Bruno", "Amel"}


def test_one_leaves_with_the_mandate_and_still_reads_what_was_said(
    network: Any, claire: Person, bruno: Person, amel: Person, as_person: As
) -> None:
    circle, mandates = circle_of(claire, network, bruno, [amel])
    with hats.person(bruno.pk):
        send_message(circle=circle, body="Avant la séance", once=uuid4(), by=bruno)
    with hats.person(amel.pk):
        end_mandate(mandate=mandates[1], once=uuid4(), by=amel)
    assert in_circle(circle) == {"Bruno"}
    with hats.person(bruno.pk):
        send_message(circle=circle, body="Après son départ", once=uuid4(), by=bruno)
    page = text(as_person(amel).get(circle.path, follow=True))
    assert "Avant la séance" in page
    assert "Après son départ" not in page
    assert "You are no longer in this circle" in page
    with hats.person(amel.pk), pytest.raises(NotPossible):
        send_message(circle=circle, body="x", once=uuid4(), by=amel)
    assert as_person(amel).get(f"/delegations/of/{mandates[0].body.key}/").status_code == 404


def test_the_time_there_ends_with_the_term_and_goes_on_with_it(
    network: Any, claire: Person, bruno: Person, amel: Person
) -> None:
    circle, mandates = circle_of(claire, network, bruno, [amel])
    term = mandates[0].term
    for last in (today() + 30 * DAY, today() + 60 * DAY):
        with hats.person(claire.pk):
            change_term(term=term, until=last, once=uuid4(), by=claire)
        ends = until(circle, bruno)
        assert ends is not None
        assert timezone.localdate(ends) == last + DAY
    # Once that day is over, nobody is in it, and no job had to say so.
    with hats.system("test"):
        Membership.objects.filter(circle=circle).update(until=dt.datetime.now(dt.UTC))
    assert in_circle(circle) == set()


def test_who_leaves_by_themselves_stays_out_until_they_come_back(
    network: Any, claire: Person, bruno: Person, amel: Person, as_person: As
) -> None:
    circle, mandates = circle_of(claire, network, bruno, [amel])
    as_person(amel).post(f"{circle.path}leave/", once())
    with hats.person(claire.pk):
        change_term(term=mandates[0].term, until=today() + 90 * DAY, once=uuid4(), by=claire)
    assert in_circle(circle) == {"Bruno"}
    with hats.system("test"):
        assert Mandate.objects.get(pk=mandates[1].pk).ended_at is None
    with hats.person(amel.pk), pytest.raises(NotPossible):
        leave_delegation(circle=circle, once=uuid4(), by=amel)
    entered(mandates[0].body, amel)
    assert in_circle(circle) == {"Bruno", "Amel"}


def test_a_body_that_is_called_otherwise_keeps_its_circle(
    network: Any, claire: Person, bruno: Person, amel: Person
) -> None:
    circle, mandates = circle_of(claire, network, bruno, [amel])
    with hats.person(claire.pk):
        facts = BodyFacts(name="Conseil de surveillance")
        change_body(body=mandates[0].body, facts=facts, once=uuid4(), by=claire)
    with hats.system("test"):
        circle.refresh_from_db()
    assert circle.name == "Conseil de surveillance"
    assert in_circle(circle) == {"Bruno", "Amel"}


def test_nobody_in_it_ends_pauses_or_renames_it(
    network: Any, claire: Person, bruno: Person, amel: Person
) -> None:
    circle, _mandates = circle_of(claire, network, bruno, [amel])
    for change in ({"ended_at": dt.datetime.now(dt.UTC)}, {"about": "x"}):
        with hats.person(bruno.pk), transaction.atomic():
            assert Circle.objects.filter(pk=circle.pk).update(**change) == 0
    with hats.person(bruno.pk):
        assert Circle.objects.filter(pk=circle.pk).exists()


def test_a_deputy_whose_mandate_begins_later_is_told_that_day(
    network: Any, claire: Person, bruno: Person, amel: Person, as_person: As
) -> None:
    body, term, seat = kept_body(network.escale, claire)
    held(seat, term, bruno, claire, since=BEGAN)
    with hats.system("test"):
        deputy = Seat.objects.select_related("body__kept_by").get(deputy_of=seat)
    held(deputy, term, amel, claire, since=today() + 5 * DAY)
    assert TOLD not in text(as_person(amel).get("/today/"))
    with hats.system("test"), connection.cursor() as cursor:
        cursor.execute(
            "select due_at::date from notices_notice where kind = 'delegation' and person_id = %s",
            [amel.pk],
        )
        assert cursor.fetchone() == (today() + 5 * DAY,)
    with hats.person(amel.pk), pytest.raises(NotPossible):
        enter_delegation(body=body, once=uuid4(), by=amel)


def test_what_waits_for_a_yes_opens_nothing(
    network: Any, claire: Person, bruno: Person, amel: Person, as_person: As
) -> None:
    body, term, seat = kept_body(network.escale, claire)
    held(seat, term, bruno, claire, since=BEGAN)
    with hats.system("test"):
        deputy = Seat.objects.select_related("body__kept_by").get(deputy_of=seat)
    proposed(deputy, term, amel, claire)
    assert as_person(amel).get(f"/delegations/of/{body.key}/").status_code == 404
    assert TOLD not in text(as_person(bruno).get("/today/"))


@pytest.mark.parametrize("number", [1, 30])
def test_the_circle_takes_the_same_queries_whatever_is_in_it(
    network: Any,
    claire: Person,
    bruno: Person,
    amel: Person,
    as_person: As,
    queries: Callable[..., Any],
    number: int,
) -> None:
    circle, _mandates = circle_of(claire, network, bruno, [amel])
    with hats.system("test"):
        for count in range(number):
            person = Person.objects.create(name=f"Personne {count}")
            Membership.objects.create(circle=circle, person=person)
            draft = Draft.objects.create(circle=circle, title=f"Projet {count}", begun_by=amel)
            DraftVersion.objects.create(draft=draft, number=1, words="mots", author=person)
    browser = as_person(bruno)
    browser.get(circle.path)
    with queries() as made:
        page = text(browser.get(circle.path))
    assert "Projet 0" in page
    assert len(made) <= 10


def test_two_delegations_see_nothing_of_each_other(
    network: Any, claire: Person, bruno: Person, amel: Person, david: Person, eve: Person
) -> None:
    circle, _mandates = circle_of(claire, network, bruno, [amel])
    with hats.system("test"):
        for person in (david, eve):
            Affiliation.objects.get_or_create(person=person, organisation=network.escale)
    other = delegation(claire, network, david, [eve], name="Conseil territorial de santé")
    theirs = entered(other[0].body, david, eve)
    with hats.person(david.pk):
        send_message(circle=theirs, body="Entre nous", once=uuid4(), by=david)
        assert list(Circle.objects.filter(kind="delegation")) == [theirs]
    with hats.person(bruno.pk):
        assert list(Circle.objects.filter(kind="delegation")) == [circle]
        assert not Message.objects.filter(circle=theirs).exists()
