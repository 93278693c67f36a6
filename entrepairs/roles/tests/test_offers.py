"""A role is offered, and is held by its person's own yes; until then it counts nowhere."""

import datetime as dt
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError

from entrepairs.core import hats
from entrepairs.ledger.transactions import NotPossible
from entrepairs.people.models import Affiliation, Circle, Membership, Person
from entrepairs.roles import queries
from entrepairs.roles.actions import accept_role
from entrepairs.roles.models import HeldRole
from entrepairs.roles.tests.making import A_YEAR, held_role, offered_role, terms_of
from entrepairs.tests.posting import As, once, text
from entrepairs.ui.formats import today

DAY = dt.timedelta(days=1)


def list_of(network: Any) -> str:
    return f"/organisations/{network.escale.key}/roles/"


def rows_of(person: Person) -> list[HeldRole]:
    with hats.person(person.pk):
        return list(queries.roles_of(person.pk))


def accept(offer: HeldRole, person: Person) -> None:
    with hats.person(person.pk):
        accept_role(offer=offer, once=uuid4(), by=person)


def form(**more: str) -> dict[str, str]:
    with hats.system("test"):
        terms = terms_of()
    told = {"role": str(terms.role_id), "statute": str(terms.statute_id), "since": "2026-01-05"}
    return once(**told | more)


def test_bruno_is_offered_a_role_says_yes_and_is_counted(
    network: Any, claire: Person, bruno: Person, as_person: As
) -> None:
    coordinator, page = as_person(claire), list_of(network)
    chosen = coordinator.post(f"{page}offer/", once(person=bruno.key))["Location"]
    assert chosen == f"{page}offer/{bruno.key}/"
    assert coordinator.post(chosen, form(hours="17.5")).status_code == 302
    listed = text(coordinator.get(page))
    assert "no answer yet" in listed
    assert "<dt>People with a role</dt><dd>0</dd>" in listed

    person, (offer,) = as_person(bruno), rows_of(bruno)
    today_page = text(person.get("/today/"))
    assert "Is this your role at GEM L’Escale?" in today_page
    assert "employment · 17.5 hours a week" in text(person.get("/me/"))
    person.post(f"/me/roles/{offer.key}/answer/", once(answer="yes"))
    assert "Is this your role" not in text(person.get("/today/"))
    assert "Peer worker" in text(person.get("/me/"))
    listed = text(coordinator.get(page))
    assert "<dt>People with a role</dt><dd>1</dd>" in listed
    assert "<dt>Full-time equivalents (FTE)</dt><dd>0.5</dd>" in listed
    assert "no answer yet" not in listed


def test_a_no_is_told_to_nobody(network: Any, claire: Person, bruno: Person, as_person: As) -> None:
    offer = offered_role(network.escale, bruno, claire)
    coordinator, person, page = as_person(claire), as_person(bruno), list_of(network)
    profile = f"/organisations/{network.escale.key}/people/{bruno.key}/"
    for answer in ("", "no"):
        if answer:
            person.post(f"/me/roles/{offer.key}/answer/", once(answer=answer))
        assert text(coordinator.get(page)).count("no answer yet") == 1
        assert text(coordinator.get(profile)).count("no answer yet") == 1
        assert "Withdraw the offer" in text(coordinator.get(page))
    assert rows_of(bruno) == []
    assert "Is this your role" not in text(person.get("/me/roles/"))
    person.post(f"/me/roles/{offer.key}/answer/", once(answer="yes"))
    assert rows_of(bruno) == []  # a no stands


def test_only_who_coordinates_offers_and_only_to_its_people(
    network: Any,
    amel: Person,
    bruno: Person,
    claire: Person,
    eve: Person,
    farid: Person,
    as_person: As,
) -> None:
    page = list_of(network)
    for stranger in (bruno, eve):
        assert as_person(stranger).get(page).status_code == 404
        assert as_person(stranger).get(f"{page}table.csv").status_code == 404
        answer = as_person(stranger).post(f"{page}offer/{amel.key}/", form())
        assert answer.status_code == 404
    assert as_person(claire).get(f"{page}offer/{bruno.key}/").status_code == 200
    assert as_person(claire).post(f"{page}offer/{farid.key}/", form()).status_code == 404
    with hats.person(claire.pk), pytest.raises(NotPossible):
        offered_role(network.escale, farid, claire)


