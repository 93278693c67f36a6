"""Never in a circle with the service that treats somebody who said so: kept by the database, and
told to nobody by what comes of it."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import Error, transaction
from django.test import Client

from entrepairs.core import hats
from entrepairs.ledger.transactions import NotPossible
from entrepairs.notices.models import Notice
from entrepairs.people.models import Affiliation, Circle, Membership, Organisation, Person
from entrepairs.plans.actions.members import leave_plan
from entrepairs.plans.actions.stays_out import keep_apart
from entrepairs.plans.models import KeptApart, Plan, StaysOut
from entrepairs.plans.tests.making import (
    come_in,
    invited,
    people_in,
    plan_started,
    shown_to_the_network,
    with_people,
    with_service,
)
from entrepairs.tests.posting import As


@pytest.fixture(autouse=True)
def _names_are_seen(eve: Person, farid: Person) -> None:
    shown_to_the_network(eve, farid)


def apart(person: Person, organisation: Organisation) -> None:
    with hats.person(person.pk):
        keep_apart(organisation=organisation, once=uuid4(), by=person)


def invited_page(client: Client, plan: Plan, name: str) -> str:
    """What the page of members tells of one who is invited."""
    page = client.get(f"{plan.path}people/").text
    return page.split('id="invited"')[1].split("</section>")[0].replace(name, "Someone")


def test_the_invitation_of_a_service_does_not_arrive_where_a_peer_is_kept_apart_from_it(
    amel: Person, bruno: Person, eve: Person, david: Person, network: Any, as_person: As
) -> None:
    apart(bruno, network.university)
    one, other = plan_started(amel), plan_started(amel, "Deux")
    with_people(one, peer=bruno)
    with_people(other, peer=david)
    with hats.system("test"):
        Affiliation.objects.get_or_create(person=eve, organisation=network.university, until=None)
    first, second = (invited(plan, eve, "service", network.university) for plan in (one, other))
    page = as_person(eve).get("/plans/").text
    assert second.key in page
    assert first.key not in page
    with pytest.raises(NotPossible):
        come_in(first)
    with hats.system("test"):
        told = Notice.objects.filter(person=eve, kind="plan_door").values_list("about", flat=True)
        assert list(told) == [f"{other.circle.key}:{second.key}"]
    # To who invited, one is like the other.
    shown = [invited_page(as_person(amel), plan, "Eve") for plan in (one, other)]
    assert "30 days" in shown[0]
    keys = (one.circle.key, other.circle.key, first.key, second.key)
    plain = shown
    for key in keys:
        plain = [text.replace(key, "") for text in plain]
    assert without_tokens(plain[0]) == without_tokens(plain[1])
    assert people_in(one) == {"Amel", "Bruno"}


def without_tokens(text: str) -> list[str]:
    return [line for line in text.splitlines() if 'type="hidden"' not in line]


def test_the_invitation_of_a_peer_does_not_arrive_where_that_service_is(
    amel: Person, bruno: Person, farid: Person, network: Any, as_person: As
) -> None:
    plan = plan_started(amel)
    with_service(plan, farid, network.university)
    apart(bruno, network.university)
    invitation = invited(plan, bruno)
    assert "invites you" not in as_person(bruno).get("/plans/").text
    with pytest.raises(NotPossible):
        come_in(invitation)
    assert "Invited, no answer yet" in as_person(amel).get(f"{plan.path}people/").text
    # Whatever hat writes it, the database refuses; and it says no more than usual.
    with hats.system("test"), pytest.raises(Error), transaction.atomic():
        Membership.objects.create(circle=plan.circle, person=bruno)
    with hats.system("test"):
        team = Circle.objects.create(kind="team", name="Équipe", organisation=network.university)
        with pytest.raises(Error), transaction.atomic():
            Membership.objects.create(circle=team, person=bruno)
        Membership.objects.create(circle=team, person=amel)


def test_the_setting_is_its_persons_and_can_be_taken_back(
    amel: Person, bruno: Person, farid: Person, network: Any, as_person: As
) -> None:
    client = as_person(bruno)
    said = {"organisation": "Université de Rennes", "once": str(uuid4())}
    assert client.post("/plans/not-with/", said).status_code == 302
    assert "Université de Rennes" in client.get("/plans/not-with/").text
    wrong = client.post("/plans/not-with/", {"organisation": "Nulle part", "once": str(uuid4())})
    assert wrong.status_code == 422
    assert "Nulle part" in wrong.text
    for other in (amel, farid):
        assert "Université de Rennes" not in as_person(other).get("/plans/not-with/").text
    plan = plan_started(amel)
    with_service(plan, farid, network.university)
    invitation = invited(plan, bruno)
    with hats.person(bruno.pk):
        mine = KeptApart.objects.get()
    assert as_person(amel).post(f"/plans/not-with/{mine.pk}/end/").status_code == 404
    client.post(f"/plans/not-with/{mine.pk}/end/", {"once": str(uuid4())})
    come_in(invitation)
    assert people_in(plan) == {"Amel", "Bruno", "Farid"}


def test_not_this_circle_is_dated_and_no_invitation_to_it_arrives_until_taken_back(
    amel: Person, bruno: Person, as_person: As
) -> None:
    plan = plan_started(amel)
    with_people(plan, peer=bruno)
    with hats.person(bruno.pk):
        leave_plan(circle=plan.circle, stay_out=True, once=uuid4(), by=bruno)
    invitation = invited(plan, bruno)
    client = as_person(bruno)
    assert "invites you" not in client.get("/plans/").text
    with pytest.raises(NotPossible):
        come_in(invitation)
    assert "a plan that you no longer see" in client.get("/plans/not-with/").text
    with hats.person(amel.pk):
        assert not StaysOut.objects.exists()
    with hats.person(bruno.pk):
        mine = StaysOut.objects.get()
    client.post(f"/plans/not-in/{mine.pk}/end/", {"once": str(uuid4())})
    assert "invites you" in client.get("/plans/").text
    client.post(f"/plans/invitations/{invitation.key}/never/", {"once": str(uuid4())})
    assert "invites you" not in client.get("/plans/").text
    assert "Invited, no answer yet" in as_person(amel).get(f"{plan.path}people/").text


def test_who_holds_a_plan_is_told_of_their_own_setting(
    amel: Person, farid: Person, network: Any, as_person: As
) -> None:
    plan = plan_started(amel)
    apart(amel, network.university)
    said = {
        "relation": "service",
        "organisation": "Université de Rennes",
        "words": "Venez",
        "once": str(uuid4()),
    }
    answer = as_person(amel).post(f"{plan.path}invite/{farid.key}/", said)
    assert answer.status_code == 422
    assert "You chose not to be in a circle with this organisation" in answer.text
    assert "Venez" in answer.text
