"""A plan is its holder's: what each sees of it, and who comes in and out."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import Error, transaction
from django.test import Client
from django.utils import timezone

from entrepairs.conversations.actions import send_message
from entrepairs.core import hats
from entrepairs.ledger.models import Look
from entrepairs.ledger.transactions import NotPossible
from entrepairs.people.models import Circle, Facet, Membership, Person
from entrepairs.plans.actions.members import leave_plan
from entrepairs.plans.actions.plans import end_plan
from entrepairs.plans.models import Plan, Section, Version
from entrepairs.plans.tests.making import (
    many_plans,
    people_in,
    plan_started,
    section_of,
    shown_to_the_network,
    with_people,
    words_seen_by,
    written,
)
from entrepairs.tests.posting import As
from entrepairs.vocabulary.models import Concept

ME, CHOSEN, ALL = Section.Audience.ME, Section.Audience.CHOSEN, Section.Audience.ALL


@pytest.fixture(autouse=True)
def _names_are_seen(eve: Person, farid: Person) -> None:
    shown_to_the_network(eve, farid)


def test_a_person_starts_a_plan_from_a_template_and_nobody_else_sees_it(
    amel: Person, bruno: Person, claire: Person, as_person: As, client: Client
) -> None:
    said = {"template": "prevention", "name": "Plan : Amel", "once": str(uuid4())}
    answer = as_person(amel).post("/plans/start/", said)
    assert answer.status_code == 302
    page = as_person(amel).get(answer["Location"]).content.decode()
    assert "What tells me I am less well" in page
    assert "They are not orders" in page
    for other in (bruno, claire):
        assert as_person(other).get(answer["Location"]).status_code == 404
        with hats.person(other.pk):
            assert not Plan.objects.exists()
            assert not Circle.objects.filter(kind="plan").exists()
    again = as_person(amel).post("/plans/start/", said)
    assert again["Location"] == answer["Location"]


def test_each_part_is_seen_by_its_audience_and_by_no_other_member(
    amel: Person, bruno: Person, eve: Person, as_person: As
) -> None:
    plan = plan_started(amel)
    with_people(plan, peer=bruno, relative=eve)
    written(plan, "helps", "Marcher", ALL)
    written(plan, "signs", "Je dors le jour", CHOSEN, [bruno])
    written(plan, "treatments", "Mon brouillon", ME)
    assert words_seen_by(plan, bruno) == {"Marcher", "Je dors le jour"}
    assert words_seen_by(plan, eve) == {"Marcher"}
    assert words_seen_by(plan, amel) == {"Marcher", "Je dors le jour", "Mon brouillon"}
    page = as_person(eve).get(plan.path).content.decode()
    assert "Marcher" in page
    assert "less well" not in page
    written(plan, "signs", "Je dors le jour", ME)
    assert words_seen_by(plan, bruno) == {"Marcher"}


def test_every_version_is_kept_for_the_holder_alone(
    amel: Person, bruno: Person, as_person: As
) -> None:
    plan = plan_started(amel)
    with_people(plan, peer=bruno)
    section = written(plan, "helps", "Marcher")
    written(plan, "helps", "Le thé")
    path = f"{plan.path}parts/{section.key}/before/"
    page = as_person(amel).get(path).content.decode()
    assert "Marcher" in page
    assert "Le thé" in page
    assert as_person(bruno).get(path).status_code == 404
    with hats.person(bruno.pk):
        assert not Version.objects.exists()


def test_a_part_comes_back_filled_when_no_member_was_chosen(
    amel: Person, bruno: Person, as_person: As
) -> None:
    plan = plan_started(amel)
    with_people(plan, peer=bruno)
    section = section_of(plan, "helps")
    said = {"words": "Marcher, même sans parler", "audience": "1", "once": str(uuid4())}
    answer = as_person(amel).post(f"{plan.path}parts/{section.key}/", said)
    assert answer.status_code == 422
    assert "Marcher, même sans parler" in answer.content.decode()
    assert "Choose at least one member" in answer.content.decode()
    said |= {"readers": str(bruno.pk)}
    assert as_person(amel).post(f"{plan.path}parts/{section.key}/", said).status_code == 302
    assert words_seen_by(plan, bruno) == {"Marcher, même sans parler"}


def test_a_plan_ends_with_its_holder_who_alone_still_reads_it(
    amel: Person, bruno: Person, as_person: As
) -> None:
    plan = plan_started(amel)
    with_people(plan, peer=bruno)
    written(plan, "helps", "Marcher")
    with hats.person(bruno.pk):
        send_message(circle=plan.circle, body="Bonjour Amel", once=uuid4(), by=bruno)
    with hats.person(bruno.pk), pytest.raises(NotPossible):
        end_plan(circle=plan.circle, once=uuid4(), by=bruno)
    with hats.person(amel.pk), pytest.raises(NotPossible):
        leave_plan(circle=plan.circle, once=uuid4(), by=amel)
    assert as_person(amel).get(f"{plan.path}end/").status_code == 200
    as_person(amel).post(f"{plan.path}end/", {"once": str(uuid4())})
    assert people_in(plan) == set()
    page = as_person(amel).get(plan.path).content.decode()
    assert "Marcher" in page
    assert "This plan has ended" in page
    assert "Bonjour Amel" in as_person(amel).get(f"{plan.path}talk/").text
    assert as_person(bruno).get(plan.path).status_code == 404
    assert words_seen_by(plan, bruno) == set()


def test_a_plan_ends_when_its_holder_is_out_by_whatever_way(amel: Person, bruno: Person) -> None:
    plan, other = plan_started(amel), plan_started(amel, "Deux")
    for one in (plan, other):
        with_people(one, peer=bruno)
    with hats.person(amel.pk):
        mine = Membership.objects.filter(circle=plan.circle, person=amel, until=None)
        assert mine.update(until=timezone.now()) == 1
    assert people_in(plan) == set()
    with hats.system("test"):
        Plan.objects.get(pk=other.pk).delete()
    assert people_in(other) == set()
    with hats.system("test"):
        assert not Circle.objects.filter(kind="plan", ended_at=None).exists()


def test_coordinators_do_not_see_that_a_plan_exists(
    amel: Person, bruno: Person, claire: Person, network: Any, as_person: As
) -> None:
    plan = plan_started(amel)
    with_people(plan, peer=bruno)
    client = as_person(claire)
    page = client.get(f"/organisations/{network.escale.key}/people/")
    assert page.status_code == 200
    assert "Plan : Amel" not in page.content.decode()
    assert client.get(plan.path).status_code == 404
    with hats.person(claire.pk):
        assert not Circle.objects.filter(kind="plan").exists()
        assert not Membership.objects.filter(circle=plan.circle).exists()
    with hats.system("test"), pytest.raises(Error), transaction.atomic():
        Circle.objects.filter(pk=plan.circle.pk).update(organisation=network.escale)


def test_a_plan_opens_what_was_written_for_its_members_and_no_answer_of_anybody(
    amel: Person, eve: Person
) -> None:
    plan = plan_started(amel)
    with_people(plan, relative=eve)
    with hats.system("test"):
        concept = Concept.objects.filter(scheme="experience")[0]
        Facet.objects.create(person=amel, kind="experience", concept=concept, audience=2)
    with hats.person(eve.pk):
        assert Person.objects.filter(pk=amel.pk).exists()
        assert not Facet.objects.filter(person=amel).exists()


def test_the_holder_sees_who_viewed_the_plan(amel: Person, bruno: Person, as_person: As) -> None:
    plan = plan_started(amel)
    with_people(plan, peer=bruno)
    assert "has not viewed the plan yet" in as_person(amel).get(f"{plan.path}people/").text
    as_person(bruno).get(plan.path)
    with hats.person(amel.pk):
        [look] = Look.objects.filter(owner=amel.pk)
        assert look.what == f"plan:{plan.circle.key}"
    page = as_person(amel).get(f"{plan.path}people/").text
    assert "has not viewed the plan yet" not in page
    assert "Bruno" in as_person(amel).get("/me/views/").text
    assert "your plan" in as_person(amel).get("/me/views/").text
    assert "Nobody viewed it this week" in as_person(amel).get("/today/").text


@pytest.mark.parametrize("number", [1, 30])
def test_the_people_i_meet_and_my_plans_ask_few_questions(
    bruno: Person, as_person: As, queries: Any, number: int
) -> None:
    many_plans(bruno, number)
    client = as_person(bruno)
    for path in ("/plans/", "/plans/my-people/"):
        client.get(path)
        with queries() as asked:
            page = client.get(path)
        assert "Personne 0" in page.text or "Plan 0" in page.text
        assert len(asked) <= 10


def test_the_people_i_meet_are_those_who_invited_me(
    amel: Person, bruno: Person, eve: Person, farid: Person, as_person: As
) -> None:
    shown_to_the_network(bruno)
    with_people(plan_started(eve, "Plan : Eve"), peer=bruno)
    plan_started(farid, "Plan : Farid")
    page = as_person(bruno).get("/plans/my-people/").text
    assert "Amel" in page
    assert "Eve" in page
    assert "Farid" not in page


def test_a_peer_who_also_has_a_plan_is_there_once_with_both_ways(
    amel: Person, bruno: Person, network: Any, as_person: As
) -> None:
    plan = plan_started(amel)
    with_people(plan, peer=bruno)
    page = as_person(bruno).get("/plans/my-people/").text
    assert page.count("<bdi>Amel</bdi>") == 1
    assert f'href="{network.pair.path}"' in page
    assert f'href="{plan.path}"' in page