def test_somebody_of_one_of_its_groups_is_offered_a_role_and_known_by_their_yes(
    network: Any, claire: Person, as_person: As
) -> None:
    with hats.system("test"):
        other = Circle.objects.create(kind="group", name="Jardin", organisation=network.escale)
        fatou = Person.objects.create(name="Fatou", audience=4)
        Membership.objects.create(circle=other, person=fatou)
    held_role(network.escale, fatou, claire)
    with hats.system("test"):
        Person.objects.filter(pk=fatou.pk).update(audience=0)
    assert "Fatou" in text(as_person(claire).get(list_of(network)))
    with hats.system("test"):
        Membership.objects.filter(circle=other, person=fatou).update(until=dt.datetime.now(dt.UTC))
    assert rows_of(fatou)[0].ended_at
    listed = text(as_person(claire).get(f"{list_of(network)}?all=1"))
    assert "someone who has left" in listed
    assert "Fatou" not in listed


def test_the_same_role_waits_once_and_is_held_once_at_a_time(
    network: Any, claire: Person, bruno: Person, as_person: As
) -> None:
    held_role(network.escale, bruno, claire)
    second = offered_role(network.escale, bruno, claire)
    answer = as_person(claire).post(f"{list_of(network)}offer/{bruno.key}/", form())
    assert "already offered to this person" in text(answer)
    answer = as_person(bruno).post(
        f"/me/roles/{second.key}/answer/", once(answer="yes"), follow=True
    )
    assert "You already hold this role at that time" in text(answer)
    with hats.system("test"), pytest.raises(IntegrityError):
        HeldRole.objects.filter(pk=second.pk).update(accepted_at=dt.datetime.now(dt.UTC))


def test_wrong_dates_are_put_right_by_a_new_yes(
    network: Any, claire: Person, bruno: Person
) -> None:
    wrong = held_role(network.escale, bruno, claire, hours=35)
    offered_role(network.escale, bruno, claire, wrong, since=today() - 30 * DAY, hours=14)
    with hats.person(claire.pk):
        assert queries.add_up(network.escale, today()).full_time == 1  # nothing before the yes
    (offer,) = [role for role in rows_of(bruno) if role.waits]
    accept(offer, bruno)
    with hats.person(claire.pk):
        assert queries.add_up(network.escale, today()).full_time * 35 == 14
        assert queries.add_up(network.escale, today() - 60 * DAY).people == 0


def test_a_change_keeps_what_was_until_the_day_before(
    network: Any, claire: Person, bruno: Person
) -> None:
    was = held_role(network.escale, bruno, claire, share=50)
    later = today() - 30 * DAY
    accept(
        offered_role(network.escale, bruno, claire, was, follows=True, since=later, share=80), bruno
    )
    now, then = rows_of(bruno)
    assert (now.since, now.until, then.since, then.until) == (
        later,
        None,
        today() - A_YEAR,
        later - DAY,
    )


def test_what_is_wrong_is_said_beside_its_field(
    network: Any, claire: Person, bruno: Person, as_person: As
) -> None:
    page, client = f"{list_of(network)}offer/{bruno.key}/", as_person(claire)
    both = text(client.post(page, form(hours="10", share="50")))
    assert "not both" in both
    assert 'value="2026-01-05"' in both
    assert "The last day is before the first day" in text(
        client.post(page, form(until="2025-01-01"))
    )
    assert client.post(page, form(hours="99")).status_code == 422


def test_who_leaves_holds_no_role_there_and_has_no_name_in_the_list(
    network: Any, claire: Person, bruno: Person, as_person: As
) -> None:
    held_role(network.escale, bruno, claire)
    offered_role(network.escale, bruno, claire, role="facilitator", statute="volunteer")
    leaving = f"/organisations/{network.escale.key}/leave/"
    assert "Roles that you hold for the organisation end today" in text(
        as_person(bruno).get(leaving)
    )
    as_person(bruno).post(leaving, once())
    (past,) = rows_of(bruno)
    assert past.is_over
    listed = text(as_person(claire).get(f"{list_of(network)}?all=1"))
    assert "someone who has left" in listed
    assert "Bruno" not in listed.split("<main")[1]
    with hats.system("test"):
        Affiliation.objects.create(person=bruno, organisation=network.escale)
    assert [role.is_over for role in rows_of(bruno)] == [True]  # coming back brings none back
