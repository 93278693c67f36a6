"""Who does what until when; the sheet of paper, and who has one."""

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone, translation

from entrepairs.core import hats
from entrepairs.ledger.transactions import NotPossible
from entrepairs.people.models import Person
from entrepairs.plans.actions.commitments import accept_commitment, write_commitment
from entrepairs.plans.actions.plans import change_plan
from entrepairs.plans.models import Commitment, Copy, Plan, Section
from entrepairs.plans.tests.making import (
    plan_started,
    shown_to_the_network,
    with_people,
    written,
)
from entrepairs.tests.posting import As
from entrepairs.ui.pdf import make_pdf

TOMORROW = timezone.localdate() + timedelta(days=1)


@pytest.fixture(autouse=True)
def _names_are_seen(eve: Person) -> None:
    shown_to_the_network(eve)


def committed(plan: Plan, by: Person, to: Person, what: str = "Marcher") -> Commitment:
    with hats.person(by.pk):
        return write_commitment(
            plan=plan, person=to, what=what, until=TOMORROW, once=uuid4(), by=by
        )


def passed(commitment: Commitment) -> None:
    with hats.system("test"):
        day = timezone.localdate() - timedelta(days=3)
        Commitment.objects.filter(pk=commitment.pk).update(until=day)


def test_a_commitment_of_another_stands_with_their_own_yes(
    amel: Person, bruno: Person, eve: Person, as_person: As
) -> None:
    plan = plan_started(amel)
    with_people(plan, peer=bruno, relative=eve)
    said = {"what": "Réparer le verrou", "person": bruno.pk, "until": str(TOMORROW)}
    path = f"{plan.path}commitments/"
    assert as_person(amel).post(path, said | {"once": str(uuid4())}).status_code == 302
    with hats.person(amel.pk):
        made = Commitment.objects.select_related("plan__circle").get()
        with pytest.raises(NotPossible):
            accept_commitment(commitment=made, once=uuid4(), by=amel)
    assert "Amel asks you for a commitment" in as_person(bruno).get("/today/").text
    assert "waits for a yes" in as_person(eve).get(path).text
    as_person(bruno).post(f"{path}{made.key}/yes/", {"once": str(uuid4())})
    assert "waits for a yes" not in as_person(eve).get(path).text
    # A member asks nothing of another.
    answer = as_person(eve).post(path, said | {"once": str(uuid4())})
    assert answer.status_code == 422
    assert "Réparer le verrou" in answer.text


def test_late_ones_are_seen_by_all_alike(
    amel: Person, bruno: Person, eve: Person, as_person: As
) -> None:
    plan = plan_started(amel)
    with_people(plan, peer=bruno, relative=eve)
    passed(committed(plan, bruno, bruno))
    lists = []
    for person in (amel, bruno, eve):
        page = as_person(person).get(f"{plan.path}commitments/").text
        assert "3 days late" in page
        lists.append(re.findall(r'<strong dir="auto">(.*?)</strong>', page))
        assert "Commitments whose date has passed" in as_person(person).get(plan.path).text
    assert lists == [["Marcher"]] * 3
    assert "The date of your commitment has passed" in as_person(bruno).get("/today/").text
    assert "date of your commitment" not in as_person(eve).get("/today/").text


def test_who_leaves_has_no_commitment_any_more_and_is_not_named(
    amel: Person, bruno: Person, as_person: As
) -> None:
    plan = plan_started(amel)
    with_people(plan, peer=bruno)
    made, kept = committed(plan, bruno, bruno), committed(plan, bruno, bruno, "Appeler")
    as_person(bruno).post(f"{plan.path}commitments/{kept.key}/done/", {"once": str(uuid4())})
    as_person(bruno).post(f"{plan.path}leave/", {"once": str(uuid4())})
    page = as_person(amel).get(f"{plan.path}commitments/").text
    assert "Appeler" in page
    assert made.what not in page


def test_the_day_to_read_the_plan_again_is_a_duty_of_its_holder(
    amel: Person, bruno: Person, as_person: As
) -> None:
    plan = plan_started(amel)
    with_people(plan, peer=bruno)
    said = {"name": "Mon plan", "review_on": str(TOMORROW), "once": str(uuid4())}
    assert as_person(amel).post(f"{plan.path}settings/", said).status_code == 302
    assert "read your plan again" not in as_person(amel).get("/today/").text
    with hats.system("test"):
        Plan.objects.filter(pk=plan.pk).update(review_on=timezone.localdate())
    assert "It is time to read your plan again" in as_person(amel).get("/today/").text
    assert "read your plan again" not in as_person(bruno).get("/today/").text
    with hats.person(bruno.pk), pytest.raises(NotPossible):
        change_plan(plan=plan, name="x", review_on=None, once=uuid4(), by=bruno)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_sheet_has_the_parts_that_are_ticked_and_is_there_twice(
    amel: Person, bruno: Person, as_person: As, monkeypatch: Any, language: str
) -> None:
    told: dict[str, Any] = {}

    def remembered(template: str, content: dict[str, Any]) -> bytes:
        told.update(content)
        return make_pdf(template, content)

    monkeypatch.setattr("entrepairs.plans.plan_pdf.make_pdf", remembered)
    plan = plan_started(amel)
    with_people(plan, peer=bruno)
    kept = written(plan, "helps", "Marcher")
    written(plan, "signs", "Je dors le jour", Section.Audience.ME)
    client = as_person(amel)
    client.cookies["language"] = language
    with translation.override(language):
        answer = client.get(f"{plan.path}print/", {"section": kept.key, "print": "yes"})
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert [one["words"] for one in told["sections"]] == ["Marcher"]
    assert len(told["copies"]) == 2
    assert len(re.findall(rb"/Type\s*/Page\b", answer.content)) in (0, 2)
    nothing = client.get(f"{plan.path}print/", {"print": "yes"})
    assert nothing.status_code == 422
    assert as_person(bruno).get(f"{plan.path}print/").status_code == 404


def test_who_has_a_copy_is_a_list_of_the_holder(amel: Person, bruno: Person, as_person: As) -> None:
    plan = plan_started(amel)
    with_people(plan, peer=bruno)
    client, path = as_person(amel), f"{plan.path}copies/"
    said = {"words": "Chez Samira", "given_on": "2026-10-14", "once": str(uuid4())}
    assert client.post(path, said).status_code == 302
    assert "Chez Samira" in client.get(plan.path).text
    assert "Chez Samira" not in as_person(bruno).get(plan.path).text
    assert as_person(bruno).get(path).status_code == 404
    with hats.person(amel.pk):
        copy = Copy.objects.get()
    client.post(f"{path}{copy.key}/remove/", {"once": str(uuid4())})
    assert "Chez Samira" not in client.get(path).text
