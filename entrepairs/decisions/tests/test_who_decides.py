"""Who decides by consent: members, each once, by name or without it, and nobody else."""

from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from entrepairs.conftest import Network
from entrepairs.core import hats
from entrepairs.decisions.actions.proposals import close_answers
from entrepairs.decisions.models import Answered, NamelessAnswer
from entrepairs.decisions.tests.making import (
    AFTER_ANSWER,
    answered,
    last_of,
    proposed,
    stand_of,
    wait,
)
from entrepairs.groups.models import Backing
from entrepairs.groups.tests.making import group_of, group_started, visiting
from entrepairs.ledger.transactions import NotPossible
from entrepairs.notices.models import Notice
from entrepairs.people.actions.blocks import block_person
from entrepairs.people.models import Affiliation, Membership, Organisation, Person
from entrepairs.tests.posting import As, once


def test_one_alone_decides_alone(amel: Person) -> None:
    decision = proposed(group_started(amel), amel)
    answered(decision, amel)
    with hats.person(amel.pk):
        close_answers(version=last_of(decision), once=uuid4(), by=amel)
    assert stand_of(decision, amel) == "adopted"


def test_only_members_decide_and_a_visitor_advises_apart(
    amel: Person, david: Person, bruno: Person, as_person: As
) -> None:
    group = group_of(amel, david)
    visiting(group, bruno, days=20)
    decision = proposed(group, amel)
    page = as_person(bruno).get(decision.path).text
    assert "Give your advice" in page
    assert "Answer without my name" not in page
    with pytest.raises(NotPossible, match="Only the members"):
        answered(decision, bruno)
    as_person(bruno).post(f"{decision.path}remarks/?advice=1", once(words="Essayez un mois"))
    page = as_person(david).get(decision.path).text
    assert "Essayez un mois" in page
    assert "(advice)" in page
    assert "0 answers of 2" in page


def test_who_is_of_both_the_sponsor_and_the_manager_advises_and_decides_nothing(
    amel: Person, david: Person, eve: Person, claire: Person, network: Network, as_person: As
) -> None:
    """Claire coordinates both organisations. Eve, of another, has no other way to know her name."""
    group = group_of(amel, david, eve)
    with hats.system("test"):
        other = Organisation.objects.create(name="Gestion", kind=network.escale.kind)
        Affiliation.objects.create(organisation=other, person=claire, coordinator=True)
        for role, one in (("sponsor", network.escale), ("manager", other)):
            Backing.objects.create(
                circle=group.circle, organisation=one, role=role, accepted_at=timezone.now()
            )
    decision = proposed(group, amel)
    page = as_person(claire).get(decision.path).text
    assert "Give your advice" in page
    assert "Answer without my name" not in page
    with pytest.raises(NotPossible):
        answered(decision, claire)
    as_person(claire).post(f"{decision.path}remarks/?advice=1", once(words="Essayez un mois"))
    for member in (claire, amel, david, eve):
        page = as_person(member).get(decision.path).text
        assert "Essayez un mois" in page, member
        assert "Claire" in page, member
        assert "Without a name" not in page, member


@pytest.mark.parametrize("tab", ["decisions/", "decisions/new/", ""])
def test_it_does_not_exist_for_others(
    amel: Person, david: Person, eve: Person, as_person: As, tab: str
) -> None:
    group = group_of(amel, david)
    decision = proposed(group, amel)
    path = f"{group.path}{tab}" if tab else decision.path
    assert as_person(david).get(path).status_code == 200
    assert as_person(eve).get(path).status_code == 404
    as_person(david).post(f"{group.path}leave/", once())
    assert as_person(david).get(path).status_code == 404


def test_an_answer_stays_when_its_person_leaves(amel: Person, david: Person, eve: Person) -> None:
    group = group_of(amel, david, eve)
    decision = proposed(group, amel)
    answered(decision, david, "objection", named=True)
    answered(decision, eve)
    with hats.system("test"):
        Membership.objects.filter(circle=group.circle).exclude(person=amel).update(
            until=timezone.now()
        )
    wait(decision)
    assert stand_of(decision, amel) == "objection"


def test_only_the_silent_are_reminded(amel: Person, david: Person, eve: Person) -> None:
    decision = proposed(group_of(amel, david, eve), amel)
    answered(decision, david)
    wait(decision, days=1)  # what changes elsewhere closes nothing that still waits
    with hats.system("test"):
        rows = Notice.objects.filter(kind="answer_soon", seen_at=None)
        assert set(rows.values_list("person__name", flat=True)) == {amel.name, eve.name}
        assert {row.due_at < last_of(decision).closes_at for row in rows} == {True}
        assert Notice.objects.filter(kind="decided", seen_at=None).count() == 3
        assert Notice.objects.filter(kind="proposal", seen_at=None).count() == 1


def test_a_block_keeps_nobody_from_deciding(amel: Person, david: Person, as_person: As) -> None:
    group = group_of(amel, david)
    with hats.person(david.pk):
        block_person(person=amel, once=uuid4(), by=david)
    decision = proposed(group, amel)
    assert "Your group asks for your answer" in as_person(david).get("/today/").text
    answered(decision, david)
    with hats.system("test"):
        assert Notice.objects.filter(kind="proposal", person=david).exists()


def test_in_a_group_of_400_each_is_asked_and_words_are_paged(
    amel: Person, david: Person, as_person: As, queries: Any
) -> None:
    group = group_of(amel, david)
    with hats.system("test"):
        people = Person.objects.bulk_create(Person(name=f"Membre {n}") for n in range(398))
        Membership.objects.bulk_create(
            Membership(circle=group.circle, person=person) for person in people
        )
    decision = proposed(group, amel)
    with hats.system("test"):
        version = last_of(decision)
        Answered.objects.bulk_create(Answered(version=version, person=one) for one in people)
        NamelessAnswer.objects.bulk_create(
            NamelessAnswer(id=n, version=version, choice="fine", words=f"Oui {n}")
            for n in range(398)
        )
    answered(decision, david, "objection")
    assert "399 answers of 400" in as_person(amel).get(decision.path).text
    wait(decision)
    client = as_person(amel)
    with queries() as made:
        page = client.get(decision.path).text
    assert len(made) <= 10 + AFTER_ANSWER
    assert "<dd>398</dd>" in page
    assert page.count("Without a name") == 31
