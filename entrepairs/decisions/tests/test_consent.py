"""A group decides by consent: proposed, asked about, answered, talked about, adopted."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from entrepairs.core import hats
from entrepairs.decisions.actions.proposals import close_answers, withdraw_proposal
from entrepairs.decisions.models import Answer, Decision, Version
from entrepairs.decisions.tests.making import (
    AFTER_ANSWER,
    amended,
    answered,
    last_of,
    proposed,
    stand_of,
    wait,
)
from entrepairs.groups.tests.making import group_of
from entrepairs.ledger.transactions import NotPossible
from entrepairs.people.models import Person
from entrepairs.tests.posting import As, once


def days(number: int) -> str:
    return (timezone.localdate() + timedelta(days=number)).isoformat()


def test_a_proposal_is_asked_about_answered_and_adopted(
    amel: Person, david: Person, as_person: As
) -> None:
    group = group_of(amel, david)
    said = {"title": "Ouvrir le dimanche ?", "words": "De 14 h à 17 h", "questions_until": ""}
    said |= {"closes_on": days(7), "review_on": days(90)}
    answer = as_person(amel).post(f"{group.path}decisions/new/", once(**said))
    assert answer.status_code == 302
    with hats.person(david.pk):
        decision = Decision.objects.select_related("circle").get()
    assert "Your group asks for your answer" in as_person(david).get("/today/").text
    ask = f"{decision.path}remarks/"
    as_person(david).post(ask, once(words="Et s’il pleut ?"))
    page = as_person(amel).get(decision.path).text
    assert "Et s’il pleut ?" in page
    to = page.split("remarks/?to=")[1].split('"')[0]
    as_person(amel).post(f"{ask}?to={to}", once(words="On ouvre quand même."))
    for person in (amel, david):
        as_person(person).post(decision.path, once(choice="fine", words="", how="nameless"))
    assert "Your group asks for your answer" not in as_person(david).get("/today/").text
    page = as_person(david).get(decision.path).text
    assert "On ouvre quand même." in page
    assert "You have answered without your name" in page
    assert "Everybody has answered." in page
    as_person(david).post(f"{decision.path}close/", once())
    page = as_person(amel).get(decision.path).text
    assert "Adopted until" in page
    assert "Nobody had a serious objection." in page
    assert "De 14 h à 17 h" in as_person(amel).get(group.path).text


def test_an_objection_is_talked_about_and_lifted_by_other_words(
    amel: Person, david: Person, as_person: As
) -> None:
    group = group_of(amel, david)
    decision = proposed(group, amel)
    answered(decision, amel)
    answered(decision, david, "objection", "Qui tient la clé ?", named=True)
    assert "Qui tient la clé" not in as_person(amel).get(decision.path).text
    wait(decision)
    page = as_person(amel).get(decision.path).text
    assert "There is an objection" in page
    assert "Qui tient la clé ?" in page
    assert david.name in page
    said = {"words": "Deux membres tiennent la clé", "changes": "La clé", "questions_until": ""}
    said |= {"closes_on": days(7), "review_on": days(90)}
    answer = as_person(david).post(f"{decision.path}amend/", once(**said))
    assert answer.status_code == 302
    assert "Your group asks for your answer" in as_person(amel).get("/today/").text
    for person in (amel, david):
        answered(decision, person)
    wait(decision)
    page = as_person(amel).get(decision.path).text
    assert "Adopted until" in page
    assert "Deux membres tiennent la clé" in page
    assert "with an objection" in page


def test_who_answered_by_name_changes_it_until_the_end_and_without_a_name_never(
    amel: Person, david: Person
) -> None:
    decision = proposed(group_of(amel, david), amel)
    answered(decision, amel, "pass", named=True)
    answered(decision, amel, "fine", named=True)
    answered(decision, david)
    with hats.person(amel.pk):
        assert Answer.objects.get().choice == "fine"
    for person, named in ((amel, False), (david, False), (david, True)):
        with pytest.raises(NotPossible):
            answered(decision, person, "live", named=named)
    wait(decision)
    with pytest.raises(NotPossible, match="closed while you were writing"):
        answered(decision, amel, "live", named=True)


def test_a_form_that_comes_too_late_comes_back_filled(
    amel: Person, david: Person, as_person: As
) -> None:
    decision = proposed(group_of(amel, david), amel)
    wait(decision)
    for how in ("nameless", "named"):
        said = once(choice="objection", words="Il faut deux clés", how=how)
        answer = as_person(david).post(decision.path, said)
        assert answer.status_code == 422
        assert "closed while you were writing" in answer.text
        assert "Il faut deux clés" in answer.text
    assert stand_of(decision, david) == "silence"


def test_nobody_closes_alone_before_the_date_and_silence_adopts_nothing(
    amel: Person, david: Person
) -> None:
    decision = proposed(group_of(amel, david), amel)
    answered(decision, amel)
    with hats.person(amel.pk), pytest.raises(NotPossible, match="Not everybody"):
        close_answers(version=last_of(decision), once=uuid4(), by=amel)
    wait(decision)
    assert stand_of(decision, amel) == "silence"


def test_answers_wait_for_the_questions(amel: Person, david: Person, as_person: As) -> None:
    decision = proposed(group_of(amel, david), amel, questions=2)
    assert "Questions until" in as_person(david).get(decision.circle.path).text
    page = as_person(david).get(decision.path).text
    assert "Ask a question" in page
    assert "Answer without my name" not in page
    with pytest.raises(NotPossible, match="not begun"):
        answered(decision, david)
    wait(decision, days=3)
    assert "Answer without my name" in as_person(david).get(decision.path).text


def test_a_proposal_taken_back_before_its_answers_are_shown_was_never_there(
    amel: Person, david: Person, as_person: As
) -> None:
    group = group_of(amel, david)
    first, second = proposed(group, amel), proposed(group, amel)
    answered(first, david, "objection")
    with hats.person(david.pk), pytest.raises(NotPossible):
        withdraw_proposal(decision=first, once=uuid4(), by=david)
    assert as_person(amel).get(f"{first.path}withdraw/").status_code == 200
    as_person(amel).post(f"{first.path}withdraw/", once())
    for person in (amel, david):
        assert as_person(person).get(first.path).status_code == 404
        assert as_person(person).get(second.path).status_code == 200
    answered(second, david, "objection")
    wait(second)
    as_person(amel).post(f"{second.path}withdraw/", once())
    page = as_person(david).get(second.path).text
    assert "This proposal was withdrawn." in page


def test_on_the_day_of_its_review_each_member_has_it_to_look_at(
    amel: Person, david: Person, as_person: As
) -> None:
    decision = proposed(group_of(amel, david), amel)
    answered(decision, amel)
    answered(decision, david)
    wait(decision)
    due = "Your group said it would look at a decision again"
    assert due not in as_person(david).get("/today/").text
    with hats.system("test"):
        Version.objects.filter(decision=decision).update(review_on=timezone.localdate())
    assert due in as_person(david).get("/today/").text
    assert "To look at again since" in as_person(david).get(decision.path).text
    amended(decision, david)
    assert due not in as_person(david).get("/today/").text
    assert "the version that was adopted before applies" in as_person(amel).get(decision.path).text


def test_two_new_versions_are_one_after_the_other(amel: Person, david: Person) -> None:
    decision = proposed(group_of(amel, david), amel)
    with pytest.raises(NotPossible):
        amended(decision, david)
    wait(decision)
    amended(decision, david)
    with pytest.raises(NotPossible):
        amended(decision, amel)


def test_lists_ask_as_much_at_1_and_at_30(
    amel: Person, david: Person, as_person: As, queries: Any
) -> None:
    group, reader = group_of(amel, david), as_person(amel)
    decision = proposed(group, amel)
    reader.get(group.path)  # reads the vocabulary once
    counts = []
    for more in (0, 29):
        for _number in range(more):
            proposed(group, amel)
        for path in (f"{group.path}decisions/", decision.path, group.path):
            with queries() as made:
                assert reader.get(path).status_code == 200
            counts.append(len(made))
    assert counts[:3] == counts[3:]
    assert max(counts) <= 10 + AFTER_ANSWER
