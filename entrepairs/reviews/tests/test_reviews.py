"""The review of a year: the person, their peers and the team, side by side, never averaged."""

import re
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db import Error, transaction

from entrepairs.core import hats
from entrepairs.ledger.transactions import NotPossible
from entrepairs.people.models import Person
from entrepairs.plans.actions.members import remove_from_plan
from entrepairs.plans.models import Participant, Plan
from entrepairs.plans.tests.making import (
    plan_started,
    shown_to_the_network,
    with_people,
    with_service,
)
from entrepairs.reviews.actions import close_review, open_review
from entrepairs.reviews.models import Review, ReviewAnswer
from entrepairs.reviews.questions import FILE, read_questions
from entrepairs.reviews.tests.making import answered, review_opened
from entrepairs.tests.posting import As, once, text


@pytest.fixture
def plan(amel: Person, bruno: Person, eve: Person, farid: Person, network: Any) -> Plan:
    """Amel's, with Bruno as a peer, Farid of her family, Eve for a service."""
    shown_to_the_network(eve, farid)
    made = plan_started(amel)
    with_people(made, peer=bruno, relative=farid)
    with_service(made, eve, network.university)
    return made


def cells(page: str, question: str) -> list[str]:
    """What stands beside a question, from each side, without marks."""
    row = page.split(str(read_questions()[question]))[1].split("</tr>")[0]
    return [
        re.sub(r"<[^>]+>|\s+", " ", part).split(">", 1)[-1].strip()
        for part in row.split('<td data-head="')[1:]
    ]


def test_three_viewpoints_stand_side_by_side_and_are_never_averaged(
    amel: Person, bruno: Person, eve: Person, farid: Person, plan: Plan, as_person: As
) -> None:
    review = review_opened(plan)
    answered(review, amel, 4, "On ne frappe pas avant d’entrer.")
    answered(review, bruno, 2)
    answered(review, eve, 1, "Tout va bien.")
    path = f"/reviews/{plan.circle.key}/"
    for person in (amel, bruno, eve, farid):
        page = text(as_person(person).get(path))
        mine, peers, team = cells(page, "respect")
        assert "Amel no On ne frappe pas avant d’entrer." in re.sub(r"\s+", " ", mine)
        assert "Bruno rather yes" in re.sub(r"\s+", " ", peers)
        assert "Eve yes Tout va bien." in re.sub(r"\s+", " ", team)
        main = page.split('id="main"')[1].split("</main>")[0]
        assert not re.search(r"2[.,]3|7 ?/ ?3|%", re.sub(r"<[^>]+>", " ", main))
    room = Path(FILE).parents[1]
    code = "".join(f.read_text() for f in [*room.glob("*.py"), *room.glob("sql/**/*.sql")])
    assert "answer_review" in code
    assert not re.search(r"(?i)\b(avg|sum|mean|median)\(", code)


def test_the_person_opens_and_closes_it_and_those_who_work_there_are_asked(
    amel: Person, bruno: Person, eve: Person, farid: Person, plan: Plan, as_person: As
) -> None:
    path = f"/reviews/{plan.circle.key}/"
    assert as_person(bruno).post(f"{path}start/", once()).status_code == 404
    as_person(amel).post(f"{path}start/", once())
    asks = "Amel asks what you say of the year of their plan"
    for person, asked in ((bruno, True), (eve, True), (farid, False), (amel, False)):
        assert (asks in text(as_person(person).get("/today/"))) is asked
    as_person(bruno).post(f"{path}answer/", once(**{"home-choice": "2", "home-words": "Calme"}))
    assert asks not in text(as_person(bruno).get("/today/"))
    # A member of the family reads, and is not asked to answer for one of the three.
    assert "Calme" in text(as_person(farid).get(path))
    assert as_person(farid).get(f"{path}answer/").status_code == 404
    assert as_person(amel).get(f"{path}close/").status_code == 200
    as_person(amel).post(f"{path}close/", once())
    assert asks not in text(as_person(eve).get("/today/"))
    assert as_person(bruno).get(f"{path}answer/").status_code == 404
    assert "Calme" in text(as_person(bruno).get(path))
    with hats.system("test"):
        review = Review.objects.get()
    with pytest.raises(NotPossible):
        answered(review, bruno, 1)


def test_one_is_open_at_a_time_and_each_answers_for_themselves_alone(
    amel: Person, bruno: Person, eve: Person, plan: Plan
) -> None:
    review = review_opened(plan)
    with hats.person(amel.pk), pytest.raises(NotPossible):
        open_review(plan=plan, once=uuid4(), by=amel)
    with hats.person(bruno.pk), pytest.raises(NotPossible):
        close_review(review=review, once=uuid4(), by=bruno)
    for person, viewpoint in ((eve, "peer"), (bruno, "team")):
        with hats.person(bruno.pk), pytest.raises(Error), transaction.atomic():
            ReviewAnswer.objects.create(
                review=review, question="home", person=person, viewpoint=viewpoint, choice=1
            )


def test_who_is_out_of_the_plan_sees_nothing_of_it_and_is_not_named(
    amel: Person, eve: Person, plan: Plan, as_person: As
) -> None:
    answered(review_opened(plan), eve, 1, "Tout va bien.")
    with hats.person(amel.pk):
        row = Participant.objects.select_related("plan__circle").get(plan=plan, person=eve)
        remove_from_plan(participant=row, once=uuid4(), by=amel)
    assert as_person(eve).get(f"/reviews/{plan.circle.key}/").status_code == 404
    with hats.person(eve.pk):
        assert not Review.objects.exists()
        assert not ReviewAnswer.objects.exists()
    page = text(as_person(amel).get(f"/reviews/{plan.circle.key}/"))
    assert "someone who has left" in page
    assert "Tout va bien." in page
    assert "Eve" not in cells(page, "respect")[2]


def test_earlier_reviews_stay(amel: Person, plan: Plan, as_person: As) -> None:
    first = review_opened(plan)
    answered(first, amel, 3, "Trop vite")
    with hats.person(amel.pk):
        close_review(review=first, once=uuid4(), by=amel)
    review_opened(plan)
    path = f"/reviews/{plan.circle.key}/"
    page = text(as_person(amel).get(path))
    assert "Trop vite" not in page
    assert f"?review={first.key}" in page
    assert "Trop vite" in text(as_person(amel).get(f"{path}?review={first.key}"))
    assert as_person(amel).get(f"{path}?review=nobody").status_code == 404


def test_the_questions_say_their_source_and_are_in_both_languages() -> None:
    said = FILE.read_text()
    assert "source: " in said
    assert "checked_on: " in said
    assert len(read_questions()) == 8
    assert all(one.fr and one.en for one in read_questions().values())


@pytest.mark.parametrize("number", [1, 30])
def test_a_review_asks_few_questions_of_the_database(
    amel: Person, plan: Plan, as_person: As, queries: Any, number: int
) -> None:
    review = review_opened(plan)
    with hats.system("test"):
        for count in range(number):
            one = Person.objects.create(name=f"Personne {count}")
            ReviewAnswer.objects.create(
                review=review, question="home", person=one, viewpoint="team", words="mots"
            )
    client, path = as_person(amel), f"/reviews/{plan.circle.key}/"
    client.get(path)
    with queries() as asked:
        page = client.get(path)
    assert page.text.count("<div>mots") + page.text.count("<p>mots") >= number
    assert len(asked) <= 10
