"""Members of a plan: in by their own yes, out at once, and who comes to know of it."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import Error, connection, transaction
from django.utils import timezone

from entrepairs.conversations.actions import send_message
from entrepairs.conversations.models import Message
from entrepairs.core import hats
from entrepairs.ledger.transactions import NotPossible
from entrepairs.people.models import Affiliation, Circle, Membership, Person
from entrepairs.plans.actions.invitations import invite_to_plan
from entrepairs.plans.actions.members import remove_from_plan
from entrepairs.plans.actions.plans import end_plan
from entrepairs.plans.models import Participant, Plan, PlanInvitation, Section
from entrepairs.plans.tests.making import (
    come_in,
    invited,
    people_in,
    plan_started,
    shown_to_the_network,
    with_people,
    with_service,
    written,
)
from entrepairs.tests.posting import As


@pytest.fixture(autouse=True)
def _names_are_seen(eve: Person, farid: Person) -> None:
    shown_to_the_network(eve, farid)


def test_nobody_but_the_holder_invites_and_each_comes_in_by_their_own_yes(
    amel: Person, bruno: Person, eve: Person, as_person: As
) -> None:
    plan = plan_started(amel)
    invitation = invited(plan, bruno)
    assert people_in(plan) == {"Amel"}
    assert as_person(bruno).get(plan.path).status_code == 404
    assert "Amel invites you to their plan" in as_person(bruno).get("/plans/").content.decode()
    as_person(bruno).post(f"/plans/invitations/{invitation.key}/yes/", {"once": str(uuid4())})
    assert people_in(plan) == {"Amel", "Bruno"}
    with hats.person(bruno.pk), pytest.raises(NotPossible):
        invite_to_plan(plan=plan, person=eve, relation="peer", once=uuid4(), by=bruno)
    with hats.person(bruno.pk), pytest.raises(Error), transaction.atomic():
        PlanInvitation.objects.create(plan=plan, person=eve, relation="peer")
    assert as_person(bruno).get(f"{plan.path}invite/{eve.key}/").status_code == 404


def test_a_no_is_silent_and_looks_like_no_answer(
    amel: Person, bruno: Person, as_person: As
) -> None:
    plan = plan_started(amel)
    invitation = invited(plan, bruno)
    before = as_person(amel).get(f"{plan.path}people/").content.decode()
    as_person(bruno).post(f"/plans/invitations/{invitation.key}/no/", {"once": str(uuid4())})
    assert "invites you" not in as_person(bruno).get("/plans/").content.decode()
    after = as_person(amel).get(f"{plan.path}people/").content.decode()
    assert "Invited, no answer yet" in after
    assert before.count("Bruno") == after.count("Bruno")


def test_a_service_that_is_removed_sees_nothing_any_more_nor_what_it_had_seen(
    amel: Person, bruno: Person, eve: Person, farid: Person, network: Any, as_person: As
) -> None:
    plan = plan_started(amel)
    for person in (eve, farid):
        with_service(plan, person, network.university)
    with_people(plan, peer=bruno)
    written(plan, "helps", "Marcher")
    with hats.person(farid.pk):
        send_message(circle=plan.circle, body="Bonjour Amel", once=uuid4(), by=farid)
    assert "Marcher" in as_person(eve).get(plan.path).content.decode()
    as_person(amel).post(f"{plan.path}people/{eve.key}/remove/", {"once": str(uuid4())})
    assert people_in(plan) == {"Amel", "Bruno"}
    for person in (eve, farid):
        for tab in ("", "talk/", "meetings/", "commitments/", "people/"):
            assert as_person(person).get(f"{plan.path}{tab}").status_code == 404
        with hats.person(person.pk):
            assert not Plan.objects.exists()
            assert not Circle.objects.filter(kind="plan").exists()
            assert not Section.objects.exists()
            assert not Message.objects.filter(circle=plan.circle).exists()
            assert not Participant.objects.exists()
            assert not Person.objects.filter(name__in=["Amel", "Bruno"]).exists()
    assert "Bonjour Amel" in as_person(bruno).get(f"{plan.path}talk/").content.decode()
    assert "Bonjour Amel" in as_person(farid).get("/plans/my-words/").content.decode()
    assert "Bonjour Amel" not in as_person(eve).get("/plans/my-words/").content.decode()


def test_who_leaves_the_organisation_leaves_the_plan_in_which_they_are_for_it(
    amel: Person, farid: Person, network: Any
) -> None:
    plan = plan_started(amel)
    with_service(plan, farid, network.university)
    assert people_in(plan) == {"Amel", "Farid"}
    with hats.person(farid.pk):
        Affiliation.objects.filter(person=farid).update(until=timezone.now())
    assert people_in(plan) == {"Amel"}


def test_a_service_comes_in_only_while_it_is_in_that_organisation(
    amel: Person, bruno: Person, network: Any
) -> None:
    plan = plan_started(amel)
    invitation = invited(plan, bruno, "service", network.university)
    with pytest.raises(NotPossible):
        come_in(invitation)
    assert people_in(plan) == {"Amel"}


def test_members_leave_at_once_and_remove_nobody(
    amel: Person, bruno: Person, eve: Person, as_person: As
) -> None:
    plan = plan_started(amel)
    with_people(plan, peer=bruno, relative=eve)
    with hats.person(bruno.pk):
        hers = Participant.objects.select_related("plan__circle").get(person=eve)
        with pytest.raises(NotPossible):
            remove_from_plan(participant=hers, once=uuid4(), by=bruno)
        with transaction.atomic():
            rows = Membership.objects.filter(circle=plan.circle, person=eve)
            assert rows.update(until=timezone.now()) == 0
    as_person(bruno).post(f"{plan.path}leave/", {"once": str(uuid4())})
    assert people_in(plan) == {"Amel", "Eve"}
    assert as_person(bruno).get(plan.path).status_code == 404


def test_leaving_a_programme_keeps_the_friendship(
    amel: Person, bruno: Person, network: Any, as_person: As
) -> None:
    plan = plan_started(amel)
    with_people(plan, peer=bruno)
    with hats.system("test"):
        Affiliation.objects.filter(person__in=[amel, bruno]).update(until=timezone.now())
    with hats.person(amel.pk):
        end_plan(circle=plan.circle, once=uuid4(), by=amel)
    for person in (amel, bruno):
        page = as_person(person).get(network.pair.path)
        assert page.status_code == 200
        assert "Write to" in page.text


def test_members_of_a_plan_are_told_when_it_ends_and_who_was_removed_is_not(
    amel: Person, bruno: Person, eve: Person, as_person: As
) -> None:
    plan = plan_started(amel)
    shown_to_the_network(bruno, eve)
    with_people(plan, peer=bruno, relative=eve)
    with hats.person(amel.pk):
        hers = Participant.objects.get(plan=plan, person=eve)
        remove_from_plan(participant=hers, once=uuid4(), by=amel)
        end_plan(circle=plan.circle, once=uuid4(), by=amel)
    told = "A plan that you were in has ended"
    today = as_person(bruno).get("/today/").text
    assert told in today
    assert "Plan : Amel" not in today
    assert as_person(bruno).get("/plans/").status_code == 200
    assert told not in as_person(bruno).get("/today/").text
    page = as_person(eve).get("/today/")
    assert page.status_code == 200
    assert told not in page.text


def test_an_old_invitation_waits_no_more(amel: Person, bruno: Person, as_person: As) -> None:
    plan = plan_started(amel)
    invitation = invited(plan, bruno)
    with hats.system("test"), connection.cursor() as cursor:
        cursor.execute(
            "update plans_planinvitation set made_at = %s", [timezone.now() - timedelta(days=31)]
        )
    with pytest.raises(NotPossible):
        come_in(invitation)
    assert "Invited, no answer yet" not in as_person(amel).get(f"{plan.path}people/").text
    come_in(invited(plan, bruno))
    assert people_in(plan) == {"Amel", "Bruno"}
